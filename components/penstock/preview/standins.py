"""Stand-ins: what a program holds in place of a value that only a cloud can know.

Two kinds, because Pulumi has two ways to hand out a value:

- `StandIn`, inside an `Output`. It is one of the SDK's own `Unknown`s, so everything that the SDK computes from it is
  unknown, exactly as in a preview of the real engine; it also carries a value of the right type, made when a callback
  needs one, so that the callback can run for what it declares (see `callbacks.py`).
- `UnknownText` and `UnknownNumber`, where plain Python values are needed: in a callback, and in the result of a plain
  function such as `aws.ec2.get_ami()`. The text contains `MARK`; the number goes over the wire as not-a-number. Both
  survive formatting and arithmetic, so whatever contains one is read back as `UNKNOWN`.

What cannot survive is a decision: `if arn.startswith("arn:aws-cn")`. Asking a plain stand-in such a question is
reported to `Questions`, so that what was decided on it is doubted, or at least told.
"""

from __future__ import annotations

import base64
import hashlib
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any, Final, SupportsIndex, cast, final

from pulumi.output import Unknown

MARK: Final = "penstockunknown"
"""In every placeholder text; no separators, so that `replace("-", "")` or a split leaves it whole."""


def _base64_forms() -> list[str]:
    """What `MARK` looks like inside base64 text, at each of the three alignments."""
    forms: list[str] = []
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + MARK.encode()).decode()
        forms.append(encoded[4 if offset else 0 : 16])
    return forms


_CONTAINS: Final = re.compile(f"(?i:{MARK})|" + "|".join(map(re.escape, _base64_forms())))


def is_placeholder(text: str) -> bool:
    """Whether `text` contains a placeholder, in clear or base64."""
    return _CONTAINS.search(text) is not None


@final
class Questions:
    """Notes that plain stand-ins were asked something whose answer nobody knows. `places`: `file:line`, each once."""

    def __init__(self) -> None:
        self.asked = False
        self.places: dict[str, None] = {}

    def note(self, place: str) -> None:
        self.asked = True
        self.places.setdefault(place)


listening: Final[ContextVar[Questions | None]] = ContextVar("penstock_questions", default=None)
"""Who hears the questions asked in this context."""

_QUIET: Final = ("pulumi", "google.", "penstock.preview", "asyncio")
"""Modules whose own look at a value decides nothing about the program."""


def _ask() -> None:
    questions = listening.get()
    if questions is None:
        return
    here = inspect.currentframe()
    frame = here.f_back.f_back if here and here.f_back else None  # past the stand-in's own method
    if frame is not None and not str(frame.f_globals.get("__name__", "")).startswith(_QUIET):
        questions.note(f"{frame.f_code.co_filename}:{frame.f_lineno}")


class UnknownText(str):
    """A text that only the cloud knows."""

    __slots__ = ()

    __hash__ = str.__hash__

    def __format__(self, spec: str) -> str:
        return _marked(str.__format__(self, spec), self)

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        try:
            part = str.__getitem__(self, key)
        except IndexError:
            part = ""
        return _marked(part, self)


def _marked(part: str, whole: str) -> UnknownText:
    """A part of a placeholder is a placeholder, also when it is too short to show it."""
    return UnknownText(part if is_placeholder(part) else whole)


def _deriving(name: str) -> Callable[..., Any]:
    method: Callable[..., Any] = getattr(str, name)

    def derived(self: str, *args: Any, **kwargs: Any) -> Any:
        result = method(self, *args, **kwargs)
        if isinstance(result, str):
            return _marked(result, self)
        parts = [_marked(part, self) for part in cast("list[str]", result)]
        return tuple(parts) if isinstance(result, tuple) else parts

    return derived


def _asking(base: type, name: str) -> Callable[..., Any]:
    method: Callable[..., Any] = getattr(base, name)

    def asked(self: object, *args: Any) -> Any:
        _ask()
        return method(self, *args)

    return asked


