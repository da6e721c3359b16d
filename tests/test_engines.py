"""Engines: the same results whoever carries them out, and nothing lost when workers die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import pytest

from pipeline.engines import Engine, EngineError, engine, in_chunks
from pipeline.engines import processes as processes_module
from pipeline.engines.cluster import Cluster
from pipeline.engines.processes import Processes
from pipeline.engines.serial import Serial

POISON = 13


def squares(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(number * number for number in numbers)


def squares_with_poison(numbers: Sequence[int]) -> tuple[int, ...]:
    if POISON in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(numbers)


def squares_with_one_death(items: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """Die the first time that the poison is seen: a worker killed from outside."""
    for number, mark in items:
        if number == POISON and not Path(mark).exists():
            Path(mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return squares([number for number, _ in items])


def workers(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(os.getpid() for _ in numbers)


def waiting(folders: Sequence[str]) -> tuple[int, ...]:
    """Say who waits, and wait for longer than any test."""
    for folder in folders:
        Path(folder, str(os.getpid())).touch()
        time.sleep(600)
    return ()


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def is_soon(so: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not so() and time.monotonic() < end:
        time.sleep(0.05)
    return so()


def lost(number: int, _reason: str) -> tuple[int, ...]:
    return (-number,)


def lost_pair(item: tuple[int, str], reason: str) -> tuple[int, ...]:
    return lost(item[0], reason)


ENGINES = [
    pytest.param(Serial(), id="serial"),
    pytest.param(Processes(2), id="processes"),
    pytest.param(Processes(2, worth=100), id="processes that are not worth it"),
    pytest.param(Cluster(2), id="dask"),
]
WITH_WORKERS = [pytest.param(Processes(2), id="processes"), pytest.param(Cluster(2), id="dask")]


@pytest.fixture
def chosen(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Return an engine, whose workers end with the test."""
    yield request.param
    request.param.end()


@pytest.mark.parametrize("chosen", ENGINES, indirect=True)
def test_every_engine_gives_every_result_once(chosen: Engine) -> None:
    pytest.importorskip("distributed")
    done = chosen.map(squares, in_chunks(range(50), 4), lost)
    assert sorted(number for some in done for number in some) == [number * number for number in range(50)]


@pytest.mark.parametrize("chosen", ENGINES, indirect=True)
def test_nothing_to_do_is_done_at_once(chosen: Engine) -> None:
    begun = time.perf_counter()
    assert list(chosen.map(squares, iter(()), lost)) == []
    assert time.perf_counter() - begun < 0.5  # no pool and no cluster is started


@pytest.mark.parametrize("chosen", WITH_WORKERS, indirect=True)
def test_the_item_that_kills_its_workers_is_lost_alone(chosen: Engine) -> None:
    pytest.importorskip("distributed")
    done = chosen.map(squares_with_poison, in_chunks(range(30), 4), lost)
    expected = [-number if number == POISON else number * number for number in range(30)]
    assert sorted(number for some in done for number in some) == sorted(expected)


@pytest.mark.parametrize("chosen", WITH_WORKERS, indirect=True)
def test_a_worker_that_is_killed_loses_and_doubles_nothing(chosen: Engine, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    items = [(number, str(tmp_path / "died")) for number in range(30)]
    done = chosen.map(squares_with_one_death, in_chunks(items, 4), lost_pair)
    assert sorted(number for some in done for number in some) == [number * number for number in range(30)]
    assert (tmp_path / "died").exists()


def test_workers_are_replaced_before_a_leak_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes_module, "_CHUNKS_PER_WORKER", 2)
    done = Processes(1).map(workers, in_chunks(range(8), 1), lost)
    assert len({worker for some in done for worker in some}) == 4


def test_workers_stay_from_one_map_to_the_next_until_their_end() -> None:
    chosen = Processes(1)
    first, second = (set(chain.from_iterable(chosen.map(workers, [(0,)], lost))) for _ in range(2))
    chosen.end()
    third = set(chain.from_iterable(chosen.map(workers, [(0,)], lost)))
    assert first == second != third


def test_a_local_cluster_whose_worker_dask_has_given_up_gets_another() -> None:
    pytest.importorskip("distributed")
    import dask

    chosen = Cluster(1)
    results = list(chosen.map(squares, [(2,)], lost))
    cluster = chosen._client.cluster
    (given_up,) = cluster.workers.values()
    with dask.config.set({"distributed.deploy.lost-worker-timeout": "100 ms"}):
        cluster.sync(given_up.close)
        assert is_soon(lambda: given_up not in cluster.workers.values())
    more = threading.Thread(target=lambda: results.extend(chosen.map(squares, [(3,)], lost)), daemon=True)
    more.start()
    more.join(120)
    assert results == [(4,), (9,)]
    chosen.end()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_workers_of_a_run_that_is_killed_end_with_it(tmp_path: Path) -> None:
    script = (
        "from tests.test_engines import lost, waiting\n"
        "from pipeline.engines.processes import Processes\n"
        f"list(Processes(2).map(waiting, [({str(tmp_path)!r},)] * 2, lost))\n"
    )
    run = subprocess.Popen([sys.executable, "-c", script])
    assert is_soon(lambda: len(list(tmp_path.iterdir())) == 2)
    alive = [int(path.name) for path in tmp_path.iterdir()]
    assert all(map(is_alive, alive))
    run.kill()
    run.wait()
    assert is_soon(lambda: not any(map(is_alive, alive)))


def test_a_script_whose_workers_run_it_again_is_told_and_loses_nothing_item_by_item(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from pipeline.engines.processes import Processes\n"
        "from tests.test_engines import lost, squares\n"
        "list(Processes(1).map(squares, [(2,), (3,)], lost))\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ran = subprocess.run(
        [sys.executable, str(script)], check=False, capture_output=True, encoding="utf-8", timeout=120, env=environment
    )
    assert ran.returncode == 1
    assert "EngineError: No worker process stays alive; a script" in ran.stderr


def test_chunks_are_taken_one_by_one() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    next(iter(Processes(1).map(squares, in_chunks(numbers(), 1), lost)))
    assert len(taken) < 10


@pytest.mark.parametrize(
    ("name", "workers", "expected"),
    [
        ("serial", 4, Serial()),
        ("processes", 3, Processes(3)),
        ("", 1, Serial()),
        ("dask", 2, Cluster(2)),
    ],
)
def test_an_engine_is_chosen_by_its_name(name: str, workers: int, expected: Engine) -> None:
    assert engine(name, workers) == expected


def test_an_address_means_a_cluster() -> None:
    assert engine("", 2, "tcp://here:1") == Cluster(2, "tcp://here:1")


def test_an_engine_that_is_none_is_refused() -> None:
    with pytest.raises(EngineError, match="There is no engine spark; choose serial, processes or dask"):
        engine("spark")
