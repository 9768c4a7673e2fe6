"""What a provider adds to a block that the program gave is unknown, by key as by attribute; what was given is known."""

from __future__ import annotations

import pytest

from penstock.preview import ProgramError
from penstock.resources.reading.values import UNKNOWN, Value

from .runner import Runner, named

AWS = """
import json
import pulumi
import pulumi_aws as aws

plane = aws.eks.Cluster("plane", role_arn="arn:aws:iam::1:role/a", vpc_config={"subnet_ids": ["subnet-1", "subnet-2"]})
machine = aws.ec2.Instance("machine", instance_type="t3.micro", ebs_block_devices=[{"device_name": "/dev/sdb", "volume_size": 8}])
data = aws.s3.Bucket("data", tags={"present": "yes"})
table = aws.dynamodb.Table("table", attributes=[{"name": "a", "type": "S"}], hash_key="a", replicas=[{"region_name": "us-east-1"}])
"""

GCP = """
import pulumi
import pulumi_gcp as gcp

vm = gcp.compute.Instance("vm", machine_type="n1-standard-1", zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian"}},
    network_interfaces=[{"network": "default", "access_configs": [{}]}])
cluster = gcp.container.Cluster("cluster", location="us-central1", initial_node_count=1,
    master_auth={"client_certificate_config": {"issue_client_certificate": False}},
    private_cluster_config={"enable_private_nodes": True})
service = gcp.cloudrunv2.Service("service", location="us-central1", template={"containers": [{"image": "a"}]})
base = gcp.sql.DatabaseInstance("base", database_version="POSTGRES_15", settings={"tier": "db-f1-micro"})
"""

AZURE = """
import pulumi
import pulumi_azure_native as azure

fleet = azure.containerservice.ManagedCluster("fleet", resource_group_name="g",
    agent_pool_profiles=[{"name": "a", "count": 1, "vm_size": "Standard_B2s", "mode": "System"}],
    identity={"type": "SystemAssigned"})
app = azure.app.ContainerApp("app", resource_group_name="g", configuration={"ingress": {"external": True, "target_port": 80}},
    template={"containers": [{"name": "a", "image": "b"}]})
vm = azure.compute.VirtualMachine("vm", resource_group_name="g", hardware_profile={"vm_size": "Standard_B2s"},
    storage_profile={"os_disk": {"create_option": "FromImage", "name": "root"}})
"""

KUBERNETES = """
import pulumi
import pulumi_kubernetes as k8s

web = k8s.core.v1.Service("web", metadata={"namespace": "apps"}, spec={"ports": [{"port": 80}], "type": "LoadBalancer"})
app = k8s.apps.v1.Deployment("app", spec={"selector": {"match_labels": {"a": "b"}}, "template": {
    "metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "d"}]}}})
space = k8s.core.v1.Namespace("space")
claim = k8s.core.v1.PersistentVolumeClaim("claim", metadata={"name": "data"}, spec={"resources": {"requests": {"storage": "1Gi"}}})
"""

