"""The commands that look after the installation: its languages and its cache."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.app import app, show

languages_app = typer.Typer(invoke_without_command=True, help="List the language files with their coverage.")
app.add_typer(languages_app, name="languages")

cache_app = typer.Typer(invoke_without_command=True, help="Say where the cache is, and what it holds.")
app.add_typer(cache_app, name="cache")


@languages_app.callback()
def list_languages(context: typer.Context) -> None:
    """List the language files with what each holds."""
    from pipeline.languages.report import listing

    if context.invoked_subcommand is None:
        show(listing())


@languages_app.command(name="check")
def check_languages() -> None:
    """Check every language file against the schema and for phrases that contradict each other."""
    from pipeline.languages.report import check

    show([f"{check()} language files hold together."])


@cache_app.callback()
def tell_of_cache(context: typer.Context) -> None:
    """Say where the cache is, and what it holds."""
    from pipeline import cache
    from pipeline.running.pruning import derived, held, results

    if context.invoked_subcommand is None:
        folder = cache.folder()
        show(
            [
                f"The cache is {folder}; TERTIUM_CACHE names another place.",
                f"Results of runs: {held(results(folder))}.",
                f"Compiled vocabularies and models: {held(derived(folder))}; those in use are made anew when pruned.",
            ]
        )


@cache_app.command(name="prune")
def prune_cache(
    keep: Annotated[int, typer.Option(min=0, help="Megabytes to keep, the newest.")] = 1000,
) -> None:
    """Remove what was used longest ago."""
    from pipeline import cache
    from pipeline.running.pruning import prune

    removed, left = prune(cache.folder(), keep * 1_000_000)
    show([f"Removed {removed}; {left} are left in {cache.folder()}."])


@app.command(hidden=True)
def prepare() -> None:
    """Compile the vocabularies and unpack the language model, so that the first run is as fast as the next."""
    from pipeline import vocabulary
    from pipeline.text.identify import rank

    vocabulary.load()
    rank(app.info.name or __name__)
