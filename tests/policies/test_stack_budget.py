"""stack-budget: the month of each purpose, expected and at most, is within its limits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from penstock import catalog
from penstock.cost.bounds import PER_REGION, known_prices
from penstock.resources.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import BUCKET, INSTANCE, TRAINING, group, instance, on_gcp, provider, resource, verdict, verdicts

NAME = "stack-budget"


def test_a_message_is_both_sums_and_both_limits_and_the_fix_names_the_dearest() -> None:
    found = verdict(NAME, instance("g5.xlarge", "small"), instance("p4d.24xlarge", "large"))
    assert found.outcome is Outcome.FAIL
    assert found.urn.endswith("::large")
    assert found.message.endswith(
        "; limit for an environment with no stated purpose: expected 2,000 $, at most 5,000 $"
    )
    assert found.message.startswith("expected 16,")
    assert found.fix == "lower the maximum or the schedule of the dearest, large"


def test_several_that_are_small_alone_are_too_much_together() -> None:
    one, four = [instance("g5.xlarge", "n0")], [instance("g5.xlarge", f"n{index}") for index in range(4)]
    assert verdict(NAME, *one).outcome is Outcome.PASS
    assert verdict(NAME, *four).outcome is Outcome.FAIL


def test_each_purpose_has_its_own_sum() -> None:
    found = verdicts(NAME, instance("p4d.24xlarge", "big", tags=TRAINING), instance("g5.xlarge", "small"))
    assert {it.urn.rpartition("::")[2]: it.outcome for it in found} == {"big": Outcome.PASS, "small": Outcome.PASS}


def test_a_purpose_that_is_not_known_is_held_to_the_strictest() -> None:
    assert verdict(NAME, instance("p4d.24xlarge", tags={"purpose": UNKNOWN})).outcome is Outcome.FAIL


def test_the_ceiling_counts_though_less_is_expected() -> None:
    spot = group(kind="g5.12xlarge", maxSize=8, desiredCapacity=1)
    assert verdict(NAME, spot, settings={"expected_monthly_usd": {"unstated": 10**6}}).outcome is Outcome.FAIL
    generous = {"expected_monthly_usd": {"unstated": 10**6}, "ceiling_monthly_usd": {"unstated": 10**6}}
    assert verdict(NAME, spot, settings=generous).outcome is Outcome.PASS


def test_a_pool_without_a_price_leaves_the_sum_undetermined() -> None:
    found = verdict(NAME, instance(UNKNOWN, "who-knows"))
    assert found.outcome is Outcome.UNDETERMINED
    assert found.message.startswith("who-knows without a price; ")


def test_spot_without_a_price_counts_at_the_on_demand_price() -> None:
    """The catalog has no spot price of m7i.xlarge; on-demand it is 0.2016 USD an hour in us-east-1."""
    found = verdict(NAME, group(kind="m7i.xlarge", maxSize=4, desiredCapacity=4))
    assert found.outcome is Outcome.PASS
    assert found.message.startswith(
        "expected 603 $ a month; at most 603 $"
    )  # 4 x 730 h x (0.2016 + 0.005 for an address)
    assert verdict(NAME, group(kind="m7i.xlarge", maxSize=40, desiredCapacity=1)).outcome is Outcome.FAIL


def test_a_machine_without_a_price_here_counts_at_a_multiple_of_its_dearest_price_elsewhere() -> None:
    """Of t3.small's regions in the catalog the dearest is 3.5 times below the bound; us-west-2 is none of them."""
    most = max(known_prices(catalog.load("aws"), "t3.small")) * PER_REGION
    month = 730 * (most + Decimal("0.005"))  # and a public address
    west = provider("us-west-2")
    found = verdict(NAME, west, resource(INSTANCE, "i", {"instanceType": "t3.small"}, provider=west.urn))
    assert found.outcome is Outcome.PASS
    assert found.message.startswith(f"expected {month:,.0f} $ a month; at most {month:,.0f} $")
    many = {"instanceType": "t3.small"}
    hundred = (resource(INSTANCE, f"i{index}", many, provider=west.urn) for index in range(100))
    assert verdict(NAME, west, *hundred).outcome is Outcome.FAIL


def test_a_disk_without_a_price_counts_by_its_size() -> None:
    """100 GiB at half a dollar are 50 $ beside the machine's 538 $; SageMaker's own price of a GiB is in no table."""
    notebook = "aws:sagemaker/notebookInstance:NotebookInstance"
    of_size = {
        gib: resource(notebook, "n", {"instanceType": "ml.g4dn.xlarge", "volumeSize": gib}) for gib in (100, 9000)
    }
    assert verdict(NAME, of_size[100]).message.startswith("expected 588 $ a month; at most 588 $")
    assert {gib: verdict(NAME, it).outcome for gib, it in of_size.items()} == {100: Outcome.PASS, 9000: Outcome.FAIL}


def test_the_fee_of_a_service_without_a_price_leaves_the_sum_undetermined() -> None:
    setup = {"machineType": "g2-standard-4", "bootDisk": {"diskType": "PD_BALANCED"}, "disablePublicIp": True}
    setup["dataDisks"] = {"diskType": "PD_BALANCED"}
    found = verdict(NAME, on_gcp("gcp:workbench/instance:Instance", gceSetup=setup, location="us-central1-a"))
    assert found.outcome is Outcome.UNDETERMINED
    assert "waive with a monthly cost cap" in found.fix


def test_what_bills_by_use_alone_is_within_every_limit() -> None:
    assert verdict(NAME, resource(BUCKET, "data", {"bucket": "data"})).outcome is Outcome.PASS


def test_a_stack_of_nothing_has_no_verdict() -> None:
    nothing: list[Any] = verdicts(NAME)
    assert nothing == []


def test_purposes_that_are_misspelt_share_the_budget_of_what_states_none() -> None:
    purposes = ["trainning", "trainig", None]
    found = verdict(
        NAME,
        *(instance("g5.xlarge", f"i{index}", tags={"purpose": it} if it else {}) for index, it in enumerate(purposes)),
    )
    assert found.outcome is Outcome.FAIL  # one alone is within it
    assert "(train" in found.message
    assert verdict(NAME, instance("g5.xlarge", tags={"purpose": "trainning"})).outcome is Outcome.PASS
