"""The application that the commands are of, and the way into it and out."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable

import typer

from pipeline.cli.status import status_of

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Comparison articles in, a checked concept dataset out.",
)

# Collecting garbage while modules are imported finds none and costs a sixth of a small run; a threshold this high still
# collects on long runs.
_GARBAGE_THRESHOLD = 10_000_000


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(_GARBAGE_THRESHOLD, 50, 50)
    status = status_of(lambda: app(standalone_mode=False))
    sys.stdout.flush()
    sys.stderr.flush()
    # Taking a hundred modules down one by one costs .06 s of CPU; everything is written (mypy leaves the same way).
    os._exit(status)


def show(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        typer.echo(line)
