"""The month's limit: who is told, and when, on what was spent and on what will be.

Declares one cost budget, filtered by the tag `penstock:environment`, with an actual and a forecast notification at each share.

Traps it avoids:
- A tag counts in a budget only after someone activated it as a cost allocation tag in the payer account, and only from then on
  (Billing User Guide, "Activating user-defined cost allocation tags"). A stack cannot do that in a member account: activate
  `penstock:environment` once, else this budget stays at $0 and never alerts.
- A budget has ten notifications at most, each with ten addresses (Budgets API Reference, `CreateBudget`): five shares.
- A budget action that stops instances is undone by their group, which starts new ones: none is declared. A limit that acts is
  the pools' `max`, their hours and their idle shutdown.

It deliberately counts credits and refunds out, so that an alert says what the nodes cost, and not what was left to pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pulumi
import pulumi_aws as aws

from penstock.common.labels import Labels
from penstock.common.program import sound
from penstock.spec import model
from penstock.terms import Tag


class Budget(pulumi.ComponentResource):
    """A monthly cost budget of one environment. Billing data is some hours old: it tells, it does not stop."""

    budget_name: pulumi.Output[str]

    def __init__(
        self,
        name: str,
        *,
        labels: Labels,
        monthly_usd: Decimal,
        notify: Sequence[str],
        alert_at: Sequence[Decimal] = (Decimal("0.5"), Decimal("0.8"), Decimal("1.0")),
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """`alert_at` are shares of `monthly_usd`. Raises pulumi.RunError for what the stack file would refuse too."""
        given = {"monthly_usd": monthly_usd, "notify": notify, "alert_at": alert_at}
        wanted = sound(f"budget {name}", model.Budget, **given)
        monthly_usd, notify, alert_at = wanted.monthly_usd, wanted.notify, wanted.alert_at
        inputs = labels.inputs() | {
            "monthlyUsd": float(monthly_usd),
            "alertAt": [float(share) for share in alert_at],
            "notify": list(notify),
        }
        super().__init__("penstock:aws:Budget", name, inputs, opts)
        budget = aws.budgets.Budget(
            name,
            budget_type="COST",
            time_unit="MONTHLY",
            limit_amount=f"{monthly_usd:f}",
            limit_unit="USD",
            cost_filters=[
                aws.budgets.BudgetCostFilterArgs(
                    name="TagKeyValue", values=[f"user:{Tag.ENVIRONMENT}${labels.environment}"]
                )
            ],
            cost_types=aws.budgets.BudgetCostTypesArgs(include_credit=False, include_refund=False),
            notifications=[
                aws.budgets.BudgetNotificationArgs(
                    notification_type=kind,
                    comparison_operator="GREATER_THAN",
                    threshold=float(share * 100),
                    threshold_type="PERCENTAGE",
                    subscriber_email_addresses=list(notify),
                )
                for share in alert_at
                for kind in ("ACTUAL", "FORECASTED")
            ],
            tags=labels.tags(name),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.budget_name = budget.name
        self.register_outputs({"budgetName": self.budget_name})
