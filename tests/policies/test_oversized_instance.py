"""oversized-instance: what is too large for its purpose fails, what is not known is not passed, wherever the type is named."""

from __future__ import annotations

from typing import Any

import pytest

from penstock import catalog
from penstock.cost.bounds.machines import PER_GIB, PER_VCPU
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock_policies import Outcome
from penstock_policies.judging import has_gpu

from .rule_facts import (
    GROUP,
    TEMPLATE,
    facts,
    gcp_instance,
    group,
    instance,
    on_azure,
    outcome,
    provider,
    resource,
    verdict,
    verdicts,
)

NAME = "oversized-instance"


@pytest.mark.parametrize("kind", ["t3.micro", "g4dn.xlarge", "g6.xlarge", "g5.xlarge", "g6.12xlarge"])
def test_what_states_no_purpose_may_be_below_the_a100_class_and_10_dollars_an_hour(kind: str) -> None:
    assert outcome(NAME, instance(kind)) is Outcome.PASS


@pytest.mark.parametrize("kind", ["p4d.24xlarge", "p5.4xlarge", "p5.48xlarge", "g5.48xlarge", "x1e.32xlarge"])
def test_what_states_no_purpose_may_have_nothing_above(kind: str) -> None:
    assert outcome(NAME, instance(kind)) is Outcome.FAIL


@pytest.mark.parametrize(
    ("purpose", "passes"),
    [
        ("training", ["g5.xlarge", "p4d.24xlarge", "p5.48xlarge"]),
        ("evaluation", ["g5.xlarge"]),
        ("inference", ["g5.xlarge"]),
        ("development", ["g5.xlarge"]),
        ("Training", ["g5.xlarge"]),  # no purpose that we know
        ("", ["g5.xlarge"]),
    ],
)
def test_limits_follow_the_purpose(purpose: str, passes: list[str]) -> None:
    every = ["g5.xlarge", "p4d.24xlarge", "p5.48xlarge"]
    assert [it for it in every if outcome(NAME, instance(it, tags={"purpose": purpose})) is Outcome.PASS] == passes


@pytest.mark.parametrize("purpose", ["evaluation", "inference"])
@pytest.mark.parametrize("kind", ["g4dn.metal", "g5.48xlarge", "g6.48xlarge", "g6e.48xlarge"])
def test_evaluation_and_inference_may_have_the_largest_machine_below_the_a100_class(purpose: str, kind: str) -> None:
    assert outcome(NAME, instance(kind, tags={"purpose": purpose})) is Outcome.PASS


@pytest.mark.parametrize("kind", ["inf1.24xlarge", "inf2.48xlarge"])
def test_inference_may_have_the_machines_that_are_made_for_it(kind: str) -> None:
    assert outcome(NAME, instance(kind, tags={"purpose": "inference"})) is Outcome.PASS


@pytest.mark.parametrize("purpose", ["evaluation", "inference", "development", ""])
@pytest.mark.parametrize(
    "node",
    [
        gcp_instance("a2-highgpu-1g"),
        gcp_instance("a3-highgpu-1g"),
        gcp_instance("a2-ultragpu-1g"),
        instance("p5.4xlarge"),
    ],
    ids=lambda it: f"{it.inputs.get('machineType') or it.inputs['instanceType']}",
)
def test_even_one_accelerator_of_the_a100_class_or_above_is_for_training_alone(purpose: str, node: Resource) -> None:
    assert outcome(NAME, node, config={"penstock:purpose": purpose}) is Outcome.FAIL
    assert outcome(NAME, node, config={"penstock:purpose": "training"}) is Outcome.PASS


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("trainning", "trainning is none: did you mean training?"),
        ("Training", "Training is none: did you mean training?"),
        ("inferance", "inferance is none: did you mean inference?"),
        ("hunter2", "what it states is none: write one of training, evaluation, inference, development"),
        (SecretText("trainning"), "what it states is none: write one of training, evaluation, inference, development"),
    ],
)
def test_a_misspelt_purpose_is_held_to_the_strictest_and_told(purpose: str, said: str) -> None:
    limit = f"limit for an environment with no stated purpose ({said}): below A100 class, 10 $/h"
    found = verdict(NAME, instance("p4d.24xlarge", tags={"purpose": purpose}))
    assert found.outcome is Outcome.FAIL
    assert found.message.endswith(limit)
    assert found.fix.startswith("state a purpose (tag purpose: training) or ")
    assert verdict(NAME, instance("p4d.24xlarge"), config={"penstock:purpose": purpose}).message.endswith(limit)


