"""Instances, groups, node groups and templates: their types, how they are bought, how many there are."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.facts import Capacity, Takes, Units
from penstock.resources.reading.values import UNKNOWN, SecretText
from resources.resource_facts import GROUP, INSTANCE, TEMPLATE, facts, node, resource, template, types

NODE_GROUP = "aws:eks/nodeGroup:NodeGroup"
LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration"
SPOT_REQUEST = "aws:ec2/spotInstanceRequest:SpotInstanceRequest"

H100 = resource(TEMPLATE, "h100", {"name": "h100", "instanceType": "p5.48xlarge"})
SMALL = resource(TEMPLATE, "small", {"name": "small", "instanceType": "t3.micro"})


def mixed(overrides: Any = None, distribution: Any = None, specification: Any = None, **sizes: Any) -> dict[str, Any]:
    """A group's inputs with a mixed instances policy; `specification` None: the template `small`."""
    launch: dict[str, Any] = {"launchTemplateSpecification": specification or {"launchTemplateName": "small"}}
    if overrides is not None:
        launch["overrides"] = overrides
    policy: dict[str, Any] = {"launchTemplate": launch}
    if distribution is not None:
        policy["instancesDistribution"] = distribution
    return {"minSize": 0, "maxSize": 4, "mixedInstancesPolicy": policy} | sizes


def bought(distribution: Any) -> tuple[Any, Any, bool]:
    capacity = node(resource(GROUP, "g", mixed([{"instanceType": "g5.xlarge"}], distribution)), SMALL).capacity
    assert capacity is not None
    return capacity.on_demand_base, capacity.spot_percent, capacity.by_default


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"instanceType": "p5.48xlarge"}, "p5.48xlarge"),
        ({"instance_type": "p5.48xlarge"}, "p5.48xlarge"),  # a dict that fits several members of a union
        ({"instanceType": UNKNOWN}, UNKNOWN),
        ({"instanceType": ["p5.48xlarge"]}, UNKNOWN),
        ({"instanceType": 5.0}, UNKNOWN),
    ],
)
def test_an_instance_has_the_type_that_it_names(inputs: dict[str, Any], expected: object) -> None:
    found = node(resource(INSTANCE, "i", inputs))
    assert (found.kind, found.minimum, found.maximum) == ("instance", 1, 1)
    assert [choice.instance_type for choice in found.choices] == [expected]


def test_a_secret_type_is_read_and_stays_masked() -> None:
    (choice,) = node(resource(INSTANCE, "i", {"instanceType": SecretText("p5.48xlarge")})).choices
    assert choice.instance_type == "p5.48xlarge"
    assert f"{choice.instance_type}" == "[secret]"


@pytest.mark.parametrize(
    ("inputs", "base", "percent"),
    [
        ({}, 0, Decimal(0)),
        ({"instanceMarketOptions": {"marketType": "spot"}}, 0, Decimal(100)),
        ({"instance_market_options": {"market_type": "spot"}}, 0, Decimal(100)),
        ({"instanceMarketOptions": [{"marketType": "spot"}]}, 0, Decimal(100)),
        ({"instanceMarketOptions": {"marketType": "capacity-block"}}, 0, Decimal(0)),
        ({"instanceMarketOptions": {}}, 0, Decimal(0)),
        ({"instanceMarketOptions": {"marketType": UNKNOWN}}, UNKNOWN, UNKNOWN),
        ({"instanceMarketOptions": UNKNOWN}, UNKNOWN, UNKNOWN),
    ],
)
def test_an_instance_is_on_demand_unless_it_says_spot(inputs: dict[str, Any], base: object, percent: object) -> None:
    capacity = node(resource(INSTANCE, "i", {"instanceType": "g5.xlarge"} | inputs)).capacity
    assert capacity is not None
    assert (capacity.on_demand_base, capacity.spot_percent) == (base, percent)


def test_a_spot_request_is_spot() -> None:
    capacity = node(resource(SPOT_REQUEST, "r", {"instanceType": "g5.xlarge"})).capacity
    assert capacity is not None
    assert capacity.all_spot is True


def test_an_instance_takes_from_its_template_what_it_does_not_say() -> None:
    spot = resource(
        TEMPLATE,
        "spot",
        {"name": "spot", "instanceType": "p5.48xlarge", "instanceMarketOptions": {"marketType": "spot"}},
    )
    found = node(resource(INSTANCE, "i", {"launchTemplate": {"name": "spot"}}), spot)
    assert types(found) == {"instanceType": "p5.48xlarge"}
    assert found.choices[0].urn == spot.urn
    assert found.capacity is not None
    assert found.capacity.all_spot is True


