"""A run, from files to the output folder.

From the outside in: `session` locks an output folder, brings it up to date and remembers it (`lock`, `lastrun`,
`since`), and says what was done again (`reasons`); `runner` says what is mapped over what (`selection`, `progress`);
`jobs` are the functions that an engine maps, and `sequence` is which stage after which (`limits`); `store` keeps what
was made, under the hash of what it was made from (`recipe`), and `pruning` makes room there; `writing` and `summary`
are what leaves a run; `ledger` is what the next one has to know of its dataset, and `renewal` what it makes of that.
"""
