"""Our own stacks have a price in every region that has their GPUs, but for what docs/regions.md names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from penstock.catalog import load

from .regions import ROOT, There, everywhere, missing, page

_USE_OR_SMALL = {
    "cloudwatch-alarm-month",
    "lambda-gib-second",
    "lambda-request-million",
    "log-ingest-gib",
    "nat-gateway-gib",
}
"""Keys that no source at hand lists for every region: an alarm, and what is billed by use that the stacks do not declare."""


@pytest.fixture(scope="module")
def found() -> Sequence[There]:
    return everywhere()


def test_the_page_is_what_is_found(found: Sequence[There]) -> None:
    told = "PYTHONPATH=tests python -m cost.regions > docs/regions.md"
    assert page(found) == (ROOT / "docs/regions.md").read_text(encoding="utf-8"), told


def test_each_stack_is_estimated_in_more_than_one_region(found: Sequence[There]) -> None:
    stacks = [it.stack for it in found]
    assert {stack: stacks.count(stack) > 1 for stack in stacks} == dict.fromkeys(stacks, True)


def test_nothing_is_unpriced_in_the_largest_regions(found: Sequence[There]) -> None:
    assert {it.region for it in found if not it.unpriced} >= {
        "us-east-1",
        "us-west-2",
        "eu-west-1",
        "eu-central-1",
        "ap-northeast-1",
        "ap-south-1",
    }


def test_what_has_no_price_is_small_or_billed_by_use(found: Sequence[There]) -> None:
    """A gateway, an endpoint, a disk, a key or a machine on demand without a price would be a hole in the sums."""
    assert {what for what in missing(found) if not what.startswith("spot price of ")} <= _USE_OR_SMALL


@pytest.mark.parametrize(
    ("sku", "region", "usd"),
    [
        ("nat-gateway-hour", "sa-east-1", "0.093"),
        ("interface-endpoint-hour", "af-south-1", "0.01309"),
        ("interface-endpoint-hour", "ap-northeast-1", "0.014"),
        ("cloudwatch-alarm-month", "ap-south-1", "0.1"),
        ("log-ingest-gib", "ap-southeast-2", "0.67"),
        ("log-ingest-gib", "us-west-1", "0.67"),
        ("log-store-gib-month", "eu-central-2", "0.0356"),
        ("nat-gateway-gib", "ap-southeast-2", "0.059"),
        ("lambda-gib-second", "ap-east-1", "0.00002292"),
        ("efs-standard-gib-month", "sa-east-1", "0.57"),
        ("kms-key-month", "me-south-1", "1"),
        ("eks-cluster-hour", "il-central-1", "0.1"),
    ],
)
def test_a_dearer_region_has_its_own_price(sku: str, region: str, usd: str) -> None:
    price = load("aws").unit_price(sku, region)
    assert price is not None
    assert price.usd == Decimal(usd)
