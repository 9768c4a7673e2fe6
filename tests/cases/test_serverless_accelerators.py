"""Accelerators without machines are held to what nodes are held to, and priced by what they are made of."""

from __future__ import annotations

from decimal import Decimal

from cases.case import checked
from penstock_policies import Outcome


def test_five_instances_that_never_sleep_are_on_the_bill() -> None:
    found = checked("cloud-run-gpu-always-on", gcp__project="p", gcp__region="us-central1")
    (pool,) = (it for it in found.month.resources if it.kind == "pool")
    seconds = 730 * 3600
    floor = 5 * seconds * (Decimal("0.0002909") + 8 * Decimal("0.000018") + 32 * Decimal("0.000002"))
    assert pool.monthly.floor == floor
    assert pool.monthly.ceiling == 20 * floor
    assert not pool.why_unpriced
    for rule in ("min-above-zero", "pool-ceiling", "stack-budget", "idle-shutdown-required"):
        assert found.said(rule, "answers") == {Outcome.FAIL}
    assert found.report.blocked
