"""What holds for every environment on AWS, whatever is asked for."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pulumi
import pytest

from penstock import aws
from penstock.agent.bundle import bundle
from penstock.agent.decide import load_config
from penstock.aws import user_data
from penstock.spec import model
from penstock.spec.clouds import CLOUDS
from penstock.steward import settings
from penstock.terms import CapacityType, Purpose

from .recorder import REGION, Registered, Stack, run

LABELS = aws.Labels(environment="vision", owner="vision", cost_center="ml-1", purpose=Purpose.TRAINING)
READING = ("Describe", "Get", "List")
OWN_CHANNEL = {f"ssmmessages:{verb}{kind}Channel" for verb in ("Create", "Open") for kind in ("Control", "Data")}


def pool(**more: Any) -> model.Pool:
    given: dict[str, Any] = {
        "name": "train",
        "gpu": model.Gpu(name="A100", count=8),
        "max": 4,
        "checkpoint": model.Checkpoint(every=timedelta(minutes=10), save_within=timedelta(seconds=60)),
    }
    return model.Pool(**(given | more))


def node_pool(wanted: model.Pool) -> Stack:
    """A pool by itself in a network of the caller's own."""
    return run(
        lambda: aws.NodePool(
            "solo", labels=LABELS, region=REGION, vpc_id="vpc-1", subnet_ids=["subnet-1", "subnet-2"], spec=wanted
        )
    )


def test_everything_that_takes_tags_says_whose_it_is(stack: Stack) -> None:
    taggable = [each for each in stack if each.type.startswith("aws:") and each.takes_tags()]
    assert len(taggable) > 20
    wanted = {"owner", "cost-center", "purpose", "penstock:stack", "penstock:environment"}
    assert {each.name: wanted - each.tags.keys() for each in taggable if wanted - each.tags.keys()} == {}


def test_what_a_group_launches_carries_its_tags_and_its_pool(stack: Stack) -> None:
    for template in stack.of("LaunchTemplate"):
        specified = {each["resourceType"]: each["tags"] for each in template.inputs["tagSpecifications"]}
        assert specified.keys() == {"instance", "volume", "network-interface"}
        assert all("penstock:pool" in tags and "owner" in tags for tags in specified.values())
    for group in stack.of("Group"):
        assert all(tag["propagateAtLaunch"] for tag in group.inputs["tags"])
        assert {"penstock:pool", "penstock:role"} <= group.tags.keys()


def test_no_role_changes_what_is_not_of_its_environment(stack: Stack) -> None:
    for statement in stack.statements():
        changing = {action for action in statement["Action"] if not action.split(":")[1].startswith(READING)}
        condition = json.dumps(statement.get("Condition", {}))
        if "*" in statement["Resource"]:
            if changing == {"cloudwatch:PutMetricData"}:
                assert statement["Condition"]["StringEquals"]["cloudwatch:namespace"].startswith("Penstock/")
            else:
                assert changing <= OWN_CHANNEL
        elif any(action.startswith(("autoscaling:", "ec2:")) for action in changing):
            assert "ResourceTag/penstock:environment" in condition
        elif changing - {"ssm:UpdateInstanceInformation"}:
            assert all(arn.startswith("arn:aws:made:") for arn in statement["Resource"]), statement


def test_nothing_may_change_a_groups_maximum(stack: Stack) -> None:
    actions = {action for statement in stack.statements() for action in statement["Action"]}
    assert not any("UpdateAutoScalingGroup" in action or action.endswith("*") for action in actions)
    assert all(group.ignore_changes == ("desiredCapacity",) for group in stack.of("Group"))
    assert all("desiredCapacity" not in group.inputs for group in stack.of("Group"))


def test_only_a_dataset_is_read_only(train: Stack) -> None:
    writes = {arn for one in train.statements() if "s3:PutObject" in one["Action"] for arn in one["Resource"]}
    reads = {arn for one in train.statements() if "s3:GetObject" in one["Action"] for arn in one["Resource"]}
    assert {arn.rsplit(":", 1)[1] for arn in writes} == {"train-aws-checkpoints/*", "train-aws-scratch/*"}
    assert {arn.rsplit(":", 1)[1] for arn in reads - writes} == {"train-aws-datasets/*", "train-aws-agent/agent/*"}


def test_nothing_comes_in_but_https_to_the_endpoints(stack: Stack) -> None:
    cidr = stack.one("Vpc").inputs["cidrBlock"]
    assert not any("ingress" in group.inputs for group in stack.of("SecurityGroup"))
    for rule in stack.of("SecurityGroupIngressRule"):
        assert (rule.inputs["fromPort"], rule.inputs["toPort"], rule.inputs["cidrIpv4"]) == (443, 443, cidr)
        assert rule.inputs["securityGroupId"].endswith("-endpoints-id")


