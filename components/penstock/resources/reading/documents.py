"""Text in YAML or JSON inside inputs: a manifest, a template of another tool.

Text that is neither, that is larger than any service takes, or that refers to parts of itself (which could grow without end when it is
walked) is `UNKNOWN`. CloudFormation's short forms (`!Ref Type`) become its long ones (`{"Ref": "Type"}`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from .inputs import masked_like, plain
from .values import UNKNOWN, Maybe, Unknown, Value

_MOST_TEXT: Final = 1 << 20
"""Characters; CloudFormation takes a template of 1 MiB at most, Kubernetes an object of about as much."""

_SCOPES: Final = ("", "AtManagementGroupScope", "AtScope", "AtSubscriptionScope", "AtTenantScope")

CLOUDFORMATION: Final = (
    "aws:cloudformation/stack:Stack",
    "aws:cloudformation/stackSet:StackSet",
    "aws-native:cloudformation:Stack",
    "aws-native:cloudformation:StackSet",
)
"""Types whose template CloudFormation runs."""

RESOURCE_MANAGER: Final = (
    *(f"azure-native:resources:Deployment{scope}" for scope in _SCOPES),
    *(
        f"azure-native:resources:DeploymentStackAt{scope}"
        for scope in ("ManagementGroup", "ResourceGroup", "Subscription")
    ),
)
"""Types whose template Azure Resource Manager runs."""


def documents(text: Maybe[str]) -> Maybe[tuple[Value, ...]]:
    """The documents in a text, those that are empty left out; text that is secret gives secret text."""
    if isinstance(text, Unknown) or len(text) > _MOST_TEXT:
        return UNKNOWN
    from . import yaml_loader  # noqa: PLC0415 - see there

    found = yaml_loader.load_all(plain(text))
    if found is None:
        return UNKNOWN
    return tuple(_like(text, it) for it in found if it is not None)


def document(value: Value) -> Maybe[Mapping[str, Value]]:
    """A block that is written out, or as text of one document."""
    if isinstance(value, Mapping):
        return cast("Mapping[str, Value]", value)
    found = documents(value) if isinstance(value, str) else UNKNOWN
    if isinstance(found, Unknown) or len(found) != 1 or not isinstance(found[0], Mapping):
        return UNKNOWN
    return cast("Mapping[str, Value]", found[0])


def _like(source: str, value: Any) -> Value:
    if isinstance(value, str):
        return masked_like(source, value)
    if isinstance(value, Mapping):
        return {str(key): _like(source, item) for key, item in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_like(source, item) for item in cast("Sequence[Any]", value)]
    return value if value is None or isinstance(value, bool | int | float) else UNKNOWN
