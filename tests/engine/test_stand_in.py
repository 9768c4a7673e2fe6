"""The stand-in is a strict cloud: the engine's whole life cycle works on it, and mistakes do not."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any, NoReturn

import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import provider_pb2

from .aws_answers import ANSWERED
from .aws_cloud import BUCKET, GROUP, SCHEDULE, TEMPLATE, AwsCloud, fire
from .conftest import OpenProject
from .harness import EngineError
from .sdk_schema import Json, function_schema
from .stand_in import StandIn
from .world import RefusedError, World

REGION = {"aws:region": "eu-west-1"}

MISTAKES: dict[str, tuple[str, Json, tuple[str, str]]] = {
    "a property that no type has": (BUCKET, {"forceDestory": True}, ("forceDestory", "no such property")),
    "a misspelt nested key": (
        "aws:ec2/instance:Instance",
        {"rootBlockDevice": {"volume_sze": 8}},
        ("rootBlockDevice.volume_sze", "no such property"),
    ),
    "a missing nested key": (
        GROUP,
        {
            "minSize": 0,
            "maxSize": 1,
            "launchTemplate": {"id": "lt-1"},
            "tags": [{"key": "a", "propagateAtLaunch": True}],
        },
        ("tags[0].value", "required"),
    ),
    "a wrong scalar": ("aws:ec2/vpc:Vpc", {"enableDnsSupport": "yes"}, ("enableDnsSupport", "bool is wanted")),
    "text where a list is wanted": (GROUP, {"vpcZoneIdentifiers": "subnet-1"}, ("vpcZoneIdentifiers", "Sequence")),
    "a list where an object is wanted": (
        "aws:ec2/instance:Instance",
        {"rootBlockDevice": [{"volumeSize": 8}]},
        ("rootBlockDevice", "list where"),
    ),
    "a group without a template": (GROUP, {"minSize": 0, "maxSize": 1}, ("", "launchTemplate")),
    "a group whose sizes are out of order": (
        GROUP,
        {"minSize": 2, "maxSize": 1, "launchTemplate": {"id": "lt-1"}},
        ("maxSize", "out of order"),
    ),
    "user data that EC2 does not take": (
        TEMPLATE,
        {"userData": b64encode(b"x" * 16385).decode()},
        ("userData", "16385 bytes"),
    ),
    "a role name that is too long": (
        "aws:iam/role:Role",
        {"name": "r" * 65, "assumeRolePolicy": "{}"},
        ("name", "at most 64"),
    ),
}


class NoContext:
    """What the stand-in asks of a call's context where there is no call."""

    def abort(self, _code: object, details: str) -> NoReturn:
        raise RefusedError(details)

    def peer(self) -> str:
        return "nobody"


def stand_in() -> tuple[StandIn, Any]:
    """A stand-in without an engine, and a context to call it with."""
    return StandIn(AwsCloud(), World()), NoContext()


def inputs(values: Json) -> struct_pb2.Struct:
    """`values` as they come over the wire."""
    return json_format.ParseDict(values, struct_pb2.Struct())


def program(folder: Path, body: str) -> Path:
    """A project of one line, whose name is the folder's."""
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text(f"name: {folder.name}\nruntime: python\n")
    (folder / "__main__.py").write_text(f"import pulumi\nimport pulumi_aws as aws\n\n{body}\n")
    return folder


def test_a_plain_program_lives_through_its_whole_life(open_project: OpenProject, programs: Path) -> None:
    project = open_project(programs / "plain", "dev", REGION)

    assert project.preview().changes == {"create": 9}
    assert len(project.world) == 0
    assert project.up() == {"create": 9}
    outputs = project.outputs()
    assert outputs["kept"].startswith("arn:aws:s3:::kept-")
    assert outputs["size"] == 2
    assert project.preview().changes == {}
    assert project.refresh() == {}
    assert project.preview(refresh=True).changes == {}
    project.destroy()
    assert [thing.name for thing in project.world] == ["kept"]
    assert project.state() == []


def test_what_a_schedule_did_shows_only_where_the_program_minds(open_project: OpenProject, programs: Path) -> None:
    project = open_project(programs / "plain", "dev", REGION)
    project.up()
    (group,) = project.world.of_type(GROUP)
    (night,) = project.world.of_type(SCHEDULE)

    fire(night, project.world)
    assert (group.properties["minSize"], group.properties["maxSize"], group.properties["desiredCapacity"]) == (0, 4, 0)
    assert project.preview(refresh=True).changes == {}  # the program ignores changes of the desired capacity

    group.properties["maxSize"] = 1
    assert project.up(refresh=True) == {"update": 1}  # and minds the maximum
    assert (group.properties["maxSize"], group.properties["desiredCapacity"]) == (4, 0)


def test_an_unset_figure_of_a_scheduled_action_is_zero(open_project: OpenProject, tmp_path: Path) -> None:
    source = program(
        tmp_path / "unset",
        """
template = aws.ec2.LaunchTemplate("t")
group = aws.autoscaling.Group("g", min_size=0, max_size=4, launch_template={"id": template.id})
aws.autoscaling.Schedule("s", scheduled_action_name="s", autoscaling_group_name=group.name, desired_capacity=2)
""",
    )
    project = open_project(source, "dev", REGION)
    project.up()
    (schedule,) = project.world.of_type(SCHEDULE)

    fire(schedule, project.world)

    (group,) = project.world.of_type(GROUP)
    assert group.properties["maxSize"] == 0


