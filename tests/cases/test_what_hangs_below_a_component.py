"""A component that its provider builds is read from its inputs, whatever of the program's own hangs below it."""

from __future__ import annotations

from decimal import Decimal

from cases.case import checked
from penstock_policies import Outcome


def test_the_default_group_of_a_cluster_is_seen_and_priced() -> None:
    found = checked("eks-default-group-with-child", aws__region="us-west-2")
    (pool,) = (it for it in found.month.resources if it.kind == "pool")
    machines = next(it for it in pool.components if it.name == "on-demand nodes")
    assert machines.unit_price == Decimal("21.95764")
    assert machines.monthly_quantity.expected == 2 * 730
    assert found.said("oversized-instance", "brain") == {Outcome.FAIL}
    assert found.report.blocked
    assert any(it.detail == "EKS cluster" and it.monthly.expected == 73 for it in found.month.resources)


def test_the_control_plane_stays_in_the_sum() -> None:
    found = checked("eks-fee-with-child-group", aws__region="us-west-2")
    assert [it.monthly.expected for it in found.month.resources if it.detail == "EKS cluster"] == [Decimal(73)]
    assert [it.label for it in found.month.resources if it.kind == "pool"] == ["cards"]