UNKNOWNS = {
    "eks: its security group": (AWS, "plane.vpc_config{cluster_security_group_id}"),
    "eks: its VPC": (AWS, "plane.vpc_config{vpc_id}"),
    "eks: its certificate": (AWS, "plane.certificate_authority{data}"),
    "eks: its issuer": (AWS, "plane.identities[0]{oidcs}[0]{issuer}"),
    "ec2: a disk's volume": (AWS, "machine.ebs_block_devices[0]{volume_id}"),
    "ec2: its root disk": (AWS, "machine.root_block_device{volume_id}"),
    "s3: tags of the account": (AWS, "data.tags_all{present}"),
    "dynamodb: a replica's stream": (AWS, "table.replicas[0]{stream_arn}"),
    "gce: its outer address": (GCP, "vm.network_interfaces[0]{access_configs}[0]{nat_ip}"),
    "gce: its inner address": (GCP, "vm.network_interfaces[0]{network_ip}"),
    "gce: its disk": (GCP, "vm.boot_disk{source}"),
    "gke: its certificate": (GCP, "cluster.master_auth{cluster_ca_certificate}"),
    "gke: its private address": (GCP, "cluster.private_cluster_config{private_endpoint}"),
    "run: its state": (GCP, "service.terminal_conditions[0]{state}"),
    "sql: its address": (GCP, "base.ip_addresses[0]{ip_address}"),
    "sql: a setting of the service's": (GCP, "base.settings{version}"),
    "aks: its principal": (AZURE, "fleet.identity{principal_id}"),
    "aks: a pool's version": (AZURE, "fleet.agent_pool_profiles[0]{current_orchestrator_version}"),
    "aks: its kubelet": (AZURE, "fleet.identity_profile['kubeletidentity']{client_id}"),
    "app: its name in DNS": (AZURE, "app.configuration{ingress}{fqdn}"),
    "vm: its disk": (AZURE, "vm.storage_profile{os_disk}{managed_disk}{id}"),
    "k8s: a generated name": (KUBERNETES, "web.metadata{name}"),
    "k8s: a generated name, nothing given": (KUBERNETES, "space.metadata{name}"),
    "k8s: its version": (KUBERNETES, "claim.metadata{resource_version}"),
    "k8s: its address": (KUBERNETES, "web.status{load_balancer}{ingress}[0]{hostname}"),
    "k8s: its address in the cluster": (KUBERNETES, "web.spec{cluster_ip}"),
    "k8s: a port of the node": (KUBERNETES, "web.spec{ports}[0]{node_port}"),
    "k8s: a part of a template": (KUBERNETES, "app.spec{template}{spec}{containers}[0]{image_pull_policy}"),
    "k8s: a volume": (KUBERNETES, "claim.spec{volume_name}"),
}

KNOWNS = {
    "eks": (AWS, "plane.vpc_config{subnet_ids}[1]", "subnet-2"),
    "ec2": (AWS, "machine.ebs_block_devices[0]{volume_size}", 8),
    "s3": (AWS, "data.tags['present']", "yes"),
    "gce": (GCP, "vm.boot_disk{initialize_params}{image}", "debian"),
    "gke": (GCP, "cluster.private_cluster_config{enable_private_nodes}", True),
    "aks": (AZURE, "fleet.agent_pool_profiles[0]{name}", "a"),
    "app": (AZURE, "app.configuration{ingress}{target_port}", 80),
    "k8s: metadata": (KUBERNETES, "web.metadata{namespace}", "apps"),
    "k8s: a template": (KUBERNETES, "app.spec{template}{spec}{containers}[0]{image}", "d"),
    "k8s: labels": (KUBERNETES, "app.spec{selector}{match_labels}['a']", "b"),
}

FORMS = ("attribute", "key", "apply", "get")


def written(expression: str, form: str) -> str:
    """The expression in one of the forms that programs have: `v{name}` stands for a member."""
    member = {"attribute": (".", ""), "key": ("['", "']"), "apply": ("['", "']"), "get": (".get('", "')")}[form]
    text = expression.replace("{", member[0]).replace("}", member[1])
    if form not in ("apply", "get"):
        return text
    resource, _, rest = expression.partition(".")
    name = rest[: min(i for i in (rest.find("{"), rest.find("[")) if i > 0)]
    return f"{resource}.{name}.apply(lambda v: v{text.removeprefix(f'{resource}.{name}')})"


def told(run: Runner, head: str, expression: str, form: str) -> Value:
    """What the expression is in that form."""
    return run(f"{head}\npulumi.export('it', {written(expression, form)})\n").outputs["it"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("head", "expression"), UNKNOWNS.values(), ids=UNKNOWNS)
def test_what_the_provider_adds_is_unknown(run: Runner, head: str, expression: str, form: str) -> None:
    assert told(run, head, expression, form) is UNKNOWN


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("head", "expression", "value"), KNOWNS.values(), ids=KNOWNS)
def test_what_was_given_is_known(run: Runner, head: str, expression: str, value: Value, form: str) -> None:
    assert told(run, head, expression, form) == value


WRONG = {
    "a plain map": "data.tags['absent']",
    "a plain map in a callback": "data.tags.apply(lambda v: v['absent'])",
    "no member of the type": "plane.vpc_config['absent']",
    "no member, by attribute": "plane.vpc_config.absent",
    "no member, in a callback": "plane.vpc_config.apply(lambda v: v['absent'])",
    "an element too far": "plane.vpc_config['subnet_ids'][2]",
}


