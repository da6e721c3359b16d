"""With which status a command leaves, and how its error is told: the user's in a sentence, ours with its trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

STRICT, USAGE, BUG, INTERRUPTED = 1, 2, 70, 130

# Newer releases of typer bring a click of their own: this is the class of wrong use in whichever they raise.
_USAGE_ERROR: Any = typer.BadParameter.mro()[1]


def status_of(command: Callable[[], object]) -> int:
    """Return the exit status of a command, its error told in one sentence."""
    try:
        outcome = command()
        if outcome == INTERRUPTED:  # newer releases of typer turn an interrupt into an outcome, older ones into Abort
            raise KeyboardInterrupt
    except typer.Exit as exit_:
        return exit_.exit_code
    except _USAGE_ERROR as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("Interrupted; the previous output is untouched.", err=True)
        return INTERRUPTED
    except Exception as error:
        return _told(error)
    return outcome if isinstance(outcome, int) else 0


def _told(error: Exception) -> int:
    from pipeline.running.runner import QuarantineError

    if isinstance(error, _errors_of_use()):
        typer.echo(f"tertium: {error}", err=True)
        return USAGE
    if isinstance(error, QuarantineError):
        typer.echo(f"tertium: {error} Nothing was written.", err=True)
        return STRICT
    import traceback

    traceback.print_exception(error)
    typer.echo("tertium: this is a bug of ours; please report it with the lines above.", err=True)
    return BUG


def _errors_of_use() -> tuple[type[Exception], ...]:
    """Return the errors whose message tells a user what to do."""
    from pipeline.dataset import DatasetError
    from pipeline.dataset.explain import UnknownRowError
    from pipeline.encoders import EncoderChoiceError, EncoderError
    from pipeline.engines import EngineError
    from pipeline.export.folder import OutputError
    from pipeline.export.formats import FormatError
    from pipeline.files import InputError
    from pipeline.inputs.adding import AddError
    from pipeline.languages import LanguageError
    from pipeline.mapping.review import ReviewError
    from pipeline.report.serving import ServeError
    from pipeline.running.lock import LockedError
    from pipeline.running.selection import SelectionError
    from pipeline.running.since import SinceError
    from pipeline.running.store import StoreError
    from pipeline.verdicts.second_opinion import InferenceChoiceError
    from pipeline.vocabulary import VocabularyError

    return (
        AddError, DatasetError, EncoderChoiceError, EncoderError, EngineError, FormatError, InferenceChoiceError,
        InputError, LanguageError, LockedError, OutputError, ReviewError, SelectionError, ServeError, SinceError,
        StoreError, UnknownRowError, VocabularyError,
    )  # fmt: skip
