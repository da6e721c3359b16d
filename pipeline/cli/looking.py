"""The commands that look at a dataset: explain, diff, review, eval and serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import app, show
from pipeline.cli.options import OUTPUT, RAW, AsJson, Dataset
from pipeline.cli.status import STRICT


@app.command()
def explain(
    row: Annotated[str, typer.Argument(help="The identifier of a row of any table, or a concept.")],
    dataset: Dataset = OUTPUT,
    raw: Annotated[Path, typer.Option(help="The folder of the raw files.")] = RAW,
) -> None:
    """Show the passage behind a row, the stage and the rule that made it."""
    from pipeline.dataset import load
    from pipeline.dataset.explain import explain as explained

    found = explained(row, load(dataset), raw)
    show([f"{found.table}: a row made by the stage {found.stage}"])
    width = max(len(name) for name, _ in found.fields)
    show(f"  {name:{width}} {value}" for name, value in found.fields if value)
    if found.rule:
        show([f"Rule: {found.rule}"])
    for passage in found.passages:
        show(["", f"{passage.path} [{passage.start}:{passage.end}]"])
        show([f"  … {passage.before}»{passage.text}«{passage.after} …"])


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The folder of the earlier dataset.")],
    new: Annotated[Path, typer.Argument(help="The folder of the later one.")] = OUTPUT,
    as_json: AsJson = False,
) -> None:
    """Show what differs between two datasets: rows by their keys, and verdicts that turned."""
    from pipeline.dataset import load
    from pipeline.dataset.changes import changes

    found = changes(load(old).rows, load(new).rows)
    show([found.to_json()] if as_json else found.lines())


@app.command()
def review(
    dataset: Dataset = OUTPUT,
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
        show([f"Written to {written}; the next run follows it."])
        return
    show(reviewing.listing([one for one in proposed if show_all or not one.joined][:limit], dataset))


@app.command(name="eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="The folder with structure.json and consistency.json.")],
    dataset: Dataset = OUTPUT,
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
        show([f"{mark} {score.name:46} {counted:>8} {share:>6}  {score.note}".rstrip()])
    if not all(score.reached for score in scores):
        raise typer.Exit(STRICT)


@app.command()
def serve(
    dataset: Dataset = OUTPUT,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for one that is free.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
) -> None:
    """Open the report of a dataset in a browser, served to this machine only."""
    from pipeline.report.serving import ReportServer

    with ReportServer(dataset, port) as server:
        show([f"The report is at {server.url} until Ctrl+C."])
        if not no_open:
            import webbrowser

            webbrowser.open(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            show(["", "Closed."])