def test_each_change_of_a_launch_template_makes_a_version(open_project: OpenProject, tmp_path: Path) -> None:
    source = program(
        tmp_path / "versions",
        """
size = pulumi.Config().require("type")
template = aws.ec2.LaunchTemplate("t", instance_type=size)
aws.autoscaling.Group(
    "g", min_size=0, max_size=1, launch_template={"id": template.id, "version": template.latest_version.apply(str)}
)
""",
    )
    project = open_project(source, "dev", {**REGION, "versions:type": "g5.xlarge"})
    project.up()

    project.cli("config", "set", "versions:type", "g6.xlarge")
    assert project.up() == {"update": 2}

    (template,) = project.world.of_type(TEMPLATE)
    (group,) = project.world.of_type(GROUP)
    assert (template.properties["latestVersion"], template.properties["defaultVersion"]) == (2, 1)
    assert group.properties["launchTemplate"]["version"] == "2"


def test_a_resource_has_the_region_and_the_tags_of_its_own_provider(open_project: OpenProject, tmp_path: Path) -> None:
    source = program(
        tmp_path / "regions",
        """
far = aws.Provider("far", region="ap-south-1", default_tags={"tags": {"team": "far"}})
aws.s3.Bucket("here", tags={"a": "b"})
aws.s3.Bucket("there", tags={"a": "b"}, opts=pulumi.ResourceOptions(provider=far))
""",
    )
    project = open_project(source, "dev", REGION)
    project.up()

    here, there = project.world.of_type(BUCKET)
    assert (here.properties["region"], here.properties["tagsAll"]) == ("eu-west-1", {"a": "b"})
    assert (there.properties["region"], there.properties["tagsAll"]) == ("ap-south-1", {"a": "b", "team": "far"})


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused(mistake: str) -> None:
    token, values, (path, reason) = MISTAKES[mistake]
    server, context = stand_in()

    checked = server.Check(provider_pb2.CheckRequest(urn=f"urn:pulumi:s::p::{token}::n", news=inputs(values)), context)

    reasons = [failure.reason for failure in checked.failures if failure.property == path]
    assert any(reason in given for given in reasons), checked.failures


def test_what_the_sdk_does_not_know_is_refused() -> None:
    server, context = stand_in()

    with pytest.raises(RefusedError, match="no resource type aws:ec2/vpc:Cpv"):
        server.Check(provider_pb2.CheckRequest(urn="urn:pulumi:s::p::aws:ec2/vpc:Cpv::n"), context)
    server.Configure(provider_pb2.ConfigureRequest(), context)
    unanswered = provider_pb2.InvokeRequest(tok="aws:ec2/getKeyPair:getKeyPair")
    with pytest.raises(RefusedError, match="no answer for aws:ec2/getKeyPair:getKeyPair"):
        server.Invoke(unanswered, context)
    misspelt = provider_pb2.InvokeRequest(tok=ANSWERED[0], args=inputs({"stat": "available"}))
    with pytest.raises(RefusedError, match="takes no stat"):
        server.Invoke(misspelt, context)


@pytest.mark.parametrize("token", ANSWERED)
def test_an_answer_has_everything_that_the_sdk_promises(token: str) -> None:
    server, context = stand_in()
    server.Configure(provider_pb2.ConfigureRequest(args=inputs({"region": "eu-west-1"})), context)
    request = provider_pb2.InvokeRequest(
        tok=token, args=inputs({"name": "/aws/service/x"} if "Parameter" in token else {})
    )

    answered: struct_pb2.Struct = getattr(server.Invoke(request, context), "return")

    promised = {name for name, result in function_schema(token).results.items() if result.always}
    assert promised <= set(answered), promised - set(answered)


def test_a_mistake_is_refused_on_the_engine_too(open_project: OpenProject, tmp_path: Path) -> None:
    body = """aws.ec2.Instance("i", ami="ami-1", instance_type="t3.micro", root_block_device={"volume_sze": 8})"""
    project = open_project(program(tmp_path / "mistake", body), "dev", REGION)

    with pytest.raises(EngineError, match=r"rootBlockDevice.volume_sze .*no such property"):
        project.preview()


def test_a_reference_to_nothing_is_refused_when_it_is_made(open_project: OpenProject, tmp_path: Path) -> None:
    body = """aws.ec2.Subnet("s", vpc_id="vpc-of-another-account", cidr_block="10.0.0.0/24")"""
    project = open_project(program(tmp_path / "dangling", body), "dev", REGION)

    with pytest.raises(EngineError, match="there is no aws:ec2/vpc:Vpc with id 'vpc-of-another-account'"):
        project.up()


def test_what_is_not_there_cannot_be_deleted(open_project: OpenProject, programs: Path) -> None:
    project = open_project(programs / "plain", "dev", REGION)
    project.up()
    project.world.remove(project.world.of_type(SCHEDULE)[0])

    with pytest.raises(EngineError, match="does not exist"):
        project.destroy()


def test_a_bucket_with_objects_is_not_deleted(open_project: OpenProject, tmp_path: Path) -> None:
    source = program(tmp_path / "full", """aws.s3.Bucket("b")""")
    project = open_project(source, "dev", REGION)
    project.up()
    project.world.put_object(project.world.of_type(BUCKET)[0], "result.bin")

    with pytest.raises(EngineError, match="is in use by"):
        project.destroy()


def test_the_world_has_each_id_once(open_project: OpenProject, tmp_path: Path) -> None:
    body = """[aws.iam.Role(name, name="same", assume_role_policy="{}") for name in ("a", "b")]"""
    project = open_project(program(tmp_path / "twice", body), "dev", REGION)

    with pytest.raises(EngineError, match="already exists"):
        project.up()
