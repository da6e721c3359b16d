"""A bound on the time that one source may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Seconds. The slowest of 48 articles takes .3 s in all its stages, the largest file that is read about 20 s.
TIME_LIMIT = 120.0


class TooSlowError(Exception):
    """A source took more than its share of processor time."""


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Raise in the block once it has used so much processor time.

    Processor time and not time of the clock, so that a busy machine quarantines nothing that an idle one reads. Where
    there are no such timers (Windows) or outside of the main thread, nothing is bounded.

    Args:
        seconds: the bound; 0 for none.

    Raises:
        TooSlowError: in the block.
    """
    bounded = seconds > 0 and hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not bounded:
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds:g} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
