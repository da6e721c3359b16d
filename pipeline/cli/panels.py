"""The panels in which the help shows options."""

READ, WRITTEN, TOLD, MEANS = "What is read", "What is written", "What is told", "How it is done"