@pytest.mark.parametrize("known", [True, False])
def test_a_group_finds_its_template_by_name_or_by_where_the_id_came_from(known: bool) -> None:
    if known:
        group = resource(GROUP, "g", {"minSize": 1, "maxSize": 2, "launchTemplate": {"name": "h100"}})
    else:
        inputs = {"minSize": 1, "maxSize": 2, "launchTemplate": {"id": UNKNOWN}}
        network = resource("aws:ec2/vpc:Vpc", "net", {})
        group = resource(GROUP, "g", inputs, sources={"launchTemplate": (H100, network)})
    found = node(group, H100, SMALL)
    assert types(found) == {"instanceType": "p5.48xlarge"}
    assert found.template is not None
    assert not found.template_unresolved


def test_a_template_that_is_not_in_the_program_leaves_type_and_market_unknown() -> None:
    found = node(resource(GROUP, "g", {"minSize": 1, "maxSize": 1, "launchTemplate": {"id": "lt-0123456789abcdef0"}}))
    assert found.template_unresolved
    assert found.choices == ()
    assert found.capacity == Capacity(UNKNOWN, UNKNOWN, "launchTemplate", kept_when_reclaimed=UNKNOWN)


def test_sizes_and_shares_that_no_cloud_takes_are_not_known() -> None:
    shares = {"onDemandBaseCapacity": -1, "onDemandPercentageAboveBaseCapacity": -1}
    policy = {"launchTemplate": {"overrides": [{"instanceType": "g5.xlarge"}]}, "instancesDistribution": shares}
    sizes = {"minSize": -1, "desiredCapacity": -1, "maxSize": -7}
    found = node(resource(GROUP, "g", {**sizes, "mixedInstancesPolicy": policy}))
    assert (found.minimum, found.desired, found.maximum) == (UNKNOWN, UNKNOWN, UNKNOWN)
    assert found.capacity is not None
    assert (found.capacity.on_demand_base, found.capacity.spot_percent) == (UNKNOWN, UNKNOWN)
    disk = {"volumeSize": -5, "iops": -1, "throughput": -1}
    (shape,) = node(resource(INSTANCE, "i", {"instanceType": "g5.xlarge", "rootBlockDevice": disk})).disks
    assert (shape.gib, shape.iops, shape.mibps) == (UNKNOWN, UNKNOWN, UNKNOWN)
    volume = resource("aws:ebs/volume:Volume", "v", {"type": "io2", "size": -5, "iops": -1})
    assert [(it.gib, it.iops) for it in facts(volume).volumes] == [(UNKNOWN, UNKNOWN)]
    assert {it.quantity for it in facts(volume).charges} == {UNKNOWN}


def test_of_a_resource_that_is_seen_alone_nothing_is_said_to_be_missing() -> None:
    group = resource(GROUP, "g", {"minSize": 1, "maxSize": 1, "launchTemplate": {"id": "lt-0123456789abcdef0"}})
    (found,) = facts(group, complete=False).nodes
    assert not found.template_unresolved


@pytest.mark.parametrize(
    ("distribution", "expected"),
    [
        (None, (0, Decimal(0), True)),  # the provider's default: 100 % on-demand above the base
        ({}, (0, Decimal(0), True)),
        ({"onDemandPercentageAboveBaseCapacity": 0.0}, (0, Decimal(100), False)),
        ({"onDemandPercentageAboveBaseCapacity": "0"}, (0, Decimal(100), False)),
        ({"on_demand_percentage_above_base_capacity": 0}, (0, Decimal(100), False)),
        ({"onDemandBaseCapacity": 2, "onDemandPercentageAboveBaseCapacity": 25}, (2, Decimal(75), False)),
        ({"onDemandBaseCapacity": UNKNOWN, "onDemandPercentageAboveBaseCapacity": 0}, (UNKNOWN, Decimal(100), False)),
        ({"onDemandPercentageAboveBaseCapacity": UNKNOWN}, (0, UNKNOWN, False)),
        ({"onDemandPercentageAboveBaseCapacity": "none"}, (0, UNKNOWN, False)),
        (UNKNOWN, (UNKNOWN, UNKNOWN, False)),
    ],
)
def test_how_a_mixed_group_is_bought(distribution: Any, expected: object) -> None:
    assert bought(distribution) == expected


def test_every_override_is_a_choice_with_its_path() -> None:
    overrides = [{"instanceType": "g5.xlarge"}, {"instance_type": "p5.48xlarge"}, {"instanceType": UNKNOWN}, UNKNOWN]
    path = "mixedInstancesPolicy.launchTemplate.overrides"
    assert types(node(resource(GROUP, "g", mixed(overrides)), SMALL)) == {
        f"{path}[0].instanceType": "g5.xlarge",
        f"{path}[1].instanceType": "p5.48xlarge",
        f"{path}[2].instanceType": UNKNOWN,
        f"{path}[3]": UNKNOWN,
    }


