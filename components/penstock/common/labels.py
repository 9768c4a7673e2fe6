"""Who a resource belongs to: the tags that every resource of ours carries.

Budgets, conditions of roles, the agent, the steward and the policy pack find an environment by these tags, so each component takes
one `Labels` and nobody spells a tag key twice. Keys are in `penstock.terms.Tag`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pulumi

from penstock.spec.model import Environment
from penstock.terms import Purpose, Tag

from .program import sound


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What every resource of one environment says about itself.

    Attributes:
        environment: unique within the account and region: roles, metrics and the steward tell environments apart by it.
        purpose: the limits of the policy pack depend on it.
        stack: the Pulumi stack; the running one unless given.
    """

    environment: str
    owner: str
    cost_center: str
    purpose: Purpose
    stack: str = ""

    def __post_init__(self) -> None:
        """Raises pulumi.RunError for what the stack file would refuse too."""
        given = {"owner": self.owner, "cost_center": self.cost_center, "purpose": self.purpose}
        object.__setattr__(self, "purpose", sound("Labels", Environment, **given).purpose)

    def tags(self, name: str, **more: str) -> dict[str, str]:
        """Tags of the resource that people know as `name`; `more` by `Tag` attribute: `tags("x", POOL="train")`."""
        return {
            "Name": name,
            Tag.OWNER: self.owner,
            Tag.COST_CENTER: self.cost_center,
            Tag.PURPOSE: self.purpose.value,
            Tag.STACK: self.stack or pulumi.get_stack(),
            Tag.ENVIRONMENT: self.environment,
            **{str(getattr(Tag, key)): value for key, value in more.items()},
        }

    def inputs(self) -> dict[str, str]:
        """As inputs of a component, in the wire's spelling, for policies to read."""
        return {
            "environment": self.environment,
            "owner": self.owner,
            "costCenter": self.cost_center,
            "purpose": self.purpose.value,
        }

    @property
    def namespace(self) -> str:
        """The name under which the agent and the steward publish this environment's own metrics."""
        return f"Penstock/{self.environment}"