def test_object_store_traffic_never_crosses_a_nat(stack: Stack) -> None:
    through_nat = {route.inputs["routeTableId"] for route in stack.of("Route") if "natGatewayId" in route.inputs}
    (gateway,) = [each for each in stack.of("VpcEndpoint") if each.inputs["vpcEndpointType"] == "Gateway"]
    assert gateway.inputs["serviceName"].endswith(".s3")
    used = {
        each.inputs["routeTableId"]
        for each in stack.of("RouteTableAssociation")
        if "-private-" in each.inputs["subnetId"]
    }
    assert through_nat <= used == set(gateway.inputs["routeTableIds"])


def test_a_stack_that_asks_for_nat_has_one_and_no_interface_endpoints(stacks: Mapping[str, Stack]) -> None:
    assert len(stacks["dev-aws"].of("NatGateway")) == 1
    assert [each.inputs["vpcEndpointType"] for each in stacks["dev-aws"].of("VpcEndpoint")] == ["Gateway"]
    assert stacks["train-aws"].of("NatGateway") == []


def test_subnets_do_not_overlap_in_the_smallest_network() -> None:
    declared = run(lambda: aws.Network("n", labels=LABELS, region=REGION, cidr="10.0.0.0/24", zones=4, internet="nat"))
    blocks = [ip_network(each.inputs["cidrBlock"]) for each in declared.of("Subnet")]
    assert len(blocks) == 5
    assert not any(one.overlaps(other) for one in blocks for other in blocks if one is not other)


def test_nodes_use_imds_2_encrypted_volumes_and_no_public_address(stack: Stack) -> None:
    for template in stack.of("LaunchTemplate"):
        inputs = template.inputs
        assert inputs["metadataOptions"]["httpTokens"] == "required"
        assert "keyName" not in inputs
        assert "instanceMarketOptions" not in inputs
        (disk,) = inputs["blockDeviceMappings"]
        assert (disk["ebs"]["encrypted"], disk["ebs"]["deleteOnTermination"]) == ("true", "true")
        (interface,) = inputs["networkInterfaces"]
        assert interface["associatePublicIpAddress"] == "false"


def distribution(group: Registered) -> Mapping[str, Any]:
    return group.inputs["mixedInstancesPolicy"]["instancesDistribution"]


def test_a_spot_pool_is_all_spot_over_several_types_and_zones(train: Stack) -> None:
    primary, fallback = train.of("Group")
    assert distribution(primary)["onDemandPercentageAboveBaseCapacity"] == 0
    assert distribution(primary)["onDemandBaseCapacity"] == 0
    assert distribution(primary)["spotAllocationStrategy"] == "price-capacity-optimized"
    assert len(primary.inputs["mixedInstancesPolicy"]["launchTemplate"]["overrides"]) > 1
    assert len(primary.inputs["vpcZoneIdentifiers"]) == 3
    assert primary.inputs["capacityRebalance"] is True
    assert primary.inputs["suspendedProcesses"] == ["AZRebalance"]
    assert primary.inputs["waitForCapacityTimeout"] == "0"
    assert distribution(fallback)["onDemandPercentageAboveBaseCapacity"] == 100
    assert (fallback.inputs["minSize"], fallback.inputs["maxSize"]) == (0, 4)
    assert fallback.tags["penstock:fallback-hours-per-day"] == "4"


def test_the_schedule_changes_the_wanted_size_and_nothing_else(stacks: Mapping[str, Stack]) -> None:
    for action in [
        each for declared in stacks.values() for each in declared.of("Schedule") if "autoscaling" in each.type
    ]:
        inputs = action.inputs
        assert (inputs["minSize"], inputs["maxSize"]) == (-1, -1)
        assert inputs["desiredCapacity"] == (0 if action.name.endswith("-off") else inputs["desiredCapacity"] or -1)
        assert inputs["timeZone"]
        assert "startTime" not in inputs


def test_the_stand_in_group_is_switched_off_with_its_pool_and_never_on(train: Stack) -> None:
    actions = {each.name for each in train.of("Schedule") if "autoscaling" in each.type}
    assert actions == {"train-aws-train-on", "train-aws-train-off", "train-aws-train-fallback-off"}


