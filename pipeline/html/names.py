"""The element names of HTML by what the standard lets them do (HTML Living Standard, section 13)."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed frame hr img input keygen link meta param source track wbr")

# Content up to the end tag is no markup. `script` and `style` swallow the rest of a file that never closes them,
# as in a browser; the others are then read as plain elements, so that a cut-off file loses nothing.
RAW = _names("script style noscript textarea title iframe noembed noframes svg template")
SWALLOWING = _names("script style")

HEADINGS = _names("h1 h2 h3 h4 h5 h6")
LISTS = _names("ul ol menu dir")
CELLS = _names("td th")
SECTIONS = _names("thead tbody tfoot")
TABLE_PARTS = _names("caption colgroup thead tbody tfoot tr td th")

# A start tag of these ends an open paragraph.
ENDS_PARAGRAPH = (
    HEADINGS
    | LISTS
    | _names(
        "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form "
        "header hgroup hr li listing main nav p pre search section summary table xmp"
    )
)

# An open element that an end tag inside it cannot reach over.
SCOPES = _names("table td th caption marquee object applet button")

# Elements whose tags set text apart, as `display: block` does in the standard's own style sheet.
BLOCKS = (
    ENDS_PARAGRAPH
    | TABLE_PARTS
    | _names("html body head legend optgroup option select tr video audio canvas object iframe textarea")
)

# An inline end tag does not close these on its way, as in the standard's "any other end tag".
SPECIAL = BLOCKS | SCOPES

PREFORMATTED = _names("pre listing xmp plaintext")
