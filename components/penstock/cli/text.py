"""Text that any format can carry: what a program, a cloud or a person wrote, made visible."""

from __future__ import annotations

import unicodedata
from typing import Final

_KEPT: Final = "\n\t"
_HIDDEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories: controls (a terminal obeys them, XML has none), lone surrogates (no UTF-8), separators of lines."""

_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that change the order in which text is shown, so that it reads as something else (Unicode TR 36)."""

_NO_XML: Final = frozenset("\ufffe\uffff")
"""What XML 1.0 has no way to write, beside the controls (its section 2.2)."""


def printable(text: str) -> str:
    """`text` with `\\x1b` in place of an escape character, and so on; line ends are `\\n`. A secret gives its mask."""
    plain = str(text).replace("\r\n", "\n").replace("\r", "\n")  # str() first: only it masks, a method sees the secret
    if plain.isascii() and plain.isprintable():
        return plain
    return "".join(map(_shown, plain))


def cut(text: str, length: int) -> str:
    """`text`, or its beginning and an ellipsis."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def short_type(token: str) -> str:
    """`aws:autoscaling/group:Group` -> `autoscaling.Group`; a component keeps its whole token."""
    parts = token.split(":")
    if len(parts) != 3 or "/" not in parts[1]:
        return token
    return f"{parts[1].partition('/')[0]}.{parts[2]}"


def _shown(char: str) -> str:
    if char in _KEPT:
        return char
    if unicodedata.category(char) in _HIDDEN or char in _BIDI or char in _NO_XML:
        return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"
    return char
