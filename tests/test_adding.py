"""Adding articles: they are copied whole, never over another one, with what is known of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files import find_files
from pipeline.inputs.adding import AddError, add

TEXT = "Difference between tea and coffee\n\nTea is a drink.\n"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "deep" / "b.md").write_text(f"# {TEXT}", encoding="utf-8")
    (folder / "notes.doc").write_bytes(b"no article")
    return folder


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_articles_of_a_folder_are_copied_with_the_folders_below_it(new: Path, raw: Path) -> None:
    assert add([new], raw).copied == ("a.txt", "deep/b.md")
    assert names(raw) == ["a.txt", "deep/b.md"]
    assert (raw / "a.txt").read_text(encoding="utf-8") == TEXT


def test_what_stands_there_with_the_same_content_is_left(new: Path, raw: Path) -> None:
    add([new / "a.txt"], raw)
    added = add([new], raw)
    assert (added.copied, added.known) == (("deep/b.md",), ("a.txt",))
    assert str(added).startswith("Copied deep/b.md; a.txt stood there already")


def test_what_is_no_article_is_left_out_and_told(new: Path, raw: Path) -> None:
    added = add([new], raw)
    assert added.left_out == ("notes.doc",)
    assert str(added) == "Copied a.txt, deep/b.md; left out, as no article by their endings: notes.doc."


def test_what_is_known_of_an_article_goes_along(new: Path, raw: Path) -> None:
    raw.mkdir()
    (raw / "sources.csv").write_text("file,licence,site\nold.txt,CC0,old.example\n", encoding="utf-8")
    (new / "sources.csv").write_text("file,site,url\na.txt,tea.example,https://tea.example/1\n", encoding="utf-8")
    add([new], raw)
    (file, _) = find_files([raw])
    assert (file.name, file.site, file.url) == ("a.txt", "tea.example", "https://tea.example/1")
    assert (raw / "sources.csv").read_text(encoding="utf-8").splitlines() == [
        "file,licence,site,url",
        "old.txt,CC0,old.example,",
        "a.txt,,tea.example,https://tea.example/1",
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("a.txt", "is there with another content; rename the new file", id="taken"),
        pytest.param("notes.doc", "A run would not read notes.doc; give it one of the endings", id="no article"),
        pytest.param("empty", "There are no articles in", id="an empty folder"),
        pytest.param("links", "leads out of its folder", id="a link"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_is_copied(new: Path, raw: Path, name: str, told: str) -> None:
    raw.mkdir()
    (raw / "a.txt").write_text("Another article", encoding="utf-8")
    (new / "empty").mkdir()
    (new / "links").mkdir()
    (new / "links" / "c.txt").symlink_to("/etc/hostname")
    with pytest.raises(AddError, match=told):
        add([new / "deep", new / name], raw) if name != "empty" else add([new / name], raw)
    assert names(raw) == ["a.txt"]
    assert (raw / "a.txt").read_text(encoding="utf-8") == "Another article"


def test_the_standard_input_has_no_name(raw: Path) -> None:
    with pytest.raises(AddError, match="write it to a file first"):
        add([Path("-")], raw)
