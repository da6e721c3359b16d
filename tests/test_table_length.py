"""How long tables and files full of headers are: a table is read whole, and time grows as the file does."""

from __future__ import annotations

import time

import pytest

from tests.table_texts import INTRO, Read, article, matrix


@pytest.mark.parametrize(
    "joint", ["\n", " "], ids=["a cell a line", "rows joined"]
)  # both beyond the lines that tell whether a table begins
def test_a_table_of_many_rows_is_read_whole(read: Read, joint: str) -> None:
    rows = [(f"Part {number}", f"It weighs {number} grams.", f"It weighs {2 * number} grams.") for number in range(450)]
    header = joint.join(("Feature", "Viola", "Cello"))
    assert matrix(read(article("\n".join((header, *(joint.join(row) for row in rows))))))[1:] == rows


SHORT = [
    ("Size", "A viola is small.", "A cello is large."),
    ("Price", "A viola is cheap.", "A cello is dear."),
    ("Weight", "A viola is light.", "A cello is heavy."),
]
LONG = (
    "History",
    "A viola was first built in the north of Italy five hundred years ago, when the makers of Brescia and Cremona "
    "gave up the older instruments that were held on the knees.",
    "A cello was first built a little later, and for two hundred years it only doubled the bass line of other players.",
)


@pytest.mark.parametrize("behind", ["\n\nConclusion\n\nBoth are made of maple.", ""], ids=["a section", "nothing"])
def test_a_row_far_longer_than_the_others_is_one_where_blank_lines_set_the_table_off(read: Read, behind: str) -> None:
    rows = ["Feature Viola Cello", *(" ".join(row) for row in (*SHORT, LONG))]
    assert matrix(read(INTRO + "\n".join(rows) + behind))[1:] == [*SHORT, LONG]


REPEATED = {
    "names apart from what is below": "Small and light\n\nAdvertisement\nViola | Cello\n",
    "names above sentences": "Viola\nCello\n\nThe viola is small. It sings. It is held high.\n",
    "three lines": "Feature\nViola\nCello\n\n",
    "names on one line": "Feature Viola Cello\n\nUses\n",
}


@pytest.mark.parametrize("unit", REPEATED)
def test_headers_repeated_take_time_that_grows_as_the_file_does(read: Read, unit: str) -> None:
    def seconds(times: int) -> float:
        return min(_taken(read, INTRO + REPEATED[unit] * times) for _ in range(2))

    read(INTRO)
    assert seconds(1200) < 9 * seconds(300)  # 4 where it is linear, 16 where each header is read to the file's end


def _taken(read: Read, text: str) -> float:
    """Return the seconds of the processor that a text takes."""
    begun = time.process_time()
    read(text)
    return time.process_time() - begun
