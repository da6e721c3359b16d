"""Where a page says that it comes from: what a browser noted when it saved it, or its canonical address."""

from __future__ import annotations

import re

from pipeline.html.attributes import read_attributes

_WITHIN = 200_000  # characters: scripts and styles may stand before the address in a head
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_TAG = re.compile(r"<(link|meta)\b[^<>]*>", re.IGNORECASE)
_HTTP = ("http://", "https://")


def address_of(text: str) -> str:
    """Return the address that a page states, "" where it states none.

    Args:
        text: the decoded file.
    """
    head = text[:_WITHIN]
    saved = _SAVED.search(head)
    stated = [saved[1]] if saved else []
    for match in _TAG.finditer(head):
        attributes = read_attributes(head, match.start(), match.end(), match[1])
        if attributes.get("rel", "").lower() == "canonical":
            stated.append(attributes.get("href", ""))
        elif attributes.get("property", "").lower() == "og:url":
            stated.append(attributes.get("content", ""))
    return next((one.strip() for one in stated if one.strip().startswith(_HTTP)), "")
