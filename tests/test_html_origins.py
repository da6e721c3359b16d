"""What is read in marked-up text points to its own characters, not to those beside them."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.html import origins_of, render
from pipeline.model import Document, Span

Read = Callable[..., Document]

PAGE = """<html><body><h1>BPO vs <i>call center</i></h1>
<p>BPO er en metode for outsourcing. Et call center er et kontoroppsett.</p>
<p>Call center kan deles inn i to typer:</p><ul>
<li><b>Innkommende ringesentre</b>: tar imot samtaler &amp; svarer</li>
<li>Utgående&nbsp;ringesentre: ringer ut</li></ul></body></html>"""


def test_each_character_has_its_own_place() -> None:
    raw = "a<b>b</b> &amp; c"
    places = origins_of(raw, Span(0, len(raw)), "ab & c")
    assert places is not None
    assert [place.of(raw) for place in places] == ["a", "b", "", "&amp;", "", "c"]


def test_names_labels_and_descriptions_are_cut_at_their_own_characters(read: Read) -> None:
    document = read(PAGE, "page.html")
    assert [one.span.of(PAGE) for one in document.subjects] == ["BPO", "call center"]
    (types,) = (one for one in document.taxonomies if one.lead_in)
    assert [item.label.span.of(PAGE) for item in types.items] == [
        "Innkommende ringesentre",
        "Utgående&nbsp;ringesentre",
    ]
    assert [item.description.span.of(PAGE) for item in types.items if item.description] == [
        "tar imot samtaler &amp; svarer",
        "ringer ut",
    ]


def test_every_mention_renders_to_a_name_of_its_concept(read: Read) -> None:
    document = read(PAGE, "page.html")
    named = {render(one.span.of(PAGE)).replace("\u00a0", " ") for one in document.mentions}
    assert {"BPO", "call center", "Innkommende ringesentre", "Utgående ringesentre", "samtaler"} <= named
