"""The report in a real browser: what a person does with it, what an attack on it does, and how fast it opens."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import export
from pipeline.export.contents import Contents, contents_of
from pipeline.export.rows import make_rows
from pipeline.files import find_files
from pipeline.report import write_report
from pipeline.report.serving import ReportServer
from pipeline.running import runner
from tests.browser import Visit, chromium, without

RAW = Path(__file__).parent.parent / "raw"
GRAVE = ("moderate", "serious", "critical")
SECONDS_TO_OPEN = 2.0
OUTSIDE_TABLES = """[...document.querySelectorAll("main *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll"))
    .map(one => one.className)"""

ATTACK = """Difference between O'Neill" and Coffee

<script>window.pwned=1</script>

O'Neill is a "quote"><img src=x onerror="window.pwned=2"> drink. </script><script>window.pwned=3</script>
Coffee is a <a href="javascript:window.pwned=4">bean</a> drink <style>body{display:none}</style>.

Types of Coffee
• javascript:window.pwned=5
• <svg onload=window.pwned=6>: {{constructor.constructor('window.pwned=7')()}}
• ' onmouseover='window.pwned=8 &lt;script&gt;window.pwned=9&lt;/script&gt; \u2028 window.pwned=10
"""
ARABIC = """الفرق بين YAML و JSON

JSON هو تنسيق لتبادل البيانات. YAML هو تنسيق للتكوين.

أنواع JSON
• الكائنات
• المصفوفات
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


