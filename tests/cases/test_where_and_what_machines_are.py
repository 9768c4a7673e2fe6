"""Machines of honest programs: a size in any case is that size, a pool is where its cluster is, code that is read blocks nobody."""

from __future__ import annotations

from decimal import Decimal

from cases.case import checked
from penstock.resources.facts import Node
from penstock_policies import Outcome


def test_a_size_in_capitals_is_that_size() -> None:
    found = checked("azure-size-in-capitals", azure_native__location="eastus")
    (pool,) = (it for it in found.month.resources if it.kind == "pool")
    (machines,) = (it for it in pool.components if it.name == "on-demand nodes")
    assert (machines.unit_price, machines.monthly_quantity.ceiling) == (Decimal("3.673"), 1460)
    assert found.said("oversized-instance", "cards") == {Outcome.FAIL}
    assert found.said("pool-ceiling", "cards") == {Outcome.PASS}


def test_a_dynamic_provider_that_buys_nothing_passes() -> None:
    found = checked("dynamic-note", aws__region="us-west-2")
    assert not found.report.blocked
    assert found.said("unpriced-resource", "release") == {Outcome.FAIL}


def test_the_place_of_a_pool_is_in_the_id_of_its_cluster() -> None:
    found = checked("gke-pool-of-a-cluster-id", gcp__project="p", gcp__region="us-central1")
    (pool,) = (it for it in found.facts.nodes if it.name == "cards")
    assert isinstance(pool, Node)
    assert pool.region == "asia-northeast1"
    (cost,) = (it for it in found.month.resources if it.kind == "pool")
    assert cost.components[0].unit_price == Decimal("4.049591")
    (said,) = (
        it.verdict
        for it in found.report.verdicts
        if it.verdict.rule == "provider-region-mismatch" and it.verdict.urn.endswith("cards")
    )
    assert (
        said.outcome is Outcome.UNDETERMINED
    )  # nothing of the program is in the provider's region, so nothing crosses
    assert said.message.startswith("in asia-northeast1, and its provider in us-central1")


def test_a_small_queue_of_batchs_own_choice_passes() -> None:
    found = checked("batch-optimal", aws__region="us-east-1")
    assert not found.report.blocked
    (queue,) = found.facts.nodes
    assert queue.maximum == 32  # c4.large has 2 of the 64 vCPUs
    assert found.said("pool-ceiling") == found.said("stack-budget") == {Outcome.PASS}
    (cost,) = (it for it in found.month.resources if it.kind == "pool")
    assert Decimal(3000) < cost.monthly_at_most.ceiling < Decimal(3300)  # 64 vCPUs of an R4
