"""Placeholders: what a program holds in place of a value that only a cloud can know.

Two kinds, because Pulumi has two ways to hand out a value:

- `UnknownOutput`, inside an `Output`. It is one of the SDK's own `Unknown`s, so everything that the SDK computes from it is
  unknown, exactly as in a preview of the real engine; it also carries a value of the right type, made when a callback
  needs one, so that the callback can run for what it declares (see `callbacks.py`).
- `UnknownText`, `UnknownNumber`, `UnknownList` and `UnknownMap`, where plain Python values are needed: in a callback, and
  in the result of a plain function such as `aws.ec2.get_ami()`. A text contains the mark; a number goes over the wire as
  not-a-number. Both survive formatting, JSON, base64 and arithmetic, so whatever contains one is read back as `UNKNOWN`.

What cannot survive is a decision: `if arn.startswith("arn:aws-cn")`, `range(count)`, a hash. Asking a plain placeholder such
a question is reported to `Questions`, so that what was decided on it is doubted, or at least told. Not seen are questions
put by code in C about a text's characters (`re`, a hash of `f"{arn}"`): Python gives no way to notice those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, SupportsIndex, cast, final

from pulumi.output import Unknown

from .labels import Label, is_whole, part_of
from .marks import MARK, is_placeholder
from .questions import ask

LIST_LENGTH: Final = 3
"""How many elements stand in for a list of unknown length: programs take a zone or a subnet each for up to three."""


class UnknownText(str):
    """A text that only the cloud knows."""

    __slots__ = ()

    def __hash__(self) -> int:
        ask()  # a look-up in a dict or a set: `AMIS.get(region, default)`
        return str.__hash__(self)

    def __iter__(self) -> Iterator[str]:
        return (_marked(character, self) for character in str.__iter__(self))

    def __format__(self, spec: str) -> str:
        return _marked(str.__format__(self, spec), self)

    def __radd__(self, left: str) -> str:
        return _marked(f"{left}{self}", self)

    def __rmod__(self, left: str) -> str:
        return _marked(str.__mod__(left, str(self)), self)

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        try:
            part = str.__getitem__(self, key)
        except IndexError:
            part = ""
        return _marked(part, self)


def _marked(part: str, whole: str) -> UnknownText:
    """A part of a placeholder is a placeholder, also when it is too short to show it, or to say which."""
    return UnknownText(part if is_whole(part) or (is_placeholder(part) and not is_whole(whole)) else whole)


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
        ask()
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
    "encode",
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


class UnknownNumber:
    """A number, or a bool, that only the cloud knows. False in a condition; 1 where it must be a count.

    It says that it is an int, which the SDK and protobuf ask, but is none: of a real one, code in C (`range`, `"%d"`,
    `json`) would take the value without asking.
    """

    __slots__ = ()

    @property
    def __class__(self) -> type[int]:  # pyright: ignore[reportIncompatibleMethodOverride] - see above
        return int

    def __float__(self) -> float:
        return float("nan")

    def __bool__(self) -> bool:
        ask()
        return False

    def __index__(self) -> int:
        ask()
        return 1

    def __eq__(self, other: object) -> bool:
        ask()
        return other == 1

    def __hash__(self) -> int:
        ask()
        return 1

    def __str__(self) -> str:
        return MARK

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return MARK

    def __divmod__(self, other: object) -> tuple[UnknownNumber, UnknownNumber]:
        return UnknownNumber(), UnknownNumber()

    def __copy__(self) -> UnknownNumber:
        return self

    def __deepcopy__(self, memo: object) -> UnknownNumber:
        return self

    def bit_length(self) -> UnknownNumber:
        """As of an int."""
        return self


def _number(*_operands: object) -> UnknownNumber:
    return UnknownNumber()


def _comparing(name: str) -> Callable[..., bool]:
    method: Callable[[int, Any], Any] = getattr(int, name)

    def compared(_self: object, other: Any) -> bool:
        ask()
        return method(1, other) is True

    return compared


_ARITHMETIC: Final = """
    abs add and ceil floor floordiv invert lshift mod mul neg or pos pow radd rand rfloordiv rlshift rmod rmul ror round
    rpow rrshift rshift rsub rtruediv rxor sub truediv trunc xor
"""
for _name in _ARITHMETIC.split():
    setattr(UnknownNumber, f"__{_name}__", _number)
for _name in ("__ge__", "__gt__", "__le__", "__lt__"):
    setattr(UnknownNumber, _name, _comparing(_name))
setattr(UnknownNumber, "__int__", UnknownNumber.__index__)  # noqa: B010 - int(number)


class UnknownList(list[Any]):
    """A list of unknown length that holds a few placeholders. To go through it decides nothing; to count it does."""

    def __len__(self) -> int:
        ask(count=True)
        return super().__len__()

    def __contains__(self, item: object) -> bool:
        ask()
        return super().__contains__(item)

    def __eq__(self, other: object) -> bool:
        ask()
        return super().__eq__(other)

    __hash__ = None  # pyright: ignore[reportAssignmentType] - as a list

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return UnknownList(super().__getitem__(cast("slice[Any, Any, Any]", key)))
        return super().__getitem__(min(key, LIST_LENGTH - 1))


class UnknownMap(dict[str, Any]):
    """A mapping of which neither keys nor values are known: any key gives a placeholder text."""

    def __init__(self, label: Label) -> None:
        super().__init__({label.text: UnknownText(label.text)})
        self._label = label

    def __missing__(self, key: str) -> UnknownText:
        return UnknownText(self._label.part(key).text)

    def get(self, key: str, default: Any = None) -> Any:
        """The placeholder of that key: whether it is there is not known."""
        del default
        return self[key]

    def __contains__(self, key: object) -> bool:
        ask()
        return False

    def __len__(self) -> int:
        ask()
        return 0

    def __eq__(self, other: object) -> bool:
        ask()
        return False

    __hash__ = None  # pyright: ignore[reportAssignmentType] - as a dict


class UnknownAnything(UnknownText):
    """A value of which not even the type is known: a text, with any attribute and any element."""

    __slots__ = ()

    def __getattr__(self, name: str) -> UnknownAnything:
        if name.startswith("_"):
            raise AttributeError(name)
        return UnknownAnything(part_of(str(self), name).text)

    def __getitem__(self, key: object) -> UnknownAnything:
        return UnknownAnything(part_of(str(self), key).text)

    def __iter__(self) -> Iterator[str]:
        return (self[index] for index in range(LIST_LENGTH))


@final
class UnknownOutput(Unknown):
    """An unknown of the SDK's that can give a value of the right type, made once, when a callback asks for it."""

    def __init__(self, make: Callable[[], Any]) -> None:
        super().__init__()
        self._make = make

    def value(self) -> Any:
        """The placeholder as a plain value."""
        value = self._make()
        self._make = lambda: value
        return value

    @classmethod
    def of(cls, value: Any) -> UnknownOutput:
        """A placeholder that gives `value`."""
        return cls(lambda: value)


def contains_placeholder(value: Any) -> bool:
    """Whether a plain placeholder is anywhere in `value`."""
    match value:
        case str():
            return is_placeholder(value)
        case UnknownNumber() | UnknownMap() | UnknownList():
            return True
        case dict():
            items = cast("dict[Any, Any]", value).items()
            return any(contains_placeholder(key) or contains_placeholder(item) for key, item in items)
        case list() | tuple() | set():
            return any(map(contains_placeholder, cast("list[Any]", value)))
        case _:
            return hasattr(value, "_pulumi_output_type") and contains_placeholder(dict(vars(cast("object", value))))


del _name
