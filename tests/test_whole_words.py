"""Words that look run together and are not part no cells; they are gathered once for an article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Document
from pipeline.tables import whole_words

HEAD = "Difference between XBRL and iXBRL\n\nA WebReader shows XBRL and iXBRL. An AppServer stores both."
ROWS = "FeatureXBRLiXBRL\nReaderWebReader aloneAny browser\nServerOneAppServer\nCostLowHigh"
TABLE = f"\n\nIt is said of them below.\n\n{ROWS}"


def test_a_word_that_the_prose_writes_is_not_parted(read: Callable[..., Document]) -> None:
    (table,) = read(HEAD + TABLE).tables
    assert [cell.text for cell in table.row(1)] == ["Reader", "WebReader alone", "Any browser"]
    assert [cell.text for cell in table.row(2)] == ["Server", "One", "AppServer"]


@pytest.mark.parametrize("tables", [1, 12])
def test_prose_is_read_once_for_all_tables(
    read: Callable[..., Document], monkeypatch: pytest.MonkeyPatch, tables: int
) -> None:
    looked_at: list[str] = []
    has_seam = whole_words.has_seam
    monkeypatch.setattr(whole_words, "has_seam", lambda word: looked_at.append(word) or has_seam(word))
    document = read(HEAD + TABLE * tables)
    assert len(document.tables) == tables
    assert looked_at.count("WebReader") == 1


def test_words_glued_in_a_script_without_capitals_are_parted_where_the_article_writes_both(
    read: Callable[..., Document],
) -> None:
    head = "चाय और कॉफी में अंतर\n\nचाय हल्की होती है और कॉफी तेज होती है। स्वाद और रंग अलग हैं, तेज सुगंध भी।"
    rows = "तुलना का आधार\nचाय\nकॉफी\nस्वादहल्काबहुत तेज\nरंगहल्काबहुत तेज\nसुगंधहल्कातेज"
    (table,) = read(f"{head}\n\n{rows}\n\nनिष्कर्ष\n\nहल्का स्वाद चाय में है, बहुत तेज कॉफी में।").tables
    assert [cell.text for cell in table.row(1)] == ["स्वाद", "हल्का", "बहुत तेज"]
    assert [cell.text for cell in table.row(3)] == ["सुगंध", "हल्का", "तेज"]