def test_a_gang_shares_one_zone_a_placement_group_and_one_rdma_interface_a_card() -> None:
    declared = node_pool(pool(gang=True))
    group = declared.one("Group")
    assert group.inputs["vpcZoneIdentifiers"] == ["subnet-1"]
    assert group.inputs["placementGroup"] == declared.one("PlacementGroup").name
    assert group.inputs["capacityRebalance"] is False
    assert group.inputs["mixedInstancesPolicy"]["launchTemplate"]["overrides"] == [{"instanceType": "p4d.24xlarge"}]
    interfaces = declared.one("LaunchTemplate").inputs["networkInterfaces"]
    assert [each["interfaceType"] for each in interfaces] == ["efa", "efa-only", "efa-only", "efa-only"]
    assert [(each["networkCardIndex"], each["deviceIndex"]) for each in interfaces] == [(0, 0), (1, 1), (2, 1), (3, 1)]
    assert not any("associatePublicIpAddress" in each for each in interfaces)
    rule = declared.one("SecurityGroupIngressRule").inputs
    assert rule["securityGroupId"] == rule["referencedSecurityGroupId"]
    assert "cidrIpv4" not in rule


def test_a_pool_says_how_long_a_save_takes_if_its_jobs_save() -> None:
    assert node_pool(pool()).one("Group").tags["penstock:save-within-seconds"] == "60"
    on_demand = node_pool(pool(checkpoint=None, capacity_type=CapacityType.ON_DEMAND))
    assert "penstock:save-within-seconds" not in on_demand.one("Group").tags


def test_the_first_card_of_a_p6_b300_takes_no_efa() -> None:
    more = {"name": "big", "gpu": model.Gpu(name="B300", count=8), "capacity_type": CapacityType.ON_DEMAND}
    interfaces = node_pool(pool(gang=True, **more)).one("LaunchTemplate").inputs["networkInterfaces"]
    assert [each.get("interfaceType") for each in interfaces] == [None, *["efa-only"] * 16]
    assert [(each["networkCardIndex"], each["deviceIndex"]) for each in interfaces] == [(n, 0) for n in range(17)]


def test_the_agent_on_the_node_accepts_the_configuration_it_gets(stack: Stack) -> None:
    for script in stack.scripts():
        text = script.split("<<'PENSTOCK_END'\n")[1].split("\nPENSTOCK_END")[0]
        assert load_config(text).namespace.startswith("Penstock/")
        assert len(script.encode()) <= 16 * 1024
        assert subprocess.run(["bash", "-n"], input=script, text=True, check=True).returncode == 0


def test_a_node_installs_exactly_the_file_that_is_in_the_bucket(train: Stack) -> None:
    (script,) = train.scripts()
    content = bundle()
    stored = train.one("BucketObjectv2").inputs
    assert base64.b64decode(stored["contentBase64"]) == content
    assert hashlib.sha256(content).hexdigest() in stored["key"]
    assert f"s3://{stored['bucket']}/{stored['key']} " in script
    assert f'echo "{hashlib.sha256(content).hexdigest()}  /opt/penstock/agent.new" | sha256sum --check' in script


def test_the_steward_accepts_the_settings_it_gets(stack: Stack) -> None:
    read = settings.read(stack.one("Function").inputs["environment"]["variables"])
    assert read.problems == ()
    groups = {name for each in read.pools for name in (each.primary, each.fallback) if name is not None}
    assert groups == {each.name for each in stack.of("Group")}


def test_the_stewards_archive_is_complete(train: Stack, tmp_path: Path) -> None:
    for path, asset in train.one("Function").inputs["code"].assets.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(Path(asset.path).read_bytes())
    module, function = train.one("Function").inputs["handler"].rsplit(".", 1)
    code = f"import {module} as m; assert m.__file__.startswith({str(tmp_path)!r}); assert callable(m.{function})"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_user_data_over_the_limit_is_refused_with_how_much_before_the_buckets_name_is_known() -> None:
    def check(length: int) -> None:
        user_data.check(unit="[Unit]", config={}, sha256="0" * 64, region=REGION, extra="#!" + "#" * (length - 2))

    with pytest.raises(ValueError, match=r"^user_data: \d+ bytes over AWS's limit of 16384") as refused:
        check(20_000)
    over = int(str(refused.value).split()[1])
    check(20_000 - over)
    with pytest.raises(ValueError, match=r"^user_data: 1 bytes over"):
        check(20_000 - over + 1)


def test_all_the_user_data_that_a_stack_file_may_have_fits() -> None:
    most = "#!" + "#" * (CLOUDS["aws"].user_data_bytes - 2)
    (script,) = node_pool(pool(user_data=most)).scripts()
    assert most in script


