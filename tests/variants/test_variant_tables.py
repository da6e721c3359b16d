"""Variants of the table: columns and rows in another order, or left out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from pipeline.model import Document
from tests.variants.reading import CENTER, TR, Read, cells_of, codes_of, columns_of, said_in_table
from tests.variants.texts import HEADER, ROWS, changed, flattened, swapped, with_table


def test_the_table_stands_in_the_article_as_it_stands_here(given: tuple[Document, Document]) -> None:
    assert cells_of(given[1]) == (HEADER, *ROWS)
    assert columns_of(given[1]) == (None, "BPO", "Çağrı Merkezi")


def test_swapped_columns_keep_their_subjects(
    read: Read, turkish: str, given: tuple[Document, Document], lost_and_gained: Callable[..., object]
) -> None:
    variant = read(with_table(turkish, swapped(HEADER), tuple(map(swapped, ROWS))), TR)
    assert cells_of(variant) == (swapped(HEADER), *map(swapped, ROWS))
    assert columns_of(variant) == (None, "Çağrı Merkezi", "BPO")
    assert said_in_table(variant) == said_in_table(given[1])
    assert lost_and_gained(given[0], variant) == (set(), set())


def test_a_swapped_header_alone_gives_each_cell_to_the_other_subject(read: Read, turkish: str) -> None:
    variant = read(with_table(turkish, swapped(HEADER), ROWS), TR)
    held = {subject for subject, _, value, _ in said_in_table(variant) if value == ROWS[1][1]}
    assert held == {CENTER}
    assert cells_of(variant) == (swapped(HEADER), *ROWS)


@pytest.mark.parametrize(
    "order", list(permutations(range(len(ROWS))))[::17], ids=lambda order: "".join(map(str, order))
)
def test_rows_in_another_order_are_cut_alike_and_say_the_same(
    read: Read, turkish: str, given: tuple[Document, Document], order: tuple[int, ...]
) -> None:
    rows = tuple(ROWS[index] for index in order)
    variant = read(with_table(turkish, HEADER, rows), TR)
    assert cells_of(variant) == (HEADER, *rows)
    assert said_in_table(variant) == said_in_table(given[1])


@pytest.mark.parametrize("left_out", range(len(ROWS)))
def test_a_row_left_out_changes_no_other(read: Read, turkish: str, left_out: int) -> None:
    rows = (*ROWS[:left_out], *ROWS[left_out + 1 :])
    assert cells_of(read(with_table(turkish, HEADER, rows))) == (HEADER, *rows)


def test_a_table_without_rows_is_none_and_its_promise_is_broken(read: Read, turkish: str) -> None:
    variant = read(changed(turkish, flattened(HEADER, ROWS) + "\n\n", ""))
    assert variant.tables == ()
    codes = codes_of(variant)
    assert codes["title.promised_table_missing"] == 1
    assert not {"title.promises_table", "table.flattened", "table.row_label_misfit"} & set(codes)