def test_a_tag_is_over_the_providers_is_over_the_stacks_is_over_the_packs() -> None:
    says = provider("us-east-1", "tagging", defaultTags={"tags": {"purpose": "training"}})

    def judged(tags: Any = None, *, by: bool = False, stack: str | None = None, pack: str | None = None) -> Outcome:
        node = instance("p5.48xlarge", tags=tags)
        if by:
            node = resource(node.type, node.name, node.inputs, provider=says.urn)
        config = {"penstock:purpose": stack} if stack else {}
        return outcome(NAME, node, says, config=config, settings={"purpose": pack} if pack else {})

    assert judged() is Outcome.FAIL
    assert judged(pack="training") is Outcome.PASS
    assert judged(pack="training", stack="inference") is Outcome.FAIL
    assert judged(stack="training", pack="inference") is Outcome.PASS
    assert judged(by=True, stack="inference") is Outcome.PASS
    assert judged({"purpose": "inference"}, by=True, stack="training") is Outcome.FAIL


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("t3.micro", Outcome.PASS),  # within every limit
        ("p5.48xlarge", Outcome.UNDETERMINED),
    ],
)
def test_an_unknown_purpose_may_be_any(kind: str, expected: Outcome) -> None:
    assert outcome(NAME, instance(kind, tags={"purpose": UNKNOWN})) is expected


@pytest.mark.parametrize(
    "kind", [UNKNOWN, "p9.48xlarge", "P5.48XLARGE", " p5.48xlarge", "p5", "p5.48xlarge\n", 5.0, ["p5.48xlarge"]]
)
def test_a_type_that_is_not_known_is_not_passed(kind: Any) -> None:
    assert outcome(NAME, instance(kind, tags={"purpose": "training"})) is Outcome.UNDETERMINED


def test_a_misspelt_type_gets_the_nearest_name() -> None:
    assert "p5.48xlarge" in verdict(NAME, instance("p5.48xlage")).fix


def test_a_message_is_fact_and_limit_and_has_a_fix() -> None:
    found = verdict(NAME, instance("p5.48xlarge"))
    assert found.property == "instanceType"
    assert found.message == (
        "p5.48xlarge has 8 x H100 (tier 4), 55.04 $/h on-demand; "
        "limit for an environment with no stated purpose: below A100 class, 10 $/h"
    )
    assert found.fix == "state a purpose (tag purpose: training) or choose a smaller type (g6.xlarge, 0.80 $/h)"
    assert verdict(NAME, instance("t3.micro")).fix == ""


def test_a_region_without_a_price_is_held_to_the_dearest_that_is_known() -> None:
    far = provider("mars-north-1")

    def there(kind: str) -> Outcome:
        node = instance(kind)
        return outcome(NAME, resource(node.type, node.name, node.inputs, provider=far.urn), far)

    assert there("t3.micro") is Outcome.PASS
    assert there("c7i.48xlarge") is Outcome.PASS  # 8.57 $/h in the only region that is known
    assert there("g5.24xlarge") is Outcome.UNDETERMINED  # 8.14 $/h in us-east-1, 13.84 where it is dearest
    assert there("g5.48xlarge") is Outcome.FAIL  # above 10 $/h everywhere