@pytest.mark.parametrize("expression", WRONG.values(), ids=WRONG)
def test_what_no_provider_has_is_the_programs_own_mistake(run: Runner, expression: str) -> None:
    with pytest.raises(ProgramError, match=r"__main__\.py:"):
        run(f"{AWS}\npulumi.export('it', {expression})\n")


def test_a_block_passed_on_is_what_was_given(run: Runner) -> None:
    capture = run(f"""{AWS}
aws.eks.Cluster("other", role_arn="arn:aws:iam::1:role/a", vpc_config=plane.vpc_config)
pulumi.export("whole", plane.vpc_config)
pulumi.export("text", pulumi.Output.json_dumps(plane.vpc_config))
""")
    given = {"subnetIds": ["subnet-1", "subnet-2"]}
    assert named(capture, "other").inputs["vpcConfig"] == given
    assert capture.outputs["whole"] == given
    assert capture.outputs["text"] == '{"subnet_ids": ["subnet-1", "subnet-2"]}'


DECIDED = {
    "compared": "v.vpc_id == 'vpc-1'",
    "asked for": "'vpc_id' in v",
    "of two": "v.vpc_id or v.endpoint_public_access",
}


@pytest.mark.parametrize("condition", DECIDED.values(), ids=DECIDED)
def test_a_decision_on_what_the_provider_adds_is_doubted(run: Runner, condition: str) -> None:
    capture = run(f"""{AWS}
def choose(v):
    aws.ssm.Parameter("seen", type="String", value="yes" if {condition} else "no")
    return "yes" if {condition} else "no"

pulumi.export("it", plane.vpc_config.apply(choose))
""")
    assert named(capture, "seen").inputs["value"] is UNKNOWN
    assert capture.outputs["it"] is UNKNOWN
    assert [note for note in capture.notes if "decides on a value" in note]


def test_a_callback_that_fails_on_what_the_provider_adds_is_told_and_the_program_runs_on(run: Runner) -> None:
    capture = run(f"{AWS}\npulumi.export('it', plane.vpc_config.apply(lambda v: int(v['vpc_id'])))\n")
    assert capture.outputs == {"it": UNKNOWN}
    assert [note for note in capture.notes if "cannot run on a placeholder" in note]


def test_a_callback_is_kept_from_the_world_once_it_holds_what_the_provider_adds(run: Runner) -> None:
    capture = run(f"""{AWS}
from pathlib import Path

def write(v):
    Path("given.txt").write_text(v["subnet_ids"][0])
    Path("added.txt").write_text(v["vpc_id"])

plane.vpc_config.apply(write)
""")
    assert (run.folder / "given.txt").read_text() == "subnet-1"
    assert not (run.folder / "added.txt").exists()
    assert [note for note in capture.notes if "was kept from what no preview does" in note]


@pytest.mark.parametrize(
    "look_up",
    [
        "aws.ec2.get_ami_output(owners=[data.arn]).id",
        "aws.ec2.get_subnets_output(filters=[{'name': 'vpc-id', 'values': [plane.vpc_config['vpc_id']]}]).ids[0]",
        "aws.ec2.get_subnets_output(filters=[{'name': data.arn, 'values': []}]).ids.apply(lambda ids: ids[0])",
        "aws.ec2.get_ami(owners=[aws.get_caller_identity().account_id]).block_device_mappings[0].ebs['volume_size']",
        "aws.dynamodb.Table.get('known', data.id).ttl['attribute_name']",
        "aws.ec2.Instance.get('known', plane.vpc_config.vpc_id).root_block_device['volume_id']",
        "pulumi.Output.all(data.arn, {'a': 'b'}).apply(lambda both: both[1].get(both[0]))",
        "pulumi.StackReference('org/other/dev').require_output('vpc')['subnets'][0]",
        "pulumi.StackReference('other', stack_name=data.arn).get_output('vpc').apply(lambda v: v['id'])",
    ],
)
def test_a_look_up_by_what_only_the_cloud_knows_is_unknown(run: Runner, look_up: str) -> None:
    assert run(f"{AWS}\npulumi.export('it', {look_up})\n").outputs["it"] is UNKNOWN
