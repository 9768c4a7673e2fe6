"""Idioms that a real preview runs, and mistakes that it names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cases.case import checked
from penstock.preview import ProgramError

US = {"aws__region": "us-west-2"}


def test_several_groups_of_a_cluster_are_seen_and_priced() -> None:
    found = checked("eks-several-groups", **US)
    pools = [it for it in found.month.resources if it.kind == "pool"]
    assert sorted(it.label for it in pools) == [
        "plain-nodegroup",
        "plain-nodegroupv2",
        "spot-nodegroup",
        "spot-nodegroupv2",
    ]
    assert {it.unit_price for pool in pools for it in pool.components if it.name == "on-demand nodes"} == {
        Decimal("1.006")
    }
    assert found.report.blocked


def test_a_mistake_in_a_callback_is_told_at_its_line() -> None:
    with pytest.raises(ProgramError) as caught:
        checked("callback-error-has-line", **US)
    (problem,) = caught.value.problems
    assert problem.where == "__main__.py:8 in first_label"


def test_a_name_that_the_provider_generates_is_unknown_by_key() -> None:
    found = checked("k8s-generated-name", **US)
    (pool,) = (it for it in found.month.resources if it.kind == "pool")
    assert next(it.unit_price for it in pool.components if it.name == "on-demand nodes") == Decimal("0.8048")


def test_a_security_group_that_the_service_makes_is_unknown_by_key() -> None:
    found = checked("eks-security-group-by-key", **US)
    assert [it.monthly.expected for it in found.month.resources if it.detail == "EKS cluster"] == [Decimal(73)]
    assert not found.report.blocked