def test_a_secret_type_is_judged_and_not_told() -> None:
    found = verdict(NAME, instance(SecretText("p5.48xlarge")))
    assert found.outcome is Outcome.FAIL
    assert "p5.48xlarge" not in found.message
    unreadable = verdict(NAME, instance("hunter2 of the team"))
    assert "hunter2" not in unreadable.message + unreadable.fix


H100 = resource(TEMPLATE, "h100", {"name": "h100", "instanceType": "p5.48xlarge"})


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        (GROUP, {"mixedInstancesPolicy": {"launchTemplate": {"overrides": [{"instanceType": "t3.micro"}, {"instanceType": "p5.48xlarge"}]}}}),
        ("aws:ec2/launchConfiguration:LaunchConfiguration", {"instanceType": "p5.48xlarge"}),
        ("aws:ec2/spotFleetRequest:SpotFleetRequest", {"launchSpecifications": [{"instanceType": "p5.48xlarge"}]}),
        ("aws:ec2/spotInstanceRequest:SpotInstanceRequest", {"instanceType": "p5.48xlarge"}),
        ("aws:ec2/fleet:Fleet", {"launchTemplateConfigs": [{"overrides": [{"instanceType": "p5.48xlarge"}]}]}),
        ("aws:eks/nodeGroup:NodeGroup", {"instanceTypes": ["p5.48xlarge"]}),
        ("aws:sagemaker/notebookInstance:NotebookInstance", {"instanceType": "ml.p5.48xlarge"}),
        ("aws:sagemaker/endpointConfiguration:EndpointConfiguration", {"productionVariants": [{"instanceType": "ml.p5.48xlarge"}]}),
        ("aws:batch/computeEnvironment:ComputeEnvironment", {"computeResources": {"instanceTypes": ["p5.48xlarge"]}}),
        ("aws:emr/cluster:Cluster", {"coreInstanceGroup": {"instanceType": "p5.48xlarge"}}),
        ("aws:ec2/capacityReservation:CapacityReservation", {"instanceType": "p5.48xlarge"}),
        ("aws-native:ec2:Instance", {"instanceType": "p5.48xlarge"}),
        ("aws:cloudformation/stack:Stack", {"templateBody": "Type: AWS::EC2::Instance\nInstanceType: p5.48xlarge\n"}),
        ("command:local:Command", {"create": "aws ec2 run-instances --instance-type p5.48xlarge"}),
        ("kubernetes:core/v1:Pod", {"spec": {"nodeSelector": {"node.kubernetes.io/instance-type": "p5.48xlarge"}}}),
    ],
)  # fmt: skip
def test_an_h100_is_found_wherever_it_is_named(token: str, inputs: dict[str, Any]) -> None:
    found = verdicts(NAME, resource(token, "hidden", inputs))
    assert Outcome.FAIL in {it.outcome for it in found}


def test_an_h100_in_a_launch_template_is_found_there() -> None:
    using = resource(GROUP, "g", {"minSize": 0, "maxSize": 1, "launchTemplate": {"name": "h100"}})
    assert outcome(NAME, H100, using, about="h100") is Outcome.FAIL
    assert outcome(NAME, H100, using, about="g") is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    "inputs",
    [
        {"launchTemplate": {"id": "lt-0123456789abcdef0"}},
        {"launchTemplate": UNKNOWN},
        {"launchConfiguration": "of-another-program"},
        {"mixedInstancesPolicy": UNKNOWN},
        {"mixedInstancesPolicy": {"launchTemplate": {"launchTemplateSpecification": {"launchTemplateId": "lt-0123456789abcdef0"}}}},
        {"mixedInstancesPolicy": {"launchTemplate": {"overrides": [{"instanceRequirements": {"vcpuCount": {"min": 96}}}]}}},
        {"mixedInstancesPolicy": {"launchTemplate": {"overrides": [{"instanceType": "t3.micro"}, {"launchTemplateSpecification": {"launchTemplateId": "lt-0123456789abcdef0"}}]}}},
    ],
)  # fmt: skip
def test_a_type_that_the_program_does_not_say_is_not_passed(inputs: dict[str, Any]) -> None:
    found = verdicts(NAME, resource(GROUP, "g", {"minSize": 0, "maxSize": 1} | inputs))
    assert Outcome.UNDETERMINED in {it.outcome for it in found}


