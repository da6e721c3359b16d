"""The attributes of a start tag, read only when asked for."""

from __future__ import annotations

import re

from pipeline.html.characters import decode

_ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_LISTS = frozenset(("class", "rel", "rev", "headers", "accesskey", "dropzone"))


def read_attributes(text: str, start: int, end: int, name: str) -> dict[str, str]:
    """Return the attributes of the start tag ``text[start:end]``.

    Args:
        text: the decoded file.
        start: where the tag's ``<`` stands.
        end: behind the tag's ``>``.
        name: the element's name.

    Returns:
        Lower-case names with decoded values; of a repeated attribute the first counts, as in HTML5.
    """
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text, start + 1 + len(name), end - 1):
        key, value = match[1].lower(), match[2] or ""
        if key not in attributes:
            quoted = len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]
            attributes[key] = decode(value[1:-1] if quoted else value)
    return attributes


def is_list_valued(key: str) -> bool:
    """Tell whether the value of an attribute is a list of words, as BeautifulSoup gives it."""
    return key in _LISTS