def written(folder: Path, raw: Path) -> tuple[Path, Contents]:
    result = runner.run(find_files([raw]))
    contents = contents_of(make_rows(result.documents, result.topics), result.documents, result.topics)
    write_report(contents, folder)
    return folder / "report.html", contents


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Contents]:
    return written(tmp_path_factory.mktemp("given"), RAW)


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of 100 sources in 20 topics."""
    folder = tmp_path_factory.mktemp("hundred")
    write_report(export.contents(100), folder)
    return folder / "report.html"


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    visits = []

    def _visit(report: Path, place: str = "", **options: Any) -> Visit:
        visits.append(Visit(browser, report, place, **options))
        return visits[-1]

    yield _visit
    for one in visits:
        one.close()


Visitor = Callable[..., Visit]
Given = tuple[Path, Contents]


def test_it_opens_without_a_fault_and_asks_no_network(visit: Visitor, given: Given) -> None:
    one = visit(given[0])
    one.every_section()
    assert one.page.locator("h1").inner_text() == "Business process outsourcing and call center"
    for section in ("taxonomy", "matrix", "verdicts", "sources", "findings"):
        assert one.page.locator(f"#{section}").inner_text().count("\n") > 3
    assert one.problems == []
    assert one.requests == [one.address]


def test_a_kind_of_verdict_is_chosen(visit: Visitor, given: Given) -> None:
    one = visit(given[0], "#t0/verdicts")
    one.page.get_by_role("group", name="Filter the verdicts").get_by_role("button", name="Conflict, soft").click()
    cards = one.page.locator("#verdicts .card")
    soft = [
        row["verdict_id"]
        for row in given[1].records("verdicts")
        if row["scope"] == "cross" and row["strength"] == "soft"
    ]
    assert sorted(cards.evaluate_all("cards => cards.map((card) => card.id.slice(5))")) == sorted(soft)
    one.page.get_by_role("button", name="Clear filters").click()
    assert cards.count() > len(soft)


def test_a_search_keeps_what_has_the_words_whatever_their_accents(visit: Visitor, given: Given) -> None:
    one = visit(given[0])
    one.page.get_by_role("searchbox").fill("CAGRI yontemi")
    one.page.wait_for_selector(".hits li")
    assert "çağrı merkezi olmak üzere iki tür arama yöntemi" in one.page.locator(".hits").inner_text()
    texts = one.page.locator("#verdicts .card").all_text_contents()
    assert texts
    assert all("yöntemi" in text for text in texts), texts
    rows = one.page.locator(".matrix tbody tr")
    assert 0 < rows.filter(visible=True).count() < rows.count()


def test_a_verdict_leads_to_its_passage_and_the_passage_back(visit: Visitor, given: Given) -> None:
    one = visit(given[0], "#t0/verdicts")
    card = one.page.locator("#verdicts .card").first
    verdict = str(card.get_attribute("id")).removeprefix("card-")
    words = card.locator(".passage .words").first.inner_text()
    card.locator(".to-text").first.click()
    one.page.wait_for_selector(".mark.target")
    assert "".join(one.page.locator(".mark.target").all_inner_texts()) == words
    assert one.page.evaluate("document.activeElement.matches('.mark.target')")
    one.page.locator(f".panel a[href$='{verdict}']").first.click()
    one.page.wait_for_selector(f"#card-{verdict}.target")
    assert one.page.evaluate("document.activeElement.id") == f"card-{verdict}"
    one.page.go_back()
    one.page.wait_for_selector(".mark.target")
    one.page.go_back()
    assert one.page.url.endswith("#t0/verdicts")


def test_every_row_with_a_passage_has_a_place_on_the_page(visit: Visitor, given: Given) -> None:
    one = visit(given[0])
    for table, key in (("table_cells", "cell_id"), ("taxonomy_items", "item_id"), ("statements", "statement_id")):
        for row in list(given[1].records(table))[::5]:
            one.page.goto(f"{one.address}#row/{row[key]}")
            one.page.wait_for_function("id => location.hash.endsWith(id)", arg=row[key])
            one.page.wait_for_selector(".mark.target")
            text = "".join(one.page.locator(".mark.target").all_text_contents())
            assert "".join(text.split()) == "".join(str(row["quote"]).replace("•", "").split())
    assert one.problems == []


def test_its_colours_are_the_system_s_or_those_chosen(visit: Visitor, given: Given) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = (visit(given[0], color_scheme=scheme) for scheme in ("light", "dark"))
    colours = light.page.evaluate(paper), dark.page.evaluate(paper)
    assert colours[0] != colours[1]
    button = light.page.get_by_role("button", name="Colours")
    button.click()
    button.click()
    assert button.get_attribute("aria-label") == "Colours: dark"
    assert light.page.evaluate(paper) == colours[1]
    light.page.reload()
    assert light.page.evaluate(paper) == colours[1]


def test_all_can_be_done_with_the_keyboard(visit: Visitor, given: Given) -> None:
    one = visit(given[0], "#t0/verdicts")
    keys = one.page.keyboard

    def tab_to(selector: str) -> None:
        for _ in range(80):
            keys.press("Tab")
            if one.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"Tab never reaches {selector}")

    tab_to(".choice.kind-hard")
    keys.press("Space")
    assert one.page.locator(".choice.kind-hard").get_attribute("aria-pressed") == "true"
    tab_to("#verdicts .to-text")
    keys.press("Enter")
    one.page.wait_for_selector(".mark.target")
    first = one.page.evaluate("document.activeElement.textContent")
    keys.press("ArrowRight")
    assert one.page.evaluate("document.activeElement.matches('.mark.chosen')")
    assert one.page.evaluate("document.activeElement.textContent") != first
    keys.press("ArrowLeft")
    keys.press("Enter")
    assert one.page.evaluate("document.activeElement.matches('.panel a')")
    keys.press("Escape")
    assert one.page.evaluate("document.activeElement.matches('.mark.chosen')")
    keys.press("Shift+Tab")
    assert not one.page.evaluate("document.activeElement.matches('.mark')")  # one stop for all passages of a text


@pytest.mark.parametrize("name", ["a.txt", "a.html", 'q"><img src=x onerror=pwned=1>.txt'])
def test_the_text_of_an_attack_stays_text(visit: Visitor, tmp_path: Path, name: str) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / name).write_text(ATTACK, encoding="utf-8")
    (raw / "b.txt").write_text(ATTACK.replace("bean", "seed"), encoding="utf-8")
    (raw / "sources.csv").write_text("path,url\nb.txt,javascript:window.pwned=11\n", encoding="utf-8")
    report, _ = written(tmp_path, raw)
    one = visit(report)
    one.every_section()
    one.page.get_by_role("searchbox").fill('"><img src=x onerror=pwned=1>')
    one.page.wait_for_timeout(300)
    one.page.get_by_role("searchbox").fill("")
    one.page.wait_for_timeout(300)
    assert one.page.evaluate("typeof window.pwned") == "undefined"
    assert one.page.locator("img, iframe, object, embed, form, base").count() == 0
    assert one.page.locator("a:not([href^='#'])").count() == 0
    assert one.page.locator("script:not([type])").count() == 1
    assert one.page.locator("style").count() == 1
    assert one.page.evaluate("[...document.querySelectorAll('*')].flatMap((one) => [...one.attributes])"
                             ".filter((one) => one.name.startsWith('on')).length") == 0  # fmt: skip
    assert "onerror=" in one.page.locator("#main").inner_text()
    assert one.problems == []
    assert one.requests == [one.address]


def test_a_script_that_got_in_would_not_run(visit: Visitor, given: Given, tmp_path: Path) -> None:
    page = given[0].read_text(encoding="utf-8")
    report = tmp_path / "report.html"
    inserted = '<main><script>window.pwned=1</script><img src="x" onerror="window.pwned=2">'
    report.write_text(page.replace("<main", f"{inserted}</main><main", 1), encoding="utf-8")
    one = visit(report)
    assert one.page.evaluate("typeof window.pwned") == "undefined"
    assert any("Content Security Policy" in problem for problem in one.problems)


def test_a_script_from_right_to_left_runs_from_right_to_left(visit: Visitor, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(ARABIC, encoding="utf-8")
    one = visit(written(tmp_path, raw)[0])
    one.every_section()
    blocks = one.page.locator(".block")
    assert blocks.count() > 3
    directions = blocks.evaluate_all("blocks => blocks.map((one) => [one.lang, getComputedStyle(one).direction])")
    assert {tuple(one) for one in directions} == {("ar", "rtl")}  # a line that begins with JSON, too


@pytest.mark.parametrize("place", ["", "#sources", "#verdicts"])
def test_on_a_phone_only_tables_are_wider_than_the_screen(visit: Visitor, given: Given, place: str) -> None:
    one = visit(given[0], place)
    one.page.set_viewport_size({"width": 390, "height": 844})
    one.every_section()
    assert one.page.evaluate("document.documentElement.scrollWidth") == 390
    assert one.page.evaluate(OUTSIDE_TABLES) == []


def test_on_paper_all_of_it_stands(visit: Visitor, given: Given) -> None:
    one = visit(given[0])
    one.page.emulate_media(media="print")
    one.every_section()
    assert one.page.locator(".bar").is_hidden()
    across = sum(row["scope"] == "cross" for row in given[1].records("verdicts"))
    assert one.page.locator("#verdicts .card").count() == across
    assert one.page.locator("details.source[open] .block").count() == len(given[1].rows["blocks"])


def test_it_opens_where_it_is_served_too(browser: Any, given: Given) -> None:
    with ReportServer(given[0].parent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(server.url)
        page.wait_for_selector("html[data-ready]")
        assert page.locator(".kind-bar").count() == 1
        page.close()
        server.shutdown()


def test_without_its_script_it_says_where_the_rows_are(visit: Visitor, given: Given) -> None:
    one = visit(given[0], java_script_enabled=False)
    assert "verdicts.csv" in one.page.locator("main").inner_text()


def test_topics_are_listed_and_found(visit: Visitor, hundred: Path) -> None:
    one = visit(hundred)
    rows = one.page.locator(".topics tbody tr")
    assert rows.count() == one.page.locator("#topic option").count() - 1
    name = rows.nth(7).locator("th").inner_text()
    one.page.get_by_role("searchbox").fill(name.split()[0])
    one.page.wait_for_selector(".topics tbody tr:only-child")
    rows.first.locator("a").click()
    one.page.wait_for_selector("#verdicts")
    assert one.page.locator("h1").inner_text() == name
    one.page.get_by_role("link", name="Tertium").click()
    one.page.wait_for_selector(".topics")
    assert one.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_one_is_shut_out(visit: Visitor, given: Given, scheme: str) -> None:
    statement = next(row["statement_id"] for row in given[1].records("statements") if row["origin"] == "table")
    assert faults(visit(given[0], f"#row/{statement}", color_scheme=scheme, reduced_motion="reduce")) == []


def test_no_one_is_shut_out_of_many_topics(visit: Visitor, hundred: Path) -> None:
    assert faults(visit(hundred, reduced_motion="reduce")) == []
    assert faults(visit(hundred, "#t1", reduced_motion="reduce")) == []


def faults(one: Visit) -> list[str]:
    """Return what axe finds grave on a page, all of it drawn."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        without("no axe here: pip install axe-playwright-python")
    one.every_section()
    found = Axe().run(one.page).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found if fault["impact"] in GRAVE]


@pytest.mark.parametrize("place", ["", "#t3", "#t3/matrix"])
def test_a_hundred_sources_open_in_two_seconds(visit: Visitor, hundred: Path, place: str) -> None:
    visit(hundred)  # the browser has started
    start = time.perf_counter()
    visit(hundred, place)
    assert time.perf_counter() - start < SECONDS_TO_OPEN