def test_limits_can_be_set_for_one_purpose_alone() -> None:
    settings = {"limits": {"unstated": {"max_hourly_usd": 1}}}
    assert outcome(NAME, instance("g6.12xlarge"), settings=settings) is Outcome.FAIL
    assert outcome(NAME, instance("g6.xlarge"), settings=settings) is Outcome.PASS
    assert outcome(NAME, instance("p4d.24xlarge"), settings=settings) is Outcome.FAIL  # the class still counts
    assert outcome(NAME, instance("p5.48xlarge", tags={"purpose": "training"}), settings=settings) is Outcome.PASS


def test_each_type_of_a_group_has_its_verdict() -> None:
    assert [it.property for it in verdicts(NAME, group())] == [
        "mixedInstancesPolicy.launchTemplate.overrides[0].instanceType"
    ]


@pytest.mark.parametrize(
    ("limit", "kind", "said"),
    [
        ({"max_gpu_count": 1}, "g6.12xlarge", "below A100 class, 1 accelerator, 10 $/h"),
        ({"max_gpu_memory_gib": 80}, "g6.12xlarge", "below A100 class, 80 GiB of accelerator memory, 10 $/h"),
        ({"max_vcpus": 16}, "g6.12xlarge", "below A100 class, 16 vCPUs, 10 $/h"),
        ({"max_vcpus": 1}, "t3.micro", "below A100 class, 1 vCPU, 10 $/h"),
    ],
)
def test_count_memory_and_vcpus_are_limits_of_their_own(limit: dict[str, int], kind: str, said: str) -> None:
    assert outcome(NAME, instance(kind)) is Outcome.PASS
    found = verdict(NAME, instance(kind), settings={"limits": {"unstated": limit}})
    assert found.outcome is Outcome.FAIL
    assert found.message.endswith(f"limit for an environment with no stated purpose: {said}")
    assert outcome(NAME, instance("g6.xlarge"), settings={"limits": {"unstated": {"max_gpu_count": 1}}}) is Outcome.PASS


def attached(accelerator: Any, count: Any = 1, kind: Any = "n1-standard-4", **inputs: Any) -> Resource:
    return gcp_instance(kind, guestAccelerators=[{"type": accelerator, "count": count}], **inputs)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (attached("nvidia-tesla-t4"), Outcome.PASS),
        (attached("nvidia-tesla-t4", 4), Outcome.PASS),
        (attached("nvidia-tesla-v100", 8), Outcome.FAIL),  # 8, and 20 $/h, though the machine costs 0.19
        (attached("nvidia-tesla-t4", UNKNOWN), Outcome.UNDETERMINED),
        (attached(UNKNOWN), Outcome.UNDETERMINED),
        (attached("nvidia-x9"), Outcome.UNDETERMINED),
        (gcp_instance("n1-standard-4", guestAccelerators=UNKNOWN), Outcome.UNDETERMINED),
        (gcp_instance("n1-standard-4"), Outcome.PASS),
        (gcp_instance("a3-highgpu-8g"), Outcome.FAIL),
    ],
)
def test_what_is_attached_to_a_machine_counts(node: Resource, expected: Outcome) -> None:
    assert outcome(NAME, node) is expected


def test_a_message_names_what_is_attached() -> None:
    found = verdict(NAME, attached("nvidia-tesla-v100", 8))
    assert found.message.startswith("n1-standard-4 has 8 x V100-16GB (tier 2), 20.03 $/h on-demand; ")
    assert "4 accelerators" in found.message


