"""provider-region-mismatch: a resource that names another region than its provider's is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Enforcement, Outcome, settings_from
from penstock_policies.settings import RuleSettings

from .rule_facts import (
    BUCKET,
    TEMPLATE,
    gcp_instance,
    instance,
    on_azure,
    outcome,
    provider,
    resource,
    rule,
    urn,
    verdict,
    verdicts,
)

NAME = "provider-region-mismatch"


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (None, Outcome.PASS),
        ("us-east-1", Outcome.PASS),
        ("ap-southeast-2", Outcome.FAIL),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_where_a_resource_is_and_where_its_provider_is(region: Any, expected: Outcome) -> None:
    given = {} if region is None else {"region": region}
    others = instance("t3.micro", "at-home")
    assert outcome(NAME, instance("t3.micro", **given), others, about="i") is expected
    assert outcome(NAME, resource(BUCKET, "data", given), others, about="data") is expected
    assert outcome(NAME, resource(TEMPLATE, "t", {"instanceType": "t3.micro"} | given), others, about="t") is expected


def test_where_nothing_is_in_the_providers_region_nothing_crosses() -> None:
    away = [instance("t3.micro", region="eu-west-1"), resource(BUCKET, "data", {"region": "eu-west-1"})]
    found = verdicts(NAME, *away)
    assert {it.outcome for it in found} == {Outcome.UNDETERMINED}
    assert (
        found[0].message
        == "in eu-west-1, and its provider in us-east-1, where the program has no machine and no bucket"
    )
    assert found[0].fix == "set the provider's region to eu-west-1, or remove its region"


def test_a_message_has_both_regions_and_the_fix() -> None:
    found = verdict(NAME, instance("t3.micro", region="eu-west-1"), instance("t3.micro", "at-home"), about="i")
    assert found.property == "region"
    assert found.message == "in eu-west-1, and its provider in us-east-1; limit: the provider's region"
    assert found.fix == "remove its region, or give it a provider of eu-west-1"


@pytest.mark.parametrize(("region", "expected"), [(None, Outcome.NOT_APPLICABLE), (UNKNOWN, Outcome.UNDETERMINED)])
def test_a_provider_that_does_not_say_its_region(region: Any, expected: Outcome) -> None:
    somewhere = provider(region, "somewhere")
    there = resource(BUCKET, "data", {"region": "us-east-1"}, provider=somewhere.urn)
    assert outcome(NAME, somewhere, there) is expected


def test_a_region_may_be_allowed() -> None:
    there, others = instance("t3.micro", region="eu-west-1"), instance("t3.micro", "at-home")
    assert outcome(NAME, there, others, about="i", settings={"allow": ["eu-west-1"]}) is Outcome.PASS
    assert outcome(NAME, there, others, about="i", settings={"allow": ["eu-west-2"]}) is Outcome.FAIL


@pytest.mark.parametrize(
    ("place", "expected"),
    [("US-CENTRAL1", Outcome.PASS), ("us-central1", Outcome.PASS), ("europe-west4", Outcome.FAIL)],
)
def test_a_google_buckets_place_is_its_region(place: str, expected: Outcome) -> None:
    token = "pulumi:providers:gcp"
    here = Resource(urn=urn(token, "here"), type=token, name="here", inputs={"region": "us-central1"})
    token = "gcp:storage/bucket:Bucket"
    data = Resource(urn=urn(token, "d"), type=token, name="d", inputs={"location": place}, provider=here.urn)
    others = replace(gcp_instance(), provider=here.urn)
    assert outcome(NAME, here, data, others, about="d") is expected


def test_what_is_not_known_is_told_and_blocks_nothing() -> None:
    assert settings_from({}).of(rule(NAME)) == RuleSettings(
        Enforcement.MANDATORY, {"undetermined": "advisory", "allow": []}
    )
    assert (
        settings_from({NAME: {"enforcementLevel": "mandatory", "undetermined": "block"}})
        .of(rule(NAME))
        .undetermined_blocks
    )


def test_a_bucket_of_several_regions_is_another_rules() -> None:
    token = "pulumi:providers:gcp"
    here = Resource(urn=urn(token, "here"), type=token, name="here", inputs={"region": "us-central1"})
    token = "gcp:storage/bucket:Bucket"
    data = Resource(urn=urn(token, "d"), type=token, name="d", inputs={"location": "US"}, provider=here.urn)
    assert outcome(NAME, here, data) is Outcome.NOT_APPLICABLE
    reader = replace(gcp_instance(), provider=here.urn)
    assert outcome("cross-region-copy", here, data, reader, about="d") is Outcome.FAIL


def test_azures_provider_has_a_location_too() -> None:
    token = "pulumi:providers:azure-native"
    here = Resource(urn=urn(token, "here"), type=token, name="here", inputs={"location": "westeurope"})
    size = {"hardwareProfile": {"vmSize": "Standard_D2s_v5"}}
    there = replace(on_azure("azure-native:compute:VirtualMachine", **size), provider=here.urn)
    assert (
        outcome(
            NAME,
            here,
            there,
            replace(there, urn=f"{there.urn}-at-home", inputs={"location": "westeurope", **size}),
            about=there.name,
        )
        is Outcome.FAIL
    )
    beside = replace(there, inputs={"location": "West Europe", **size})
    assert outcome(NAME, here, beside) is Outcome.PASS
    assert outcome(NAME, on_azure("azure-native:compute:VirtualMachine", **size)) is Outcome.NOT_APPLICABLE
