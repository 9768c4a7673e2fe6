"""URNs as the engine makes them (its `sdk/go/common/resource/urn`)."""

from __future__ import annotations

from typing import Final

STACK_TYPE: Final = "pulumi:pulumi:Stack"


def make_urn(stack: str, project: str, parent: str | None, token: str, name: str) -> str:
    """The URN of a resource: its type is qualified by its parents' types, the stack's excluded."""
    qualified = token
    if parent:
        above = qualified_type(parent)
        if above != STACK_TYPE:
            qualified = f"{above}${token}"
    return f"urn:pulumi:{stack}::{project}::{qualified}::{name}"


def qualified_type(urn: str) -> str:
    """`a:b:C$d:e:F` of a URN."""
    return urn.split("::", 3)[2]


def type_of(urn: str) -> str:
    """The resource's own type token."""
    return qualified_type(urn).rpartition("$")[2]


def name_of(urn: str) -> str:
    """The resource's name; it may contain `::`."""
    return urn.split("::", 3)[3]