def test_what_is_attached_makes_a_gpu_node() -> None:
    (node,) = facts(attached("nvidia-tesla-t4")).nodes
    (plain,) = facts(gcp_instance("n1-standard-4")).nodes
    (unsure,) = facts(attached(UNKNOWN)).nodes
    assert (has_gpu(node), has_gpu(plain), has_gpu(unsure)) == (True, False, UNKNOWN)


@pytest.mark.parametrize(
    "node",
    [
        instance("t1.micro"),
        instance("m1.small"),
        instance("x8aedz.large"),
        instance("mac2.metal"),
        gcp_instance("f1-micro"),
        gcp_instance("g1-small"),
        gcp_instance("custom-2-4096"),
        gcp_instance("n2-custom-8-16384"),
        gcp_instance("c4a-standard-8"),
        *(
            on_azure("azure-native:compute:VirtualMachine", hardwareProfile={"vmSize": f"Standard_{size}"})
            for size in ("A1_v2", "B1ls", "D1", "DS11_v2", "D8ps_v6")
        ),
    ],
    ids=lambda it: f"{it.inputs.get('machineType') or it.inputs.get('instanceType') or it.inputs['hardwareProfile']}",
)
def test_a_plain_machine_passes_with_or_without_a_price(node: Resource) -> None:
    found = verdict(NAME, node)
    assert found.outcome is Outcome.PASS
    assert " has no accelerator, " in found.message


def test_what_has_no_price_may_cost_what_its_size_lets_it() -> None:
    found = verdict(NAME, gcp_instance("m4-hypermem-64"))
    assert found.outcome is Outcome.UNDETERMINED  # 64 vCPUs and 992 GiB
    assert "29.44 $/h on-demand (at most, by its size: no region has a price of it)" in found.message
    assert verdict(NAME, instance("u-24tb1.metal")).outcome is Outcome.FAIL  # 448 vCPUs, whatever they cost


@pytest.mark.parametrize(
    "node",
    [
        instance("m12g.large"),
        gcp_instance("c9-standard-8"),
        gcp_instance("g2-custom-8-16384"),  # an L4 comes with it
        on_azure("azure-native:compute:VirtualMachine", hardwareProfile={"vmSize": "Standard_D8s_v12"}),
        on_azure("azure-native:compute:VirtualMachine", hardwareProfile={"vmSize": "Standard_NP10s"}),
    ],
    ids=lambda it: it.type,
)
def test_a_family_yet_to_come_is_not_passed(node: Resource) -> None:
    assert outcome(NAME, node) is Outcome.UNDETERMINED


@pytest.mark.parametrize("cloud", ["aws", "azure", "gcp"])
def test_nothing_with_a_price_costs_more_than_its_size_lets_it(cloud: str) -> None:
    book = catalog.load(cloud)
    kinds = [kind for name in book.instance_type_names if (kind := book.instance_type(name)) and not kind.gpu_count]
    offers = [
        offer
        for kind in kinds
        for region in book.regions_offering(kind.name)
        if (offer := book.offering(kind.name, region))
    ]
    assert len(offers) > 500
    dear = [
        (it.type.name, it.region)
        for it in offers
        if it.on_demand_hourly is not None
        and it.on_demand_hourly > PER_VCPU * it.type.vcpus + PER_GIB * it.type.memory_gib
    ]
    assert dear == []


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ("g5", "g5 is no instance type, but a family of them", "write one of its types, such as g5.xlarge"),
        ("large", "large is no instance type, but a size alone", "write its family too, such as m5.large"),
        ("p9.huge", "p9.huge is not in the catalog", ""),
        ("v4-32", "v4-32 is not in the catalog", ""),
        ("correct horse battery", "text that is no instance type is not in the catalog", ""),
        ("AKIAIOSFODNN7EXAMPLE", "text that is no instance type is not in the catalog", ""),
    ],
)
def test_a_text_that_is_no_type_is_named_where_it_looks_like_one(text: str, message: str, fix: str) -> None:
    found = verdict(NAME, instance(text))
    assert found.outcome is Outcome.UNDETERMINED
    assert found.message == message
    assert fix in found.fix