_TEXT_PARTS: Final = [
    "capitalize",
    "casefold",
    "center",
    "expandtabs",
    "format_map",
    "ljust",
    "lower",
    "lstrip",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "rjust",
    "rpartition",
    "rsplit",
    "rstrip",
    "split",
    "splitlines",
    "strip",
    "swapcase",
    "title",
    "translate",
    "upper",
    "zfill",
    "__add__",
    "__mod__",
    "__mul__",
]
_TEXT_QUESTIONS: Final = [
    "__contains__",
    "__eq__",
    "__ge__",
    "__gt__",
    "__le__",
    "__len__",
    "__lt__",
    "__ne__",
    "count",
    "endswith",
    "find",
    "index",
    "isalnum",
    "isalpha",
    "isascii",
    "isdecimal",
    "isdigit",
    "isidentifier",
    "islower",
    "isnumeric",
    "isspace",
    "istitle",
    "isupper",
    "rfind",
    "rindex",
    "startswith",
]
for _name in _TEXT_PARTS:
    setattr(UnknownText, _name, _deriving(_name))
for _name in _TEXT_QUESTIONS:
    setattr(UnknownText, _name, _asking(str, _name))


class UnknownNumber(int):
    """A number, or a bool, that only the cloud knows. False in a condition; 1 where it must be a count."""

    __slots__ = ()

    __hash__ = int.__hash__

    def __new__(cls) -> UnknownNumber:
        return super().__new__(cls, 1)

    def __float__(self) -> float:
        return float("nan")

    def __bool__(self) -> bool:
        _ask()
        return False

    def __str__(self) -> str:
        return MARK

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return MARK


def _number(*_operands: object) -> UnknownNumber:
    return UnknownNumber()


for _name in [
    "abs",
    "add",
    "and",
    "ceil",
    "divmod",
    "floor",
    "floordiv",
    "invert",
    "lshift",
    "mod",
    "mul",
    "neg",
    "or",
    "pos",
    "pow",
    "radd",
    "rand",
    "rfloordiv",
    "rlshift",
    "rmod",
    "rmul",
    "ror",
    "round",
    "rpow",
    "rrshift",
    "rshift",
    "rsub",
    "rtruediv",
    "rxor",
    "sub",
    "truediv",
    "trunc",
    "xor",
]:
    setattr(UnknownNumber, f"__{_name}__", _number)
for _name in ("__eq__", "__ge__", "__gt__", "__le__", "__lt__", "__ne__", "__int__"):
    setattr(UnknownNumber, _name, _asking(int, _name))


class UnknownMap(Mapping[str, Any]):
    """A mapping of which neither keys nor values are known: any key gives a placeholder text."""

    def __init__(self, label: str) -> None:
        self._label = label

    def __getitem__(self, key: str) -> UnknownText:
        return UnknownText(f"{self._label}x{key}")

    def __iter__(self) -> Iterator[str]:
        return iter((self._label,))

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return False


@final
class StandIn(Unknown):
    """An unknown of the SDK's that can give a value of the right type, made once, when a callback asks for it."""

    def __init__(self, make: Callable[[], Any]) -> None:
        super().__init__()
        self._make = make

    def value(self) -> Any:
        """The stand-in as a plain value."""
        value = self._make()
        self._make = lambda: value
        return value

    @classmethod
    def of(cls, value: Any) -> StandIn:
        """A stand-in that gives `value`."""
        return cls(lambda: value)


def label(*path: str) -> str:
    """A placeholder text for `path` (a URN and a property, say): the same in every run, another for every path."""
    digest = hashlib.sha256("\0".join(path).encode()).hexdigest()[:10]
    return f"{MARK}{digest}"


def contains_placeholder(value: Any) -> bool:
    """Whether a plain stand-in is anywhere in `value`."""
    match value:
        case str():
            return is_placeholder(value)
        case UnknownNumber() | UnknownMap():
            return True
        case dict():
            return any(contains_placeholder(item) for item in cast("dict[Any, Any]", value).values())
        case list() | tuple() | set():
            return any(contains_placeholder(item) for item in cast("list[Any]", value))
        case _:
            return hasattr(value, "_pulumi_output_type") and contains_placeholder(dict(vars(cast("object", value))))


del _name
