"""Second opinions: judges are heard on what they do not lose by the dozen."""

from __future__ import annotations

import pytest

from pipeline.html import read_html
from pipeline.html.judges import Judge, JudgeError, consult, installed

PAGE = (
    "<h1>Title of the page</h1><p>The first paragraph of it.</p><p>The second paragraph of it.</p>"
    "<p>Another one with text.</p><p>One more for the count.</p><p>Sign up for our letters today</p>"
    "<ul><li>red apples</li><li>green pears</li></ul>"
)
CONTENT = (
    "Title of the page. The first paragraph of it. The second paragraph of it. Another one with text. "
    "One more for the count."
)


def rules(*answers: str) -> dict[str, str]:
    judges = [Judge(f"judge {number}", lambda _html, answer=answer: answer) for number, answer in enumerate(answers)]
    return {
        block.text: block.boilerplate_rule for block in consult(PAGE, read_html(PAGE), judges).blocks
        if block.boilerplate_rule
    }  # fmt: skip


def test_what_all_judges_drop_is_marked_and_their_lost_lists_are_not() -> None:
    assert rules(CONTENT, CONTENT) == {"Sign up for our letters today": "html.judges"}


def test_where_judges_disagree_the_block_is_kept_and_says_so() -> None:
    page = read_html(PAGE)
    judges = [Judge("a", lambda _: CONTENT), Judge("b", lambda _: CONTENT + " Sign up for our letters today")]
    disputed = [block for block in consult(PAGE, page, judges).blocks if block.boilerplate_rule]
    assert [(block.boilerplate, block.boilerplate_rule) for block in disputed] == [(False, "html.disputed")]


def test_a_judge_that_finds_nothing_is_not_heard() -> None:
    assert rules("") == {}


def test_no_judge_changes_nothing() -> None:
    page = read_html(PAGE)
    assert consult(PAGE, page, ()) is page


def test_a_judge_that_fails_is_named() -> None:
    def fail(_html: str) -> str:
        raise ValueError("odd")

    with pytest.raises(JudgeError, match="poor judge failed: odd"):
        consult(PAGE, read_html(PAGE), [Judge("poor judge", fail)])


@pytest.mark.skipif(not installed(), reason="neither trafilatura nor readability-lxml is installed")
def test_installed_judges_never_take_lists_tables_or_headings() -> None:
    from benchmarks.html_pages import build_pages

    for page in build_pages(per_markup=1):
        blocks = consult(page.html, read_html(page.html), installed()).blocks
        text = " ".join(" ".join(block.text.split()) for block in blocks if not block.boilerplate)
        assert [item for item in page.items if item not in text] == []
