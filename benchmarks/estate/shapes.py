"""One resource of the estate, in the words of both programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ref:
    """A value that only the cloud knows: the output `output` of the resource called `name`."""

    name: str
    output: str = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One resource.

    Attributes:
        token: Pulumi's type token.
        block: Terraform's resource type.
        name: of the resource, different from all others.
        inputs: in Pulumi's spelling; a `Ref` where another resource's output goes.
        terraform: in Terraform's spelling, where its provider says it in other words than Pulumi's; None: in the same.
    """

    token: str
    block: str
    name: str
    inputs: Mapping[str, Any]
    terraform: Mapping[str, Any] | None = None