def test_user_data_of_the_caller_runs_after_the_agents_part() -> None:
    (script,) = node_pool(pool(user_data="#cloud-config\npackages: [htop]\n")).scripts()
    assert script.index("penstock-agent.service") < script.index("Content-Type: text/cloud-config")


def test_a_pool_by_itself_brings_its_own_stoppers() -> None:
    declared = node_pool(pool())
    assert len(declared.of("Function")) == len(declared.of("BucketObjectv2")) == 1
    assert declared.of("Vpc") == []


def test_the_image_is_of_the_types_architecture() -> None:
    arm = node_pool(pool(gpu=None, instance_types=("g5g.xlarge",)))
    assert "/arm64/" in arm.one("LaunchTemplate").inputs["imageId"]


@pytest.mark.parametrize(("image", "found"), [("ami-1", "ami-1"), ("resolve:ssm:/my/image:3", "ami-of-/my/image:3")])
def test_an_image_of_the_teams_own_is_used(image: str, found: str) -> None:
    assert node_pool(pool(image=image)).one("LaunchTemplate").inputs["imageId"] == found


def test_no_template_leaves_its_image_to_be_looked_up_at_launch(stack: Stack) -> None:
    """A mixed instances policy cannot be used with such a template."""
    assert all(each.inputs["imageId"].startswith("ami-") for each in stack.of("LaunchTemplate"))


def test_children_of_a_component_are_its_own(stack: Stack) -> None:
    roots = [each.name for each in stack if each.parent.endswith("pulumi:pulumi:Stack") or "$" not in each.parent]
    assert all(each.type.startswith("penstock:aws:") for each in stack if each.name in roots)
    assert all("penstock:aws:Environment" in each.parent for each in stack if each.type.startswith("aws:"))


def test_policies_see_what_was_asked_of_a_pool(train: Stack) -> None:
    inputs = train.one("NodePool").inputs
    assert inputs["idle"] == {"idleDuration": "20m", "bootGrace": "15m", "expireAfter": "3d"}
    assert inputs["instanceTypes"] == ["p4d.24xlarge", "p4de.24xlarge"]
    assert train.one("DatasetBucket").inputs["gib"] == 5000


def test_the_budget_alerts_on_spend_and_on_forecast_at_each_share(train: Stack) -> None:
    (budget,) = [each.inputs for each in train if each.type == "aws:budgets/budget:Budget"]
    assert budget["costFilters"] == [{"name": "TagKeyValue", "values": ["user:penstock:environment$train-aws"]}]
    alerts = {(each["notificationType"], each["threshold"]) for each in budget["notifications"]}
    assert alerts == {(kind, share) for kind in ("ACTUAL", "FORECASTED") for share in (50, 80, 100)}


def test_a_budget_that_aws_would_refuse_is_refused_first() -> None:
    with pytest.raises(pulumi.RunError, match=r"^budget b: notify: an empty list\n.*write for example notify: \[ml-"):
        run(lambda: aws.Budget("b", labels=LABELS, monthly_usd=Decimal(1), notify=()))


def test_only_the_environments_alarms_may_write_to_its_topic(stack: Stack) -> None:
    (statement,) = json.loads(stack.one("TopicPolicy").inputs["policy"])["Statement"]
    alarms = {f"arn:aws:made:{REGION}:123456789012:{each.name}" for each in stack.of("MetricAlarm")}
    assert set(statement["Condition"]["ArnEquals"]["aws:SourceArn"]) == alarms
    assert len(alarms) == 3 * len(stack.of("NodePool")) + 1


def test_the_dashboard_prices_every_group(train: Stack) -> None:
    (dashboard,) = [each for each in train if each.type == "aws:cloudwatch/dashboard:Dashboard"]
    widgets = json.loads(dashboard.inputs["dashboardBody"])["widgets"]
    (spend,) = [each["properties"] for each in widgets if each["properties"]["title"].startswith("USD per hour")]
    assert "unpriced" not in spend["title"]
    assert {line[0]["label"] for line in spend["metrics"] if len(line) == 1} == {"train", "train fallback"}


def test_a_name_that_would_not_fit_is_refused_before_the_cloud_does() -> None:
    spec = model.Environment(
        cloud="aws", region=REGION, purpose=Purpose.TRAINING, owner="o", cost_center="c", budget=None, pools=(pool(),)
    )
    with pytest.raises(
        pulumi.RunError, match=r"^name of the environment: 'Vision' would not fit .*\n.*lower-case letters"
    ):
        run(lambda: aws.Environment("Vision", spec))
