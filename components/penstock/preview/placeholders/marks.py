"""The mark that every placeholder text carries, and how it is found again."""

from __future__ import annotations

import base64
import re
from typing import Final

MARK: Final = "penstockunknown"
"""In every placeholder text; no separators, so that `replace("-", "")` or a split leaves it whole."""


def _base64_forms() -> list[str]:
    """What `MARK` looks like inside base64 text, at each of the three alignments."""
    forms: list[str] = []
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + MARK.encode()).decode()
        forms.append(encoded[4 if offset else 0 : 16])
    return forms


_CONTAINS: Final = re.compile(f"(?i:{MARK}|{MARK.encode().hex()})|" + "|".join(map(re.escape, _base64_forms())))


def is_placeholder(text: str) -> bool:
    """Whether `text` contains a placeholder: in clear, base64 or hexadecimal."""
    return _CONTAINS.search(text) is not None
