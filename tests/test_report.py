"""The report says what the rows say, holds every text as data, and is the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pipeline.report.data as report_data
from pipeline.export.contents import Contents, contents_of
from pipeline.export.rows import make_rows
from pipeline.export.schema import schema
from pipeline.model import Document, Span, Topic
from pipeline.report import write_report
from pipeline.report.data import TopicRows
from pipeline.report.readable import Piece, reading_of_pieces, reading_of_text

ASSETS = Path(report_data.__file__).parent / "assets"
PLACED = ("blocks", "subjects", "table_cells", "taxonomy_items", "mentions", "statements", "findings")

Reader = Callable[..., Document]
Comparer = Callable[..., tuple[Topic, ...]]

MARKED_UP = """<html><head><title>Difference between Tea &amp; Milk and Coffee</title></head><body>
<h1>Difference between Tea and Coffee</h1>
<p>Tea is a <b>leaf &amp; water</b> drink, whereas coffee is a bean drink.</p>
<h2>Types of Tea</h2><ul><li><i>Green</i> tea</li><li>Black tea</li></ul>
<table><tr><th>Basis</th><th>Tea</th><th>Coffee</th></tr>
<tr><td>Cost</td><td>Low &lt; 3</td><td>High</td></tr><tr><td>Origin</td><td>China</td><td>Africa</td></tr></table>
</body></html>"""


@pytest.fixture
def contents(read: Reader, compare: Comparer) -> Callable[..., Contents]:
    """Make contents of texts by the names of their files."""

    def _contents(**texts: str) -> Contents:
        documents = [read(text, name.replace("_", ".")) for name, text in texts.items()]
        topics = compare(*documents)
        return contents_of(make_rows(documents, topics), documents, topics)

    return _contents


@pytest.fixture
def given(contents: Callable[..., Contents], norwegian: str, turkish: str) -> Contents:
    return contents(nb_txt=norwegian, tr_txt=turkish)


def page_of(contents: Contents, folder: Path, **options: int) -> str:
    write_report(contents, folder, **options)
    return (folder / "report.html").read_text(encoding="utf-8")


def data_of(page: str) -> dict[str, Any]:
    """Return the data of a page by the names of their elements."""
    found = re.findall(r'<script type="application/json" id="data-([^"]+)">(.*?)</script>', page, re.DOTALL)
    return {name: json.loads(text) for name, text in found}


def shown(text: str, at: int, to: int) -> str:
    """Return a stretch in UTF-16 units, as a browser cuts it."""
    return text.encode("utf-16-le")[2 * at : 2 * to].decode("utf-16-le")


def passages(page: str) -> dict[tuple[str, int, int], str]:
    """Return what the page shows of each row: by its table and its place in the file."""
    data = data_of(page)
    found = {}
    for number in range(data["index"]["held"]):
        source = data[f"source-{number}"]
        for table in PLACED:
            for row in source[table]:
                record = dict(zip(data["index"]["columns"][table], row, strict=True))
                if record["at"] is not None:
                    found[table, record["start"], record["end"]] = shown(source["text"], record["at"], record["to"])
    return found


def quotes(contents: Contents) -> dict[tuple[str, int, int], str]:
    """Return the quote of each row that has a passage."""
    return {
        (table, record["start"], record["end"]): str(record["quote"])  # type: ignore[misc]
        for table in PLACED
        for record in contents.records(table)
        if record["start"] is not None
    }


def test_of_a_text_the_page_shows_each_row_by_its_quote(given: Contents, tmp_path: Path) -> None:
    assert passages(page_of(given, tmp_path)) == quotes(given)


def test_a_browser_counts_in_units_of_two_bytes(contents: Callable[..., Contents], tmp_path: Path) -> None:
    text = "Difference between Tea and Coffee\n\n\U0001f375 Types of Tea\n• Green \U0001f375 tea\n• Black tea\n"
    made = contents(a_txt=text)
    assert "Black tea" in quotes(made).values()
    assert passages(page_of(made, tmp_path)) == quotes(made)


def test_of_markup_the_page_shows_what_it_reads_as(contents: Callable[..., Contents], tmp_path: Path) -> None:
    made = contents(a_html=MARKED_UP)
    found = passages(page_of(made, tmp_path))
    for table, column in (("table_cells", "text"), ("taxonomy_items", "label")):
        records = list(made.records(table))
        assert records
        for record in records:
            assert found[table, record["start"], record["end"]] == record[column]  # type: ignore[index]


def test_a_dataset_without_texts_shows_what_its_blocks_quote(given: Contents, tmp_path: Path) -> None:
    found = passages(page_of(Contents(given.rows), tmp_path))
    for place, quote in quotes(given).items():
        if place[0] in ("blocks", "subjects", "table_cells", "mentions"):  # others may go over several blocks
            assert found[place] == quote


def test_a_place_is_found_in_a_text_whose_markup_is_gone() -> None:
    file = "<p>a &amp; b</p> <p>cd</p>"
    origins = (Span(3, 4), Span(4, 5), Span(5, 10), Span(10, 11), Span(11, 12))
    reading = reading_of_pieces([Piece(Span(3, 12), "a & b", origins), Piece(Span(20, 22), "cd")])
    assert reading.text == "a & b\ncd"
    assert shown(reading.text, *reading.place(Span(5, 12))) == "& b"
    assert shown(reading.text, *reading.place(Span(20, 21))) == "c"
    assert shown(reading.text, *reading.place(Span(0, len(file)))) == "a & b\ncd"  # markup around
    assert reading.place(Span(12, 20)) == (6, 6)  # markup between


def test_an_empty_file_has_no_place_but_its_begin() -> None:
    assert reading_of_text("").place(Span(0, 0)) == (0, 0)
    assert reading_of_pieces([]).place(Span(0, 0)) == (0, 0)


def test_verdicts_come_hardest_first_and_are_all_there(given: Contents, tmp_path: Path) -> None:
    data = data_of(page_of(given, tmp_path))
    columns = data["index"]["columns"]["verdicts"]
    verdicts = [dict(zip(columns, row, strict=True)) for row in data["topic-0"]["verdicts"]]
    assert {one["verdict_id"] for one in verdicts} == {one["verdict_id"] for one in given.records("verdicts")}
    order = ["hard", "soft", "partial", "subset", "agree", "only_in"]
    ranks = [(order.index(one["strength"] or one["verdict"]), -one["confidence"]) for one in verdicts]
    assert ranks == sorted(ranks)  # of one kind the surest first
    assert len({confidence for rank, confidence in ranks if rank == ranks[-1][0]}) > 1
    across = [one for one in given.records("verdicts") if one["scope"] == "cross"]
    assert sum(data["index"]["topics"][0]["counts"].values()) == len(across)


def row(table: str, **values: object) -> Any:
    """Return a row of a table of which only some columns count."""
    return tuple(values.get(name, "") for name in schema(table).names)


def topic(name: str, sources: int, **conflicts: int) -> TopicRows:
    """Return a topic by the number of its sources and of its conflicts by strength."""
    verdicts = [
        row("verdicts", scope="cross", verdict="conflict", strength=strength)
        for strength, count in conflicts.items()
        for _ in range(count)
    ]
    return TopicRows(name, tuple(row("sources") for _ in range(sources)), tuple(verdicts))


def test_topics_come_by_their_hard_conflicts_then_by_soft_ones_then_by_their_sources() -> None:
    topics = [topic("a", 2), topic("b", 2, soft=3), topic("c", 2, hard=1), topic("d", 9), topic("e", 9)]
    assert [one.topic_id for one in sorted(topics, key=lambda one: one.order)] == ["c", "b", "d", "e", "a"]


def test_the_subjects_of_a_topic_stand_in_the_order_of_most_of_its_sources() -> None:
    orders = [("tea", "coffee"), ("coffee", "tea"), ("tea", "coffee")]
    sources = tuple(row("sources", subject_ids=subjects) for subjects in orders)
    assert report_data._subjects(TopicRows("drinks", sources, ())) == ["tea", "coffee"]


def test_the_page_holds_the_texts_of_so_many_sources_and_tells_of_the_others(given: Contents, tmp_path: Path) -> None:
    data = data_of(page_of(given, tmp_path, held=1))
    assert data["index"]["held"] == 1
    assert len(data["index"]["sources"]) == 2
    assert "source-0" in data
    assert "source-1" not in data
    assert data["topic-0"]["verdicts"]


def test_of_a_topic_with_many_verdicts_the_hardest_are_held(
    given: Contents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = data_of(page_of(given, tmp_path))["topic-0"]
    monkeypatch.setattr(report_data, "VERDICTS_HELD", 5)
    few = data_of(page_of(given, tmp_path))["topic-0"]
    assert few["verdicts"] == every["verdicts"][:5]
    assert few["n_verdicts"] == len(every["verdicts"])


def test_two_sources_are_paired_by_what_verdicts_say_of_them(given: Contents, tmp_path: Path) -> None:
    across = [one for one in given.records("verdicts") if one["scope"] == "cross"]
    counts = [
        sum(one["verdict"] in kinds for one in across) for kinds in (("agree",), ("subset", "partial"), ("conflict",))
    ]
    assert data_of(page_of(given, tmp_path))["topic-0"]["pairs"] == [[0, 1, *counts]]


def test_nothing_of_a_source_is_markup(contents: Callable[..., Contents], tmp_path: Path) -> None:
    attack = "Difference between </script><script>alert(1)</script> and <!-- Coffee\n\n&amp; \u2028 \u2029 ]]> <b>\n"
    page = page_of(contents(a_txt=attack), tmp_path)
    assert page.count("<script") == page.count("</script>") == 1 + page.count('type="application/json"')
    for text in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL):
        assert not set("<>&\u2028\u2029") & set(text)
    assert any(attack in str(value) or "alert(1)" in str(value) for value in data_of(page).values())


def test_the_policy_names_the_page_s_own_script_and_style_and_nothing_else(given: Contents, tmp_path: Path) -> None:
    page = page_of(given, tmp_path)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    directives = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    assert directives["default-src"] == "'none'"
    for name, text in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert directives[name] == f"'sha256-{digest}'"


def test_the_script_never_makes_markup_of_a_text() -> None:
    ways = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|createContextual")
    for path in ASSETS.glob("*.js"):
        assert not ways.search(path.read_text(encoding="utf-8")), path.name


def test_the_page_names_nothing_on_a_network(given: Contents, tmp_path: Path) -> None:
    page = re.sub(r'<script type="application/json".*?</script>', "", page_of(given, tmp_path), flags=re.DOTALL)
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[\w./-]*", page))
    assert addresses == {"http://www.w3.org/2000/svg"}  # the name of SVG, which nothing fetches


def test_a_run_without_sources_gives_a_page(contents: Callable[..., Contents], tmp_path: Path) -> None:
    data = data_of(page_of(contents(), tmp_path))
    assert data["index"]["topics"] == []


def test_a_source_without_topic_is_held_too(contents: Callable[..., Contents], tmp_path: Path) -> None:
    data = data_of(page_of(contents(a_txt="No comparison stands here, only a line of words."), tmp_path))
    assert data["index"]["topics"] == []
    assert "line of words" in data["source-0"]["text"]
    assert data["source-0"]["findings"]
