"""Regular expressions that are compiled when they are first asked.

Texts are read by some hundreds of them, of which most are never reached by a given program: to compile them all takes longer than
to load all the code around them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Regex:
    """Stands for the pattern until then. What is asked of it (`search`, `fullmatch`) is kept, and costs nothing more from then on."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, later."""
    return cast("re.Pattern[str]", _Regex(text, flags))
