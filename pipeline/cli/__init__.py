"""The command line: commands, no logic.

Exit status: 0 done, 1 under --strict when something was quarantined or in conflict, 2 wrong use, settings or output,
70 a bug of ours, 130 interrupted.
"""

from __future__ import annotations

import os

# numpy starts a thread per core as soon as it is imported, which costs a small run .03 s of CPU and gives it nothing.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from pipeline.cli import running, looking, upkeep  # noqa: F401, I001 - the order of the commands in the help
from pipeline.cli.app import app, main
from pipeline.cli.status import BUG, INTERRUPTED, STRICT, USAGE, status_of

__all__ = ["BUG", "INTERRUPTED", "STRICT", "USAGE", "app", "main", "status_of"]