def test_an_override_without_a_type_has_that_of_its_own_template() -> None:
    overrides = [{"instanceType": "t3.micro"}, {"launchTemplateSpecification": {"launchTemplateName": "h100"}}]
    found = node(resource(GROUP, "g", mixed(overrides)), SMALL, H100)
    assert [choice.instance_type for choice in found.choices] == ["t3.micro", "p5.48xlarge"]
    assert found.choices[1].urn == H100.urn


def test_an_override_without_a_type_on_a_template_of_another_program_is_unknown() -> None:
    elsewhere = {"launchTemplateSpecification": {"launchTemplateId": "lt-0123456789abcdef0"}}
    found = node(resource(GROUP, "g", mixed([{"instanceType": "t3.micro"}, elsewhere])), SMALL)
    assert [choice.instance_type for choice in found.choices] == ["t3.micro", UNKNOWN]


def test_selection_by_attributes_is_noticed_in_overrides_and_in_templates() -> None:
    wide = {"instanceRequirements": {"vcpuCount": {"min": 96}, "memoryMib": {"min": 1}}}
    assert node(resource(GROUP, "g", mixed([wide])), SMALL).requirements
    by_attributes = resource(TEMPLATE, "wide", {"name": "wide"} | wide)
    assert template(by_attributes).requirements
    group = resource(GROUP, "g", {"minSize": 0, "maxSize": 1, "launchTemplate": {"name": "wide"}})
    assert node(group, by_attributes).requirements


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"minSize": 1.0, "maxSize": "8", "desiredCapacity": 2}, (1, 2, 8)),
        ({"minSize": 0, "maxSize": 4}, (0, None, 4)),
        ({"minSize": UNKNOWN, "maxSize": 1.5}, (UNKNOWN, None, UNKNOWN)),
        ({"minSize": 0, "maxSize": 64, "desiredCapacityType": "vcpu"}, (0, UNKNOWN, UNKNOWN)),
        ({"minSize": 8, "maxSize": 64, "desiredCapacityType": UNKNOWN}, (UNKNOWN, UNKNOWN, UNKNOWN)),
    ],
)
def test_sizes_are_nodes_or_not_known(sizes: dict[str, Any], expected: object) -> None:
    found = node(resource(GROUP, "g", mixed([{"instanceType": "g5.xlarge"}], **sizes)), SMALL)
    assert (found.minimum, found.desired, found.maximum) == expected


def test_sizes_in_units_are_the_fewest_and_the_most_nodes_that_they_may_be() -> None:
    """3 units are one node of 4, 9 units are five of 2: each time the last one is whole."""
    weighted = [
        {"instanceType": "g5.xlarge", "weightedCapacity": "4"},
        {"instanceType": "g4dn.xlarge", "weightedCapacity": "2"},
    ]
    found = node(resource(GROUP, "g", mixed(weighted, minSize=3, desiredCapacity=5, maxSize=9)), SMALL)
    assert (found.minimum, found.desired, found.maximum) == (1, None, 5)
    assert found.units == Units(3, 5, 9)
    assert [it.weight for it in found.choices] == [4, 2]


@pytest.mark.parametrize("weight", [UNKNOWN, "0", "1.5", -1])
def test_a_weight_that_is_not_known_makes_sizes_unknown_but_nothing_stays_nothing(weight: Any) -> None:
    weighted = mixed([{"instanceType": "g5.xlarge", "weightedCapacity": weight}], minSize=0, maxSize=8)
    found = node(resource(GROUP, "g", weighted), SMALL)
    assert (found.minimum, found.maximum, found.units) == (0, UNKNOWN, None)


def test_an_unknown_policy_leaves_everything_unknown() -> None:
    found = node(resource(GROUP, "g", {"minSize": 0, "maxSize": 4, "mixedInstancesPolicy": UNKNOWN}))
    assert types(found) == {"mixedInstancesPolicy": UNKNOWN}
    assert found.capacity == Capacity(UNKNOWN, UNKNOWN, "mixedInstancesPolicy", kept_when_reclaimed=UNKNOWN)


def test_a_groups_tags_are_a_list_and_one_that_is_unreadable_is_unknown() -> None:
    tags = [{"key": "purpose", "value": "training", "propagateAtLaunch": True}, {"key": UNKNOWN, "value": "x"}]
    found = node(resource(GROUP, "g", mixed([{"instanceType": "g5.xlarge"}], tags=tags)), SMALL)
    assert found.tags["purpose"] == "training"
    assert found.tags["penstock:pool"] is UNKNOWN


