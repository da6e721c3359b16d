"""Punctuation that scripts share.

The marks that end a sentence are those of the Unicode property Sentence_Terminal that languages with a file, or near
them, write (Unicode Character Database, PropList.txt).
"""

from __future__ import annotations

FULL_STOPS = ".。．।۔։።။។"
SENTENCE_ENDS = FULL_STOPS + "!?…！？؟፧"
