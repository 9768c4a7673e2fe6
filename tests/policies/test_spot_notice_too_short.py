"""spot-notice-too-short: a save that takes longer than the cloud's notice fails."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock_policies import Outcome

from .rule_facts import gcp_instance, group, outcome, verdict

NAME = "spot-notice-too-short"
TAG = "penstock:save-within-seconds"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ("90", Outcome.PASS),
        ("120", Outcome.PASS),
        ("120.5", Outcome.FAIL),
        ("300", Outcome.FAIL),
        ("90s", Outcome.UNDETERMINED),
        ("-1", Outcome.UNDETERMINED),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_a_save_must_fit_into_two_minutes_on_aws(seconds: Any, expected: Outcome) -> None:
    assert outcome(NAME, group(tags={TAG: seconds})) is expected


@pytest.mark.parametrize(("seconds", "expected"), [("30", Outcome.PASS), ("31", Outcome.FAIL)])
def test_google_cloud_gives_30_seconds(seconds: str, expected: Outcome) -> None:
    labels = {"penstock-save-within-seconds": seconds}
    spot = gcp_instance(scheduling={"provisioningModel": "SPOT"}, labels=labels)
    assert outcome(NAME, spot) is expected


def test_a_message_is_both_times() -> None:
    found = verdict(NAME, group(tags={TAG: "300"}))
    assert found.message == "a save takes 300 s; limit for spot on aws: the 120 s of its notice"
    assert found.fix == "make a save fit into 120 s (asynchronously, or in shards), or buy on-demand"
    assert "300" not in verdict(NAME, group(tags={TAG: SecretText("300")})).message


def test_on_demand_and_a_pool_that_says_nothing_are_not_asked() -> None:
    assert outcome(NAME, group(spot=False, tags={TAG: "300"})) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group()) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group(spot=UNKNOWN, tags={TAG: "300"})) is Outcome.UNDETERMINED


def test_the_notice_can_be_set() -> None:
    settings = {"notice_seconds": {"aws": 60}}
    assert outcome(NAME, group(tags={TAG: "90"}), settings=settings) is Outcome.FAIL
