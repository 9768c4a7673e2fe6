"""Which types a pool may use."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.problem import InputError
from penstock.spec import Pool, candidate_types
from penstock.terms import CapacityType

from .samples import SMALL, pool


def chosen(region: str = "us-east-1", **changes: Any) -> list[str]:
    asked = Pool.model_validate(pool(**changes))
    return [offering.type.name for offering in candidate_types(asked, region, "aws", catalog=SMALL)]


def refused(region: str = "us-east-1", **changes: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        chosen(region, **changes)
    return [str(problem) for problem in caught.value.problems]


def test_the_cheapest_at_the_pools_own_capacity_type_comes_first() -> None:
    assert chosen() == ["p4de.24xlarge", "p4d.24xlarge"]
    assert chosen(capacity_type="on-demand") == ["p4d.24xlarge", "p4de.24xlarge"]


def test_only_what_the_region_offers_is_chosen() -> None:
    assert chosen("eu-west-1") == ["p4d.24xlarge"]


def test_a_type_that_is_far_dearer_than_the_cheapest_is_no_stand_in_however_cheap_its_spot_price_looks() -> None:
    assert "g5.16xlarge" not in chosen(gpu={"name": "A10G", "count": 1})


def test_a_type_without_a_price_comes_last_and_is_not_dropped() -> None:
    assert chosen(gpu={"name": "A10G", "count": 1}) == ["g5.2xlarge", "g5.xlarge", "g5.4xlarge"]


def test_listed_types_are_kept_whatever_they_cost() -> None:
    assert chosen(gpu=None, instance_types=["g5.xlarge", "g5.16xlarge"]) == ["g5.16xlarge", "g5.xlarge"]


def test_a_gang_gets_one_type_the_one_with_the_fast_network() -> None:
    assert chosen(gpu={"name": "A10G", "count": 1}, gang=True) == ["g5.4xlarge"]
    assert chosen(gang=True) == ["p4de.24xlarge"]


def test_an_unknown_accelerator_names_the_nearest() -> None:
    assert "did you mean A10G?" in refused(gpu={"name": "A10", "count": 1})[0]


def test_an_accelerator_nowhere_near_lists_what_there_is() -> None:
    assert "A100, A10G, T4G" in refused(gpu={"name": "TPU", "count": 1})[0]


def test_a_region_without_the_accelerator_names_those_with_it() -> None:
    (text,) = refused("eu-north-1")
    assert "eu-north-1 offers no type with 8 x A100" in text
    assert "(eu-west-1, us-east-1)" in text


def test_a_count_that_no_type_has_names_those_there_are() -> None:
    (text,) = refused(gpu={"name": "A100", "count": 3})
    assert "exactly 3 x A100" in text
    assert text.endswith("counts that there are: 8")


def test_an_unknown_type_and_one_not_offered_are_both_told() -> None:
    first, second = refused("eu-north-1", gpu=None, instance_types=["g5.xlrge", "p4d.24xlarge"])
    assert "did you mean g5.xlarge?" in first
    assert "(eu-west-1, us-east-1)" in second


def test_two_architectures_in_one_pool_are_refused() -> None:
    (text,) = refused(gpu=None, instance_types=["g5.xlarge", "g5g.xlarge"])
    assert "arm64: g5g.xlarge; x86_64: g5.xlarge" in text


def test_listed_types_of_a_gang_must_be_one() -> None:
    assert "2 types in a gang pool" in refused(gpu=None, instance_types=["g5.xlarge", "g5.2xlarge"], gang=True)[0]


def test_a_type_listed_twice_is_told() -> None:
    assert "listed twice" in refused(gpu=None, instance_types=["g5.xlarge", "g5.xlarge"])[0]


@pytest.mark.parametrize("capacity_type", [CapacityType.SPOT, CapacityType.ON_DEMAND])
def test_the_real_catalog_has_types_for_the_accelerator_of_the_reference_stack(capacity_type: CapacityType) -> None:
    asked = Pool.model_validate(pool(capacity_type=capacity_type))
    found = candidate_types(asked, "us-east-1", "aws")
    prices = [price for offering in found if (price := offering.hourly(capacity_type)) is not None]
    assert prices
    assert prices == sorted(prices)
    assert all(offering.type.gpu_count == 8 and offering.region == "us-east-1" for offering in found)
