"""Values of a Pulumi program as a rule or a price sees them: plain, or marked.

Inputs are kept in the provider's own (wire) spelling: dict, list, str, float, int, bool, None. Two marks are added:

- `UNKNOWN`: only the cloud can know it. It is a value of its own: it has no truth value and no order, so code that
  forgets to ask `known(...)` fails at once and never passes a rule by accident.
- `SecretText` / `SecretNumber`: a value that the program marked secret. It compares and parses like the value, so that a
  secret instance type is still checked, but every way of printing it gives `[secret]`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NoReturn, TypeAlias, TypeGuard, TypeVar, final

T = TypeVar("T")

SECRET_MASK: Final = "[secret]"  # noqa: S105 - what is printed instead of one


@final
class Unknown:
    """The type of `UNKNOWN`, the only instance."""

    __slots__ = ()
    _only: Unknown | None = None

    def __new__(cls) -> Unknown:
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> NoReturn:
        raise TypeError("UNKNOWN has no truth value: ask known(value) first")

    def __reduce__(self) -> str:
        return "UNKNOWN"

    def __copy__(self) -> Unknown:
        return self

    def __deepcopy__(self, memo: object) -> Unknown:
        return self


UNKNOWN: Final = Unknown()

Maybe: TypeAlias = T | Unknown
"""A value, or `UNKNOWN`."""


def known(value: T | Unknown) -> TypeGuard[T]:
    """Whether `value` is not `UNKNOWN`. A list or dict is known even when something inside it is not."""
    return value is not UNKNOWN


class SecretText(str):
    """A secret string: equal to its value, printed as `[secret]`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return SECRET_MASK

    def __str__(self) -> str:
        return SECRET_MASK

    def __format__(self, spec: str) -> str:
        return SECRET_MASK

    def reveal(self) -> str:
        """The plain value, for comparison and parsing only: never for output."""
        return str.__str__(self)


class SecretNumber(float):
    """A secret number: equal to its value, printed as `[secret]`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return SECRET_MASK

    def __str__(self) -> str:
        return SECRET_MASK

    def __format__(self, spec: str) -> str:
        return SECRET_MASK


class SecretInt(int):
    """A secret whole number: equal to its value, printed as `[secret]`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return SECRET_MASK

    def __str__(self) -> str:
        return SECRET_MASK

    def __format__(self, spec: str) -> str:
        return SECRET_MASK


class SecretDecimal(Decimal):
    """A secret exact number: equal to its value, printed as `[secret]`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return SECRET_MASK

    def __str__(self) -> str:
        return SECRET_MASK

    def __format__(self, spec: str, *_: object) -> str:
        return SECRET_MASK


Value: TypeAlias = bool | int | float | str | Unknown | Sequence["Value"] | Mapping[str, "Value"] | None
"""One input of a resource."""
