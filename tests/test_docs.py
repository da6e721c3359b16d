"""The documents tell the truth: their commands run, their links lead somewhere, their reference names every option."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

import pipeline
from pipeline import vocabulary
from pipeline.cli import app
from tests.runs import content

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))


def code(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)


def test_the_commands_of_the_tutorial_run_one_after_the_other(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    told, datasets = [], []
    for script in code("tutorial.md", "sh"):
        ran = subprocess.run(
            ["sh", "-ec", script], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert (ran.returncode, ran.stderr) == (0, ""), script
        told.append(ran.stdout)
        datasets.append(content(tmp_path / "output"))
    made, concept, verdict, added, compared, taken_back = told
    assert "2 compared" in made and "nearshore" in concept
    assert "verdicts: a row made by the stage consistency" in verdict and verdict.count("»") >= 2
    assert "Copied third.txt." in added and "Lunar call center" in added
    assert "outsourcing:call-center, aspect:types (cross): subset → soft conflict" in added
    assert "sources: 2 added, 0 removed" in compared
    assert (taken_back, datasets[-1]) == (made, datasets[0])
    assert {path.name for path in tmp_path.iterdir()} == {"raw", "output"}


def test_the_python_of_the_readme_runs() -> None:
    (script,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    ran = subprocess.run([sys.executable, "-W", "error::FutureWarning", "-c", script], cwd=ROOT, check=False)
    assert ran.returncode == 0


def test_the_domain_of_the_page_joins_articles_of_two_languages(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "drinks.ttl").write_text(code("adding-a-domain.md", "turtle")[0], encoding="utf-8")
    english = (
        "Difference between tea and coffee\n\nTea is made from leaves, coffee is not.\n\nTypes of tea\n\n- Green tea\n"
    )
    turkish = "Çay ve kahve arasındaki fark\n\nÇay yapraktan, kahve çekirdekten.\n\nÇay türleri\n\n- Yeşil çay\n"
    for name, text in (("en", english), ("tr", turkish)):
        (tmp_path / "raw" / f"{name}.txt").write_text(text, encoding="utf-8")
    try:
        dataset = pipeline.run([tmp_path / "raw"])
    finally:
        vocabulary.use()
    assert set(dataset.sources.topic_id) == {"drinks:coffee+drinks:tea"}
    assert list(dataset.taxonomy_items.concept_id) == ["drinks:green-tea"] * 2


def test_the_reference_names_every_command_and_every_option_of_run() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    group = typer.main.get_command(app)
    visible = [name for name, command in group.commands.items() if not command.hidden]  # type: ignore[attr-defined]
    assert not [name for name in visible if f"`{name}" not in page]
    options = [one for option in group.commands["run"].params for one in option.opts if one.startswith("--")]  # type: ignore[attr-defined]
    assert not [one for one in options if f"`{one}" not in page]


FREE = ("mistranslated", "predicates", "units", "territories")  # tables whose keys are no fixed set


def test_the_page_on_languages_shows_every_key_of_a_file() -> None:
    shown = "".join(code("adding-a-language.md", "toml"))
    file = tomllib.loads((ROOT / "pipeline" / "languages" / "nb.toml").read_text(encoding="utf-8"))
    tables = {name: table for name, table in file.items() if isinstance(table, dict)}
    keys = {key for name, table in tables.items() if name not in FREE for key in table}
    assert [name for name in tables if f"\n[{name}]" not in shown] == []
    assert [key for key in sorted(keys | file.keys()) if not re.search(rf"\b{key}\b", shown)] == []


@pytest.mark.parametrize("command", ["pyshacl", "frictionless"])
def test_the_commands_that_check_a_dataset_find_it_sound(command: str) -> None:
    (script,) = [one for one in code("loading.md", "sh") if one.startswith(command)]
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run(["sh", "-ec", script], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stdout.decode()


def test_the_page_on_verdicts_names_every_kind_of_rule() -> None:
    shown = set(re.findall(r"`(\w+)`", (DOCS / "verdicts.md").read_text(encoding="utf-8")))
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline" / "verdicts").glob("*.py"))
    families = set(re.findall(r'(?:Level|Outcome)\([^()]*?"([a-z]+)\.[a-z_]+"', code))
    assert len(families) > 10
    assert families <= shown


def test_every_target_of_the_reference_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        name for page in PAGES for name in re.findall(r"(?:`|    )make ([a-z-]+)", page.read_text(encoding="utf-8"))
    }
    assert {"run", "add", "serve"} <= named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_index_names_every_page() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    assert not [page.name for page in DOCS.glob("*.md") if f"({page.name})" not in index and page.name != "index.md"]


def test_the_tables_of_the_readme_are_those_of_the_dataset() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in pipeline.load(ROOT / "output") if f"`{name}`" not in readme]
    with (ROOT / "output" / "sources.csv").open(encoding="utf-8", newline="") as file:
        assert {row["language"] for row in csv.DictReader(file)} == {"nb", "tr"}
