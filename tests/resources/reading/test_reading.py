"""A whole program's facts: any junk is read, no order matters, and what provider and stack say counts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.resources import read
from penstock.resources.aws import READERS
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN, SecretText
from resources.resource_facts import BUCKET, GROUP, INSTANCE, PROVIDER, TEMPLATE, facts, resource, urn

# The words that the readers look for, so that junk gets to where they look.
WORDS = sorted(
    {
        *("alarmActions", "arn", "autoscalingGroupName", "bucket", "capacityType", "defaultTargetCapacityType", "days"),
        *("dimensions", "environment", "evaluationPeriods", "expiration", "filter", "iamInstanceProfile", "iops"),
        *("instanceMarketOptions", "instanceRequirements", "instanceType", "instanceTypes", "instancesDistribution"),
        *(
            "launchConfiguration",
            "launchSpecifications",
            "launchTemplate",
            "launchTemplateConfigs",
            "maxSize",
            "minSize",
        ),
        *(
            "launchTemplateId",
            "launchTemplateSpecification",
            "lifecycleRules",
            "mixedInstancesPolicy",
            "name",
            "overrides",
        ),
        *("networkInterfaces", "period", "policy", "recurrence", "role", "rules", "scalingAdjustment", "scalingConfig"),
        *("spotPrice", "status", "stepAdjustments", "subnetIds", "tagSpecifications", "tags", "target", "threshold"),
        *("targetCapacitySpecification", "totalTargetCapacity", "transitions", "type", "userData", "userDataBase64"),
        *(
            "variables",
            "versioning",
            "weightedCapacity",
            "inlinePolicies",
            "blockDeviceMappings",
            "ebs",
            "PENSTOCK_POOLS",
        ),
    }
)
LEAF = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["p5.48xlarge", "spot", "Enabled", "1", "-1", '{"a": {"idle_duration_s": 1e999}}', "s3://data/x"])
    | st.sampled_from(["{", "[" * 50, '{"Statement": [{"Effect": "Allow", "Resource": 3}]}', "H4sIAAAA"])
    | st.just(UNKNOWN)
    | st.sampled_from(["p5.48xlarge", "30"]).map(SecretText)
)
VALUE = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=25,
)
INPUTS = st.dictionaries(st.sampled_from(WORDS), VALUE, max_size=8)
TOKENS = sorted({*READERS, "aws:sagemaker/endpointConfiguration:EndpointConfiguration", "command:local:Command"})


@pytest.mark.parametrize("token", TOKENS)
@settings(max_examples=25)
@given(inputs=INPUTS, complete=st.booleans())
def test_no_inputs_of_any_type_are_too_odd_to_be_read(token: str, inputs: dict[str, Any], complete: bool) -> None:
    others = [resource(kind, "it", inputs) for kind in (GROUP, TEMPLATE, BUCKET) if kind != token]
    first = resource(token, "it", inputs, sources={key: tuple(others) for key in inputs})
    found = facts(first, *others, complete=complete, config={"penstock:environment": inputs})
    every = (found.nodes, found.templates, found.buckets, found.charges, found.free, found.unread)
    assert first.urn in {fact.urn for part in every for fact in part}


def test_the_order_of_resources_changes_no_fact() -> None:
    template = resource(TEMPLATE, "t", {"name": "t", "instanceType": "p5.48xlarge"})
    group = resource(GROUP, "g", {"minSize": 0, "maxSize": 1, "launchTemplate": {"name": "t"}})
    data = resource(BUCKET, "data", {"bucket": "data"})
    rules = resource(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "rules",
        {"bucket": "data", "rules": [{"status": "Enabled", "expiration": {"days": 1}}]},
    )
    reader = resource(INSTANCE, "i", {"instanceType": "t3.micro", "userData": "s3://data/x"})
    resources = (PROVIDER, template, group, data, rules, reader)
    there = read(Capture(project="p", stack="s", resources=resources))
    back = read(Capture(project="p", stack="s", resources=resources[::-1]))
    assert there == back


def region(inputs: dict[str, Any], **rest: Any) -> object:
    (found,) = facts(resource(INSTANCE, "i", inputs, **rest)).nodes
    return found.region


def test_the_region_is_the_resources_own_over_its_providers() -> None:
    assert region({}) == "us-east-1"
    assert region({"region": "eu-west-1"}) == "eu-west-1"
    assert region({"region": UNKNOWN}) is UNKNOWN
    assert region({"region": 3}) is UNKNOWN
    assert region({}, provider=urn("pulumi:providers:aws", "not-there")) is None


def test_a_default_provider_that_a_preview_leaves_out_is_the_stacks_config() -> None:
    instance = resource(INSTANCE, "i", {}, provider=urn("pulumi:providers:aws", "default_7_51_1"))
    tags = {"tags": {"purpose": "training"}}
    (found,) = facts(instance, config={"aws:region": "eu-west-1", "aws:defaultTags": tags}).nodes
    assert (found.region, found.tags) == ("eu-west-1", {"purpose": "training"})


@pytest.mark.parametrize(
    "tags", [{"tags": {"owner": "a", "team": "b"}}, json.dumps({"tags": {"owner": "a", "team": "b"}})]
)
def test_the_providers_tags_are_under_the_resources_own(tags: Any) -> None:
    provider = Resource(
        urn=urn("pulumi:providers:aws", "p"), type="pulumi:providers:aws", name="p", inputs={"defaultTags": tags}
    )
    instance = resource(INSTANCE, "i", {"tags": {"owner": "us"}}, provider=provider.urn)
    (found,) = facts(instance, provider).nodes
    assert found.tags == {"owner": "us", "team": "b"}


@pytest.mark.parametrize("tags", [UNKNOWN, "no JSON", [UNKNOWN], [{"key": UNKNOWN, "value": "a"}]])
def test_tags_that_cannot_be_read_leave_each_tag_that_matters_unknown(tags: Any) -> None:
    (found,) = facts(resource(INSTANCE, "i", {"tags": tags})).nodes
    assert found.tags["purpose"] is UNKNOWN
    assert found.tags["penstock:pool"] is UNKNOWN


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({}, None),
        ({"penstock:purpose": "training"}, "training"),
        ({"penstock:environment": {"purpose": "inference"}, "penstock:purpose": "training"}, "inference"),
        ({"penstock:environment": {}, "penstock:purpose": "training"}, "training"),
        ({"penstock:environment": {"purpose": UNKNOWN}}, UNKNOWN),
        ({"penstock:environment": UNKNOWN}, UNKNOWN),
        ({"penstock:environment": "text"}, UNKNOWN),
    ],
)
def test_the_stacks_purpose_is_its_environments_or_one_of_its_own(config: Any, expected: object) -> None:
    assert facts(config=config).purpose == expected
