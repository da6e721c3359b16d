"""The pieces that generated articles and pages are put together of."""

from __future__ import annotations

from pipeline.html.names import BLOCKS, RAW, VOID

LINES = (
    "Difference between slate and shale", "Slate vs shale (with table)", "Home » Rocks » Slate vs shale",
    "# Slate vs shale", "What is slate?", "Types of slate", "Contents", "Video: slate", "Recommended:", "12 March 2021",
    "Facebook Twitter VK", "Slate is hard, while shale is soft.", "Slate is divided into,",
    "The main difference is that the former is hard.",
    "Basis\tSlate\tShale", "| a | slate | shale |", "|---|---|---|", "Colour Grey Black", "---", "===", "```", "> ",
    "**a**", "[a](b)", "`", "Ã¥ Ã¸ â€“", "Ã\u0083Â¥", "İİıi", "ﬁ\u0301", "\u202e", "\u200b", "\ufeff",
    "\ufdfa", "e\u0301" * 5,
    "  • ", "1. ", "(a) ", "- ", "    ", "\t", " ", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x0c", "\x85", "a" * 80,
    "<b>", "<table><tr><th>", "&amp;", "&#xd800;", "<!--", "茶と珈琲の違い", "الفرق بين الشاي والقهوة", "🇳🇴",
    "=1+1", '"',
)  # fmt: skip

NAMES = sorted(BLOCKS | VOID | RAW | {"a", "b", "i", "span"})
ATTRIBUTES = (
    "", "", " class=x", " hidden", " role=row", " role=cell", " role=table", ' a="b>c"', " a='", "/",
    " role=list", " role=listitem", " role=columnheader", " start=3", " rowspan=2", " colspan=3", " id=main",
    " class=share", " href=#a", " style='display:none'",
)  # fmt: skip
MARKUP = (
    "word", "b c", " ", "\n", "x &amp; y", "&nbsp;", "&lt;b&gt;", "&amp", "&#8226; z", "• q", "- r", "1. n", "<", "< ",
    "&", "\x00", "é", "&#x", "<!--c-->", "<!--", "-->", "<![CDATA[ k < l ]]>", "<![CDATA[", "]]>", "<?php ?>", "</>",
    "</ x>", "'", '"', "=", ">", "/>", "&#0;", "&emsp;", "\u200b", "\u202e", "Ã¥", "â€“",
)  # fmt: skip
