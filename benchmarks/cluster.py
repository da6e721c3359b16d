"""A run on Dask whose workers are killed twice on the way: does it end, and is its dataset that of one process?

``make bench-cluster``, or ``python -m benchmarks.cluster [SOURCES]``. The sources are small, so that what is measured
is the engine and not the stages: 20,000 of them are some 5,000 chunks.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.files import find_files
from pipeline.running.progress import Phase, Step
from pipeline.running.session import Form, Means, Session

_SMALL = Path(__file__).with_name("small_article.toml")
_SOURCES = 20_000
_FORM = Form(("csv", "json"))
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_DEATHS = ((Phase.READING, 0.3), (Phase.FINDING, 0.6))  # in which phase, how far into it


@dataclass
class Killer:
    """Watches a run on a local cluster and kills one of its workers in the middle of each of two phases."""

    killed: list[int] = field(default_factory=list)

    def __call__(self, step: Step) -> None:
        """Kill where it is time."""
        if len(self.killed) < len(_DEATHS):
            phase, share = _DEATHS[len(self.killed)]
            if step.phase is phase and step.done >= share * step.total:
                from distributed import default_client

                victim = min(default_client().run(os.getpid).values())
                os.kill(victim, signal.SIGKILL)
                self.killed.append(victim)


def write_small(folder: Path, count: int, seed: int = 1) -> None:
    """Write small articles to a folder, no two alike, two to a topic, a thousand to a folder below it."""
    small = tomllib.loads(_SMALL.read_text(encoding="utf-8"))
    for number in range(count):
        pair, own = random.Random(f"{seed} {number // 2}"), random.Random(f"{seed} own {number}")
        one, other = _name(pair), _name(pair)
        price, other_price = own.sample(small["prices"], 2)
        age, other_age = own.sample(range(2, 90), 2)
        text = small["text"].format(
            one=one, other=other, price=price, other_price=other_price, age=age, other_age=other_age
        )
        place = folder / f"{number // 1000:04d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06d}.txt").write_text(text, encoding="utf-8")


def datasets(raw: Path, folder: Path, workers: int = 2) -> tuple[Killer, float]:
    """Write the dataset of one process and that of a cluster with deaths to two folders, ``serial`` and ``dask``.

    Returns:
        Who was killed, and the seconds that the cluster took.
    """
    files, killer = find_files([raw]), Killer()
    Session(folder / "serial", _FORM, Means(cached=False, engine="serial")).run(files)
    begun = time.perf_counter()
    Session(folder / "dask", _FORM, Means(cached=False, engine="dask", workers=workers)).run(files, killer)
    return killer, time.perf_counter() - begun


def differing(folder: Path) -> list[str]:
    """Return the names of the files that are not the same in both datasets."""
    names = {path.name for engine in ("serial", "dask") for path in (folder / engine).iterdir()}
    return sorted(name for name in names if not _same(folder / "serial" / name, folder / "dask" / name))


def main(count: int = _SOURCES) -> None:
    """Run, and print what happened as JSON.

    Raises:
        SystemExit: the datasets differ, or nobody was killed.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_small(folder / "raw", count)
        killer, seconds = datasets(folder / "raw", folder)
        differ = differing(folder)
    print(json.dumps({"sources": count, "killed": len(killer.killed), "seconds": seconds, "differing": differ}))
    if differ or len(killer.killed) < len(_DEATHS):
        raise SystemExit(1)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.read_bytes() == other.read_bytes()


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(3)).title()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
