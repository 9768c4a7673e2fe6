"""Small validated types of the stack file: each says what is wrong with a value and what to write instead.

The validators also stand behind direct construction in Python (`Pool(max="4")`), so their text must read well by itself.
Each type's JSON Schema says as much as a schema can; what it cannot say (29 February, a known time zone) only Python checks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from ipaddress import IPv4Network
from typing import Annotated, Any, Final, cast
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from penstock.problem import nearest

_SHOWN: Final = 60
_MOST: Final = 1_000_000_000
"""More USD, hours or GiB (an exbibyte) is a slip of the keys."""

_EPOCH: Final = datetime(2024, 1, 1, tzinfo=UTC)
_PRIVATE: Final = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")))
_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST_DURATION: Final = 3650 * _UNITS["d"]
_PLAIN_WORD: Final = r"[A-Za-z0-9][A-Za-z0-9_.@/-]*"
_DURATION_PATTERN: Final = r"^[0-9]{1,9}[smhd]$"
_NAME_PATTERN: Final = r"^[a-z][a-z0-9-]{0,18}[a-z0-9]$"
_LABEL_PATTERN: Final = r"^[A-Za-z0-9_.:/=+@-]([A-Za-z0-9 _.:/=+@-]{0,126}[A-Za-z0-9_.:/=+@-])?$"
_EMAIL_PATTERN: Final = r"^[^@\s]+@[^@\s]+\.[^@\s.]+$"
_CRON_PATTERN: Final = r"^\s*[0-9A-Za-z*,/-]+(\s+[0-9A-Za-z*,/-]+){4}\s*$"
_CIDR_PATTERN: Final = r"^([0-9]{1,3}\.){3}[0-9]{1,3}/(1[6-9]|2[0-4])$"
_TIMEZONE_PATTERN: Final = r"^(UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$"


class BadValueError(ValueError):
    """A value that cannot be used.

    Attributes:
        what: what is wrong with it.
        fix: what to write instead.
        key: for a rule between keys of one mapping, the key that is to blame; None when the value itself is.
        others: the keys that it clashes with.
    """

    def __init__(self, what: str, fix: str, *, key: str | None = None, others: Sequence[str] = ()) -> None:
        super().__init__(f"{what}: {fix}")
        self.what = what
        self.fix = fix
        self.key = key
        self.others = tuple(others)


def show(value: object) -> str:
    """`value` as it stands in a stack file, on one line and not too long; a masked secret stays masked."""
    text = _flow(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def example_text(value: object) -> str:
    """`value` as one would write it in a stack file: no quotes around plain words."""
    return _flow(value, plain=True)


def _flow(value: object, *, plain: bool = False, depth: int = 3) -> str:
    if isinstance(value, Mapping | list | tuple) and depth == 0:
        return "..."
    if isinstance(value, Mapping):
        pairs = cast("Mapping[object, object]", value).items()
        inside = (f"{_flow(key, plain=True)}: {_flow(item, plain=plain, depth=depth - 1)}" for key, item in pairs)
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, list | tuple):
        items = cast("Sequence[object]", value)
        return f"[{', '.join(_flow(item, plain=plain, depth=depth - 1) for item in items)}]"
    return _scalar(value, plain)


def _scalar(value: object, plain: bool) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, timedelta):
        return format_duration(value)
    if isinstance(value, Decimal | date) or (plain and isinstance(value, str) and re.fullmatch(_PLAIN_WORD, value)):
        return str(value)
    return repr(value)


def parse_duration(value: Any) -> timedelta:
    """`90s`, `20m`, `72h`, `30d` -> timedelta; a timedelta stays. Raises BadValueError."""
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
    elif isinstance(value, str) and re.fullmatch(_DURATION_PATTERN, value):
        seconds = int(value[:-1]) * _UNITS[value[-1]]
    else:
        raise BadValueError(
            f"{show(value)} is not a duration", "write a whole number and its unit: 90s, 20m, 72h or 30d"
        )
    if not float(seconds).is_integer():
        raise BadValueError(f"{value} is not whole seconds", "write a whole number of them, for example 90s")
    if not 0 < seconds <= _LONGEST_DURATION:
        raise BadValueError(
            f"{show(value)} is no usable duration", "write one above 0 and up to ten years, for example 20m"
        )
    return timedelta(seconds=seconds)


def format_duration(value: timedelta) -> str:
    """The shortest exact text: 1200 s -> `20m`."""
    seconds = int(value.total_seconds())
    for unit in ("d", "h", "m"):
        if seconds % _UNITS[unit] == 0:
            return f"{seconds // _UNITS[unit]}{unit}"
    return f"{seconds}s"


def _whole(value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadValueError(f"{show(value)} is not a whole number", "write one without quotes, for example 4")
    return value


def _amount(value: Any) -> Decimal:
    if not isinstance(value, bool) and isinstance(value, int | float | Decimal):
        try:
            amount = Decimal(str(value) if isinstance(value, float) else value)
        except InvalidOperation:  # a secret number does not print its digits
            amount = Decimal(float(value))
        if amount.is_finite():
            return amount
    raise BadValueError(f"{show(value)} is not a number", "write one without quotes, for example 2.5")


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadValueError(f"{show(value)} is neither true nor false", "write true or false, without quotes")
    return value


def _matching(pattern: str, fix: str) -> AfterValidator:
    """A validator of text: it matches `pattern`, or the message says `fix`."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise BadValueError(f"{show(value)} cannot be used here", fix)
        return value

    return AfterValidator(check)


