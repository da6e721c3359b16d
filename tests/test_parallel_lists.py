"""Parallel numbered lists, one on each thing: their nth items answer each other."""

from __future__ import annotations

import pytest

from tests.table_texts import Read, kinds, matrix

LISTS = {
    "en": ("Difference between moth and butterfly\n\nThe moth and the butterfly are insects.\n\n"
           "Moth\n1. It flies at night.\n2. It rests with flat wings.\n\n"
           "Butterfly\n1. It flies by day.\n2. It rests with folded wings.",
           ("It rests with flat wings.", "It rests with folded wings.")),
    "de": ("Unterschied zwischen Eule und Falke\n\nDie Eule und der Falke sind Vögel, die andere Tiere jagen.\n\n"
           "Falke:\n\n1. Er jagt am hellen Tag.\n2. Er fliegt sehr schnell.\n\n"
           "Eule:\n\n1. Sie jagt in der Nacht.\n2. Sie fliegt ohne jedes Geräusch.",
           ("Er fliegt sehr schnell.", "Sie fliegt ohne jedes Geräusch.")),
    "tr": ("Keman ve viyola arasındaki fark\n\nKeman ve viyola yaylı çalgılardır ve birbirine çok benzer.\n\n"
           "Keman\n1. Sesi daha ince olur.\n2. Dört teli ve küçük bir gövdesi vardır.\n\n"
           "Viyola\n1. Sesi daha kalın olur.\n2. Dört teli ve büyük bir gövdesi vardır.",
           ("Dört teli ve küçük bir gövdesi vardır.", "Dört teli ve büyük bir gövdesi vardır.")),
}  # fmt: skip


@pytest.mark.parametrize("code", LISTS)
def test_the_nth_items_of_parallel_lists_answer_each_other(read: Read, code: str) -> None:
    text, second = LISTS[code]
    document = read(text)
    assert matrix(document)[2] == second
    assert document.tables[0].method == "lists"
    assert sorted(subject for _, subject in kinds(document, 1) if subject is not None) == [0, 1]


@pytest.mark.parametrize(
    "second",
    ["1. It flies by day.", "1. Monarch\n2. Swallowtail", "• It flies by day.\n• It rests with folded wings."],
    ids=["of another length", "of names", "of bullets"],
)
def test_other_lists_are_no_table(read: Read, second: str) -> None:
    first = (
        "1. Hawk moth\n2. Silk moth" if "Monarch" in second else "1. It flies at night.\n2. It rests with flat wings."
    )
    head = LISTS["en"][0].split("Moth\n")[0]
    assert read(f"{head}Moth\n{first}\n\nButterfly\n{second}").tables == ()


def test_lists_of_advantages_are_no_table(read: Read) -> None:
    head, rest = LISTS["en"][0].split("Moth\n")
    assert read(f"{head}Advantages\n\nMoth\n{rest}").tables == ()
