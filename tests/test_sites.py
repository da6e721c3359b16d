"""Sites: lines that the pages of one share are furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files import RawFile, find_files
from pipeline.running import runner

PAIRS = (("slate", "shale"), ("tea", "coffee"), ("oak", "pine"), ("cod", "hake"))
COMMON = "Thank you for reading our little blog about nearly everything"


def _site(folder: Path, pairs: tuple[tuple[str, str], ...] = PAIRS) -> list[RawFile]:
    rows = ["file,site"]
    for one, other in pairs:
        text = (
            f"{COMMON}\n\nDifference between {one} and {other}\n\nThe {one} is hard and the {other} is soft.\n\n"
            "Conclusion\n\nBoth are good for all who like them very much.\n"
        )
        (folder / f"{one}.txt").write_text(text)
        rows.append(f"{one}.txt,stones")
    (folder / "sources.csv").write_text("\n".join(rows))
    return find_files([folder])


def test_lines_that_pages_of_a_site_share_are_labelled(tmp_path: Path) -> None:
    for document in runner.run(_site(tmp_path)).documents:
        rules = {block.text: block.boilerplate_rule for block in document.blocks if block.boilerplate}
        assert rules[COMMON] == "site.repeated"
        assert "Conclusion" not in rules
        assert not any(" is hard and " in text for text in rules)


@pytest.mark.parametrize(
    ("line", "title", "body", "pairs"),
    [
        ("このブログをお読みいただきありがとうございます", "{0}と{1}の違い", "{0}は硬く、{1}は柔らかいです。",
         [("粘板岩", "頁岩"), ("緑茶", "紅茶"), ("樫", "松")]),
        ("感谢您阅读我们的博客请继续关注", "{0}和{1}的区别", "{0}很硬，而{1}很软。",
         [("板岩", "页岩"), ("绿茶", "红茶"), ("橡木", "松木")]),
        ("ขอบคุณที่อ่านบล็อกเล็กๆของเราเกี่ยวกับทุกสิ่ง", "ความแตกต่างระหว่าง{0}และ{1}", "{0}แข็ง แต่{1}อ่อน",
         [("หินชนวน", "หินดินดาน"), ("ชาเขียว", "ชาดำ"), ("ไม้โอ๊ค", "ไม้สน")]),
    ],
)  # fmt: skip
def test_scripts_without_blanks_share_lines_too(
    tmp_path: Path, line: str, title: str, body: str, pairs: list[tuple[str, str]]
) -> None:
    for number, pair in enumerate(pairs):
        text = f"{line}\n\n{title.format(*pair)}\n\n{body.format(*pair)}\n\n{body.format(*pair[::-1])}\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,site\n0.txt,blog\n1.txt,blog\n2.txt,blog\n")
    for document in runner.run(find_files([tmp_path])).documents:
        assert {one.text: one.boilerplate_rule for one in document.blocks if one.boilerplate} == {line: "site.repeated"}


def test_two_pages_are_too_few(tmp_path: Path) -> None:
    for document in runner.run(_site(tmp_path, PAIRS[:2])).documents:
        assert not any(block.boilerplate for block in document.blocks)


def test_what_a_site_shares_does_not_depend_on_the_order_of_its_pages(tmp_path: Path) -> None:
    files = _site(tmp_path)
    assert runner.run(files) == runner.run(files[::-1])


# --- strict, and the page of the codes ------------------------------------------------------------------------
