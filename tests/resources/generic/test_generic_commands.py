"""Commands, dynamic providers and providers that nobody knows: what buys or hides is told, and an echo blocks nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock_policies import Outcome
from resources.kubernetes.kubernetes_program import machines, outcomes, read_program
from resources.resource_facts import BUCKET, facts, resource

from .generic_program import door, size

COMMAND = "command:local:Command"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aws ec2 run-instances --instance-type p5.48xlarge --count 4", "fail"),
        ("aws ec2 run-instances --instance-type P5.48XLARGE", "fail"),
        ("aws ec2 run-instances --instance-type p7.96xlarge", "undetermined"),
        ("aws ec2 run-instances --cli-input-json file://it.json", "undetermined"),
        ("gcloud compute instances create a --machine-type=a3-highgpu-8g", "fail"),
        ("gcloud compute instances create a --machine-type=a5-ultragpu-8g", "undetermined"),
        ("gcloud compute instances create a --accelerator=type=nvidia-h100-80gb,count=8", "undetermined"),
        ("az vm create -n a --size Standard_ND96isr_H100_v5", "fail"),
        ("az vm create -n a --size standard_nd96isr_h100_v5", "fail"),
        ("az vm create -n a --size Standard_ND256isr_X900_v9", "undetermined"),
        ("terraform -chdir=gpu apply -auto-approve", "undetermined"),
        ("pulumi up --yes", "undetermined"),
        ("kubectl apply -f gpu.yaml", "undetermined"),
        ("helm upgrade --install vllm vllm/vllm", "undetermined"),
        ("eksctl create nodegroup --cluster a", "undetermined"),
        ("aws cloudformation deploy --template-file a.yaml", "undetermined"),
        ("ansible-playbook gpu.yml", "undetermined"),
        ("echo aGVsbG8= | base64 -d | sh", "undetermined"),
        ("curl -s https://example.com/a | sudo bash", "undetermined"),
        ("./deploy.sh", "undetermined"),
        ("cd a && python3 tools/launch.py", "undetermined"),
        ("make up", "undetermined"),
        ("kubectl create namespace a && kubectl apply -f gpu.yaml", "undetermined"),
        ("helm repo update; helm install a b", "undetermined"),
        ("databricks clusters create --json @-", "undetermined"),
    ],
)
def test_a_command_that_buys_brings_or_hides_is_judged(text: str, expected: str) -> None:
    assert expected in size(COMMAND, {"create": text})


@pytest.mark.parametrize(
    "text",
    [
        "echo hello",
        "mkdir -p build && cp -r site build/",
        "docker build -t web .",
        "openssl rand -hex 16",
        "aws s3 sync build s3://site --delete",
        "aws eks update-kubeconfig --name a",
        "npm ci && npm run build",
        "terraform output -json",
        "kubectl get pods",
        "git rev-parse HEAD",
        "kubectl create namespace a && kubectl rollout status deploy/a",
        "helm repo update && helm dependency update chart",
        "databricks cluster-policies create --json @-",
        "pulumi config set a b",
    ],
)
def test_an_innocent_command_is_without_a_price_and_no_more(text: str) -> None:
    found = door(COMMAND, {"create": text, "environment": {"A": UNKNOWN}, "triggers": [UNKNOWN]})
    assert (found.nodes, found.templates, found.paths, len(found.unread)) == ((), (), (), 1)


@pytest.mark.parametrize("name", ["create", "update", "delete", "stdin"])
def test_a_text_that_only_the_cloud_knows_may_do_anything(name: str) -> None:
    assert size(COMMAND, {name: UNKNOWN}) == {"undetermined"}
    assert size("command:remote:Command", {name: UNKNOWN}) == {"undetermined"}


def test_the_deployment_scripts_of_azure_are_commands() -> None:
    script = "az vm create -n a --size Standard_ND96isr_H100_v5"
    assert "fail" in size("azure-native:resources:AzureCliScript", {"scriptContent": script})
    assert size("azure-native:resources:AzureCliScript", {"primaryScriptUri": UNKNOWN}) == {"undetermined"}


def test_a_secret_command_is_read_and_stays_masked() -> None:
    ((_, instance_type, _, _), *_) = machines(door(COMMAND, {"create": SecretText("run p5.48xlarge")}), "it")
    assert instance_type == "p5.48xlarge"
    assert f"{instance_type}" == "[secret]"


def copies(text: str) -> list[tuple[str, object, object, str]]:
    """Copies of a program with a bucket `here` in us-east-1 and `there` in eu-west-1."""
    buckets = [
        resource(BUCKET, name, {"bucket": f"data-{name}", "region": region})
        for name, region in (("here", "us-east-1"), ("there", "eu-west-1"))
    ]
    command = resource(COMMAND, "it", {"create": text})
    return [(it.cloud, it.source_region, it.target, it.key) for it in facts(command, *buckets).paths]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aws s3 sync s3://data-there/a s3://data-here/a", [("aws", "eu-west-1", "us-east-1", "copied_gib")]),
        ("aws s3 cp s3://other/a s3://data-here/a", [("aws", UNKNOWN, "us-east-1", "copied_gib")]),
        (
            "aws s3 sync s3://a1-b s3://c1-d --source-region eu-west-1 --region us-east-1",
            [("aws", "eu-west-1", "us-east-1", "copied_gib")],
        ),
        ("aws s3 sync s3://data-here/a s3://data-here/b", []),
        ("aws s3 cp a.txt s3://data-here/", []),
        (
            "aws ec2 copy-image --source-region us-east-1 --region eu-west-1 --name a",
            [("aws", "us-east-1", "eu-west-1", "copied_gib")],
        ),
        ("gsutil -m rsync -r gs://one-a gs://two-b", [("gcp", UNKNOWN, UNKNOWN, "copied_gib")]),
        (
            "azcopy copy https://one.blob.core.windows.net/a https://two.blob.core.windows.net/a",
            [("azure", UNKNOWN, UNKNOWN, "copied_gib")],
        ),
    ],
)
def test_a_copy_between_two_places_is_a_path(text: str, expected: list[tuple[str, object, object, str]]) -> None:
    assert copies(text) == expected


def test_a_copy_to_another_region_is_judged() -> None:
    command = "aws s3 sync s3://a1-b s3://c1-d --source-region eu-west-1 --region us-east-1"
    assert outcomes(door(COMMAND, {"create": command}), "cross-region-copy") == {Outcome.FAIL}
    unsure = "aws s3 sync s3://a1-b s3://c1-d"
    assert outcomes(door(COMMAND, {"create": unsure}), "cross-region-copy") == {Outcome.UNDETERMINED}


DYNAMIC = """
from pulumi.dynamic import CreateResult, Resource, ResourceProvider
import subprocess
class Provider(ResourceProvider):
    def create(self, props):
        {code}
        return CreateResult("1", props)
