"""A rule at `remediate` as a policy of the Pulumi engine.

What pulumi-policy 1.21 does (`policy.py`, `Remediate`; `secret.py`), and what is done about it:

- The level of a policy goes by its name, and only a resource policy may change inputs; these rules judge the whole stack. So a
  policy of ours is both kinds: the engine asks it as a resource policy for changes alone, and as a stack policy for verdicts.
- A remediation gets the inputs with each secret in a `Secret`, under proxies at every level, which answer
  `["__target"]` with what they hold; and, unlike a validation, with an unknown value as the bare text that stands for one.
- It returns all inputs. What no change touches goes back as it came, so that what is secret or unknown stays so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias, cast

import pulumi_policy as engine
from pulumi_policy import proxy

from penstock.resources.change import Change, changed
from penstock.resources.reading.values import UNKNOWN, Value

_TARGET: Any = "__target"

_UNKNOWNS: Final = frozenset(
    {
        proxy.UNKNOWN_ARCHIVE_VALUE,
        proxy.UNKNOWN_ARRAY_VALUE,
        proxy.UNKNOWN_ASSET_VALUE,
        proxy.UNKNOWN_BOOLEAN_VALUE,
        proxy.UNKNOWN_NUMBER_VALUE,
        proxy.UNKNOWN_OBJECT_VALUE,
        proxy.UNKNOWN_STRING_VALUE,
    }
)

Judge: TypeAlias = Callable[[engine.StackValidationArgs, engine.ReportViolation], None]
Propose: TypeAlias = Callable[[engine.ResourceValidationArgs, Mapping[str, Value]], Sequence[Change]]
"""(what the engine gives, the inputs as plain values) -> the changes of the inputs."""


class RemediatingPolicy(engine.ResourceValidationPolicy, engine.StackValidationPolicy):
    """Changes each resource by itself, then judges the whole stack."""

    def __init__(self, *, judge: Judge, propose: Propose, **metadata: Any) -> None:
        engine.Policy.__init__(self, **metadata)  # each kind's own wants a function of its kind alone
        self._judge = judge
        self._propose = propose

    def has_validation(self) -> bool:
        """No resource is judged by itself."""
        return False

    def has_remediation(self) -> bool:
        """Inputs may be changed."""
        return True

    def validate(self, args: Any, report_violation: engine.ReportViolation) -> None:
        """The verdicts on the stack."""
        self._judge(args, report_violation)

    def remediate(self, args: engine.ResourceValidationArgs) -> Any:
        """All inputs, with the changes; None where there are none."""
        props: dict[str, Any] = _held(args.props)
        changes = self._propose(args, {key: revealed(value) for key, value in props.items()})
        return changed(props, changes, sealed=engine.Secret) if changes else None


def _held(value: Any) -> Any:
    """What the proxies hold, each secret still in its `Secret`; what the remediation before this one returned has no proxies."""
    if isinstance(value, engine.Secret):
        return engine.Secret(_held(value.value))
    if isinstance(value, Mapping):
        block = cast("Mapping[str, Any]", value if isinstance(value, dict) else value[_TARGET])
        return {key: _held(item) for key, item in block.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = cast("Sequence[Any]", value if isinstance(value, list) else value[_TARGET])
        return [_held(item) for item in items]
    return value


def revealed(value: Any) -> Value:
    """A plain value, with `UNKNOWN` for what only the cloud knows. A secret is read like any other value, and never told."""
    match value:
        case engine.Secret():
            return revealed(value.value)
        case str():
            return UNKNOWN if value in _UNKNOWNS else value
        case float():
            return int(value) if value.is_integer() else value  # the protocol has no whole numbers
        case bool() | int() | None:
            return value
        case dict():
            return {key: revealed(item) for key, item in cast("dict[str, Any]", value).items()}
        case list():
            return [revealed(item) for item in cast("list[Any]", value)]
        case _:
            return UNKNOWN  # an asset or an archive