def _cidr(value: str) -> str:
    fix = "write a private IPv4 block of /16 to /24, for example 10.40.0.0/16"
    try:
        network = IPv4Network(value, strict=False)
    except ValueError:
        raise BadValueError(f"{show(value)} is not a block of IPv4 addresses", fix) from None
    if not any(network.subnet_of(private) for private in _PRIVATE):
        raise BadValueError(
            f"{show(value)} is not private: traffic to its real owners would stay inside the network", fix
        )
    if not re.fullmatch(_CIDR_PATTERN, value):
        raise BadValueError(f"{show(value)} has not the size or the form of a network", fix)
    if str(network) != value:
        raise BadValueError(f"{show(value)} has address bits set beyond its prefix", f"write {network}")
    return value


def _cron(value: str) -> str:
    fields = value.split()
    fix = 'write "minute hour day-of-month month day-of-week", for example "0 8 * * 1-5"'
    if len(fields) != 5:
        raise BadValueError(f"{show(value)} has {len(fields)} cron fields, not 5", fix)
    text = " ".join(fields)
    if not re.fullmatch(_CRON_PATTERN, text) or re.search(r"\dL|\bLW?\b", text.upper()):
        raise BadValueError(
            f"{show(value)} has signs that not every scheduler knows", "use digits, names and * , - / only"
        )
    try:
        CronSim(text, _EPOCH)
    except CronSimError as error:
        if _is_cron([*fields[:3], "*", fields[4]]) and _is_cron([*fields[:2], "*", *fields[3:]]):
            raise BadValueError(
                f"{show(value)} names a day that none of its months has: it would never fire", fix
            ) from None
        raise BadValueError(f"{show(value)} is not a cron expression ({str(error).lower()})", fix) from None
    return text


def _is_cron(fields: Sequence[str]) -> bool:
    try:
        CronSim(" ".join(fields), _EPOCH)
    except CronSimError:
        return False
    return True


def _timezone(value: str) -> str:
    if re.fullmatch(_TIMEZONE_PATTERN, value):
        try:
            return ZoneInfo(value).key
        except (ValueError, OSError, KeyError):
            pass
    known = sorted(name for name in available_timezones() if re.fullmatch(_TIMEZONE_PATTERN, name))
    city = value.strip().replace(" ", "_").casefold()
    near = next((name for name in known if name.casefold().endswith(f"/{city}")), None) or nearest(value, known)
    raise BadValueError(
        f"{show(value)} is not an IANA time zone",
        f"did you mean {near}?" if near else "write an area and a city, for example Europe/Berlin, or UTC",
    )


def _text_schema(pattern: str, *examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": list(examples)})


Count = Annotated[int, BeforeValidator(_whole)]
"""A whole number: no text, no true."""

Flag = Annotated[bool, BeforeValidator(_flag)]
"""true or false, not a word for it."""

PositiveAmount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    Field(gt=0, le=_MOST),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": _MOST}),
]
"""USD, hours or GiB above 0, kept exact."""

Share = Annotated[
    Decimal,
    BeforeValidator(_amount),
    Field(gt=0, le=10),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 10}),
]
"""A part of a whole: 0.8 is 80 %; up to ten times the whole."""

Duration = Annotated[
    timedelta,
    BeforeValidator(parse_duration),
    PlainSerializer(format_duration),
    _text_schema(_DURATION_PATTERN, "90s", "20m", "72h", "30d"),
]
"""A length of time in whole seconds."""

Cidr = Annotated[str, AfterValidator(_cidr), _text_schema(_CIDR_PATTERN, "10.40.0.0/16")]
"""A private IPv4 network."""

Name = Annotated[
    str,
    _matching(_NAME_PATTERN, "write 2 to 20 lower-case letters, digits and dashes, a letter first and no dash last"),
    _text_schema(_NAME_PATTERN, "train"),
]
"""The name of a pool or a bucket: it becomes part of the names of cloud resources."""

Label = Annotated[
    str,
    _matching(_LABEL_PATTERN, "write 1 to 128 letters (A to Z), digits, spaces inside, and _ . : / = + @ -"),
    _text_schema(_LABEL_PATTERN, "vision"),
]
"""The value of a tag on every cloud resource (the characters that every AWS service takes in one)."""

Email = Annotated[
    str,
    _matching(_EMAIL_PATTERN, "write an e-mail address, for example ml-platform@example.com"),
    _text_schema(_EMAIL_PATTERN, "ml-platform@example.com"),
]

Cron = Annotated[str, AfterValidator(_cron), _text_schema(_CRON_PATTERN, "0 8 * * 1-5")]
"""Five fields of a cron expression, with no sign that only some schedulers know."""

TimeZoneName = Annotated[str, AfterValidator(_timezone), _text_schema(_TIMEZONE_PATTERN, "Europe/Berlin", "UTC")]
"""An IANA time zone: `Area/City` or `UTC`. Short names such as EST are refused: they know no daylight saving."""