class Box(Resource):
    def __init__(self, name, props):
        super().__init__(Provider(), name, props)
Box("box", {inputs})
"""


@pytest.mark.parametrize(
    ("code", "inputs", "expected"),
    [
        ("pass", {"text": "what is new"}, set[Outcome]()),
        ("print('p5.48xlarge')", {}, set[Outcome]()),
        ("pass", {"size": "p5.48xlarge"}, {Outcome.FAIL}),
        ("session.client('ec2').run_instances(InstanceType='p5.48xlarge')", {}, {Outcome.FAIL}),
        ("session.client('ec2').run_instances(InstanceType=props['size'])", {}, {Outcome.UNDETERMINED}),
        ("compute.instances().insert(project='p', zone='z', body=props).execute()", {}, {Outcome.UNDETERMINED}),
        ("client.virtual_machines.begin_create_or_update('g', 'vm', props).result()", {}, {Outcome.UNDETERMINED}),
        ("subprocess.run(['terraform', 'apply'])", {}, {Outcome.UNDETERMINED}),
        ("subprocess.run(['bash', 'buy.sh'])", {}, {Outcome.UNDETERMINED}),
        ("subprocess.run(['echo', 'hello'])", {}, set[Outcome]()),
    ],
)
def test_a_dynamic_provider_is_judged_as_a_command_is(code: str, inputs: Any, expected: set[Outcome]) -> None:
    found = read_program(DYNAMIC.format(code=code, inputs=inputs))
    assert outcomes(found, "oversized-instance", "box") == expected
    assert [it.name for it in found.unread] == ["box"]


@pytest.mark.parametrize("code", [UNKNOWN, SecretText("[secret]"), "bm8gcGlja2xl", "exports.handler = () => 1;"])
def test_code_that_cannot_be_read_blocks_nobody(code: Any) -> None:
    assert size("pulumi-nodejs:dynamic:Resource", {"__provider": code}) == set()


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        ("gcp:deploymentmanager/deployment:Deployment", {"target": {"config": {"content": "resources: []"}}}),
        ("google-native:config/v1:Deployment", {"terraformBlueprint": {"gcsSource": "gs://a/b.zip"}}),
        ("aws:servicecatalog/provisionedProduct:ProvisionedProduct", {"productName": "workbench"}),
        ("pulumiservice:index:DeploymentSettings", {"stack": "prod"}),
    ],
)
def test_what_brings_anything_is_undetermined(token: str, inputs: Any) -> None:
    assert size(token, inputs) == {"undetermined"}


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        ("databricks:index/cluster:Cluster", {"nodeTypeId": "p5.48xlarge"}),
        ("databricks:index/cluster:Cluster", {"nodeTypeId": "Standard_ND96isr_H100_v5"}),
        ("google-native:compute/v1:Instance", {"machineType": "zones/us-central1-a/machineTypes/a3-highgpu-8g"}),
        ("azure:compute/linuxVirtualMachine:LinuxVirtualMachine", {"size": "Standard_ND96isr_H100_v5"}),
    ],
)
def test_a_machine_of_the_three_clouds_is_known_by_any_provider(token: str, inputs: Any) -> None:
    assert size(token, inputs) == {"fail"}


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        ("oci:Core/instance:Instance", {"shape": "BM.GPU.H100.8"}),
        ("digitalocean:index/droplet:Droplet", {"size": "gpu-h100x8-640gb"}),
        ("runpod:index:Pod", {"gpuTypeId": "NVIDIA H100 80GB HBM3", "gpuCount": 8}),
        ("runpod:index:Pod", {"gpuCount": UNKNOWN}),
        ("lambda:index:Instance", {"instanceTypeName": "gpu_8x_h100_sxm5"}),
        ("coreweave:index:NodePool", {"spec": {"gpu": {"count": 4}}}),
        ("nebius:index:Instance", {"resources": {"platform": "gpu-h200-sxm"}}),
    ],
)
def test_an_accelerator_of_another_cloud_is_undetermined(token: str, inputs: Any) -> None:
    assert size(token, inputs) == {"undetermined"}


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        ("digitalocean:index/droplet:Droplet", {"size": "s-1vcpu-1gb", "gpuCount": 0}),
        ("cloudflare:index/record:Record", {"name": "a", "value": "203.0.113.7"}),
        ("docker-build:index:Image", {"tags": ["a"], "push": False}),
        ("github:index/repository:Repository", {"name": "a", "description": "runs on p5.48xlarge"}),
        (
            "datadog:index/monitor:Monitor",
            {"name": "GPU is idle", "query": "avg(last_1h):avg:nvidia.gpu.utilization{*} < 5"},
        ),
        ("cloudflare:index/record:Record", {"name": "h100.example.com", "type": "A"}),
        ("datadog:index/monitor:Monitor", {"query": "avg(last_5m):avg:system.load.1{*} > 4"}),
    ],
)
def test_what_names_nothing_accelerated_is_listed_and_no_more(token: str, inputs: Any) -> None:
    found = door(token, inputs)
    assert (found.nodes, found.templates, len(found.unread)) == ((), (), 1)


def test_a_component_that_its_provider_builds_is_listed_and_judged() -> None:
    found = door("team:index:Pool", {"machine": "p5.48xlarge"}, custom=False)
    assert outcomes(found, "oversized-instance") == {Outcome.FAIL}
    assert len(found.unread) == 1
    holder = resource("team:index:Pool", "it", {"machine": "p5.48xlarge"}, custom=False)
    part = resource("random:index/randomId:RandomId", "part", {}, parent=holder.urn)
    assert outcomes(facts(holder, part), "oversized-instance") == {
        Outcome.FAIL
    }  # what is below it is the program's own
    saved = replace(holder, provider=None)
    assert outcomes(facts(saved, part, origin="preview"), "oversized-instance") == set()  # its parts are seen


@pytest.mark.parametrize(
    ("token", "path"),
    [
        ("aws:ssm/association:Association", ("parameters", "commands")),
        ("aws:ssm/document:Document", ("content",)),
        ("aws:codebuild/project:Project", ("source", "buildspec")),
        ("aws:ec2/instance:Instance", ("userData",)),
        ("azure-native:compute:VirtualMachineRunCommandByVirtualMachine", ("source", "script")),
        ("gcp:compute/projectMetadataItem:ProjectMetadataItem", ("value",)),
    ],
)
def test_a_text_of_any_resource_copies_where_both_regions_are_known(token: str, path: tuple[str, ...]) -> None:
    def told(text: str) -> list[tuple[object, object]]:
        inputs: Any = text
        for name in reversed(path):
            inputs = {name: inputs}
        found = facts(resource(token, "it", inputs)).paths
        return [(it.source_region, it.target) for it in found if it.evidence == "a copy in a command"]

    copy = "aws s3 sync s3://here s3://there"
    assert told(f"{copy} --source-region us-east-1 --region eu-west-1") == [("us-east-1", "eu-west-1")]
    assert told(f"{copy} --source-region us-east-1 --region us-east-1") == []
    assert told(f"{copy} --region eu-west-1") == []  # where it comes from is not known


def test_a_hook_may_buy_anything_whatever_it_is_of() -> None:
    hooked, plain = resource(BUCKET, "hooked", {}, hooks=("buy",)), resource(BUCKET, "plain", {})
    found = facts(hooked, plain)
    assert outcomes(found, "oversized-instance", "hooked") == {Outcome.UNDETERMINED}
    assert outcomes(found, "oversized-instance", "plain") == set()