@pytest.mark.parametrize(
    ("price", "percent"),
    [("1.20", Decimal(100)), ("", Decimal(0)), (None, Decimal(0)), (UNKNOWN, UNKNOWN), (1.2, UNKNOWN)],
)
def test_a_launch_configuration_is_spot_when_it_has_a_price(price: Any, percent: object) -> None:
    configuration = resource(
        LAUNCH_CONFIGURATION, "c", {"name": "c", "instanceType": "p5.48xlarge", "spotPrice": price}
    )
    group = resource(GROUP, "g", {"minSize": 0, "maxSize": 1, "launchConfiguration": "c"})
    found = node(group, configuration)
    assert types(found) == {"instanceType": "p5.48xlarge"}
    assert found.capacity is not None
    assert found.capacity.spot_percent == percent


def test_an_eks_node_group_has_its_types_market_and_sizes() -> None:
    inputs = {
        "instanceTypes": ["g5.xlarge", UNKNOWN],
        "capacityType": "SPOT",
        "scalingConfig": {"minSize": 0, "desired_size": 1.0, "maxSize": "2"},
    }
    found = node(resource(NODE_GROUP, "n", inputs))
    assert types(found) == {"instanceTypes[0]": "g5.xlarge", "instanceTypes[1]": UNKNOWN}
    assert (found.minimum, found.desired, found.maximum) == (0, 1, 2)
    assert found.capacity is not None
    assert found.capacity.all_spot is True


def test_an_eks_node_group_that_says_nothing_is_on_demand_t3_medium() -> None:
    found = node(resource(NODE_GROUP, "n", {}))
    assert types(found) == {"instanceTypes": "t3.medium"}
    assert found.capacity == Capacity(0, Decimal(0), "capacityType", by_default=True, on_demand_takes=Takes.FIRST)
    assert (found.minimum, found.maximum) == (UNKNOWN, UNKNOWN)


def test_what_a_template_gives_its_instances() -> None:
    inputs = {
        "instanceType": "g5.xlarge",
        "userData": b64encode(b"aws s3 cp s3://other-bucket/x .").decode(),
        "tagSpecifications": [{"resourceType": "instance", "tags": {"purpose": "training", "a": UNKNOWN}}],
        "blockDeviceMappings": [{"ebs": {"volumeSize": "100", "volumeType": "gp3", "deleteOnTermination": "false"}}],
        "networkInterfaces": [{"associatePublicIpAddress": "true"}],
    }
    found = template(resource(TEMPLATE, "t", inputs))
    assert found.tags == {"purpose": "training", "a": UNKNOWN}
    assert found.mentions == ("aws s3 cp s3://other-bucket/x .",)
    assert [(disk.kind, disk.gib, disk.delete_with_node) for disk in found.disks] == [("gp3", Decimal(100), False)]
    assert found.public_address is True
    assert [reference.data for reference in found.references] == ["s3://other-bucket"]


def test_a_looked_up_instance_is_nobodys_to_judge() -> None:
    assert facts(resource(INSTANCE, "i", {"instanceType": "p5.48xlarge"}, external=True)).nodes == ()


@pytest.mark.parametrize(
    ("pool", "sizes"),
    [
        ({"poolState": "Running"}, (4, 4)),  # filled up to the group's own maximum
        ({"poolState": "Running", "maxGroupPreparedCapacity": -1}, (4, 4)),
        ({"poolState": "Running", "maxGroupPreparedCapacity": 200, "minSize": 200}, (200, 200)),
        ({"poolState": "Running", "maxGroupPreparedCapacity": 2}, (2, 4)),
        ({"poolState": "Running", "maxGroupPreparedCapacity": UNKNOWN}, (UNKNOWN, UNKNOWN)),
        ({"poolState": UNKNOWN, "maxGroupPreparedCapacity": 9}, (UNKNOWN, UNKNOWN)),
        ({"poolState": "Stopped", "maxGroupPreparedCapacity": 200}, (0, 4)),
        ({"maxGroupPreparedCapacity": 200}, (0, 4)),  # stopped, unless it says otherwise
    ],
)
def test_a_running_warm_pool_is_paid_like_the_group(pool: dict[str, Any], sizes: tuple[object, object]) -> None:
    found = node(resource(GROUP, "g", mixed([{"instanceType": "g5.xlarge"}], warmPool=pool)), SMALL)
    assert (found.minimum, found.maximum) == sizes


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ({"volumeSize": 100}, "gp2"),  # the image's, gp2 or gp3
        ({"volumeSize": 100, "volumeType": "gp3"}, "gp3"),
        ({"volumeSize": 100, "iops": 64000}, UNKNOWN),
        ({"volumeSize": 100, "volumeType": UNKNOWN}, UNKNOWN),
    ],
)
def test_a_root_disk_without_a_type_counts_at_the_dearer_of_what_images_have(block: Any, kind: object) -> None:
    found = node(resource(INSTANCE, "i", {"instanceType": "g5.xlarge", "rootBlockDevice": block}))
    assert [it.kind for it in found.disks] == [kind]
