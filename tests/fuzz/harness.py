"""Coverage-guided fuzzing from ingest to export, with atheris: ``make fuzz``, or by hand

    python -m tests.fuzz.harness (bytes | text | html) CORPUS [options of libFuzzer]

``bytes`` takes the input as a file, its first byte as the choice of a name; ``text`` and ``html`` put an article and a
page together from pieces, as the input says. A find is left in a file ``crash-*``, which the same command replays.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from pipeline.stages.ingest import ingest
    from tests.fuzz.checks import check_export
    from tests.fuzz.pieces import ATTRIBUTES, LINES, MARKUP, NAMES

_FILES = ("a.txt", "a.md", "a.html", "a")
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1254", "cp1251", "gb18030", "cp932")
_PIECES = 60


def try_bytes(data: bytes) -> None:
    """Take the input as a file."""
    check_export(ingest(_FILES[data[0] % len(_FILES)] if data else "a", data[1:]))


def try_text(data: bytes) -> None:
    """Put an article together, in some encoding."""
    choose = atheris.FuzzedDataProvider(data)
    name, encoding = choose.PickValueInList(list(_FILES)), choose.PickValueInList(list(_ENCODINGS))
    text = "".join(_one_of(LINES, choose) for _ in range(choose.ConsumeIntInRange(0, _PIECES)))
    check_export(ingest(name, text.encode(encoding, "replace")))


def try_html(data: bytes) -> None:
    """Put a page together: tags that open, tags that close, and what stands between them."""
    choose = atheris.FuzzedDataProvider(data)
    page = "<body>" + "".join(_markup(choose) for _ in range(choose.ConsumeIntInRange(0, _PIECES)))
    check_export(ingest("a.html", page.encode("utf-8", "replace")))


def _markup(choose: atheris.FuzzedDataProvider) -> str:
    sort = choose.ConsumeIntInRange(0, 4)
    if sort == 0:
        return f"</{choose.PickValueInList(NAMES)}>"
    if sort < 3:
        return f"<{choose.PickValueInList(NAMES)}{choose.PickValueInList(list(ATTRIBUTES))}>"
    return _one_of(MARKUP if sort == 3 else LINES, choose)


def _one_of(pieces: Sequence[str], choose: atheris.FuzzedDataProvider) -> str:
    number = choose.ConsumeIntInRange(0, len(pieces))
    return pieces[number] if number < len(pieces) else choose.ConsumeUnicode(8)


TARGETS: dict[str, Callable[[bytes], None]] = {"bytes": try_bytes, "text": try_text, "html": try_html}


def main() -> None:
    """Fuzz the target that the command line names."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(__doc__)
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
