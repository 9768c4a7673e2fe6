"""A YAML program is read as the same program in Python is run; a mistake in it is told at its line."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any, cast

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.preview import run_program, run_validated
from penstock.problem import InputError
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.values import UNKNOWN, SecretText

from .runner import Runner, named

HEAD = "name: small\nruntime: yaml\n"


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    return Reader(tmp_path)


class Reader:
    """Reads a program of a text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, program: str, files: Mapping[str, str] | None = None, **config: str) -> Capture:
        for name, text in {"Pulumi.yaml": HEAD + dedent(program), **(files or {})}.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        given = {key.replace("__", ":"): value for key, value in config.items()}
        return run_validated(self.folder, "dev", config=given)

    def refused(self, program: str, **config: str) -> list[str]:
        with pytest.raises(InputError) as caught:
            self(program, None, **config)
        return list(map(str, caught.value.problems))


def test_it_is_as_the_same_program_in_python(read: Reader, run: Runner) -> None:
    told = read(
        """
        config:
          size: {type: string, default: g5.xlarge}
          "aws:region": us-west-2
        variables:
          tags: {owner: ml}
        resources:
          net:
            type: aws:ec2:Vpc
            properties: {cidrBlock: 10.0.0.0/16, tags: "${tags}"}
          subnet:
            type: aws:ec2:Subnet
            properties: {vpcId: "${net.id}", cidrBlock: "${net.cidrBlock}"}
          gpu:
            type: aws:ec2:Instance
            properties: {ami: ami-1, instanceType: "${size}", subnetId: "${subnet.id}"}
            options: {protect: true, ignoreChanges: [ami], dependsOn: ["${net}"], retainOnDelete: true}
        outputs:
          type: ${gpu.instanceType}
        """
    )
    ran = run(
        """
        import pulumi
        import pulumi_aws as aws

        net = aws.ec2.Vpc("net", cidr_block="10.0.0.0/16", tags={"owner": "ml"})
        subnet = aws.ec2.Subnet("subnet", vpc_id=net.id, cidr_block=net.cidr_block)
        gpu = aws.ec2.Instance(
            "gpu",
            ami="ami-1",
            instance_type="g5.xlarge",
            subnet_id=subnet.id,
            opts=pulumi.ResourceOptions(
                protect=True, ignore_changes=["ami"], depends_on=[net], retain_on_delete=True
            ),
        )
        pulumi.export("type", gpu.instance_type)
        """,
        config={"aws:region": "us-west-2"},
    )
    for name in ("net", "subnet", "gpu"):
        there, here = named(told, name), named(ran, name)
        for field in (
            "urn",
            "inputs",
            "parent",
            "dependencies",
            "property_dependencies",
            "ignore_changes",
            "protect",
            "custom",
        ):
            assert getattr(there, field) == getattr(here, field), (name, field)
        assert there.retain_on_delete == here.retain_on_delete
        assert there.provider is not None
        assert told.by_urn()[there.provider].inputs["region"] == "us-west-2"
    assert told.outputs == ran.outputs
    assert str(named(told, "gpu").source) == "Pulumi.yaml:16"
    assert told.origin == "program"


VALUES: dict[str, tuple[str, object]] = {
    "a text": ("plain", "plain"),
    "an escape": ("$${a}-${size}", "${a}-g5.xlarge"),
    "a number in a text": ("${count}-of", "3-of"),
    "a known property": ("${net.tags.team}", "ml"),
    "by key and index": ('${net.list[1]["a b"]}', "x"),
    "an id": ("${net.id}", UNKNOWN),
    "a text with an unknown": ("arn:${net.arn}", UNKNOWN),
    "an integer of config": ("${count}", 3),
    "a date": ("2012-10-17", "2012-10-17"),
    "yes": ("yes", "yes"),
    "true": ("true", True),
    "of pulumi": ("${pulumi.stack}-${pulumi.project}", "dev-small"),
    "join": ("{'fn::join': ['-', [a, '${count}']]}", "a-3"),
    "join of an unknown": ("{'fn::join': ['-', [a, '${net.id}']]}", UNKNOWN),
    "toJSON": ("{'fn::toJSON': {Version: 2012-10-17, n: '${count}'}}", '{"Version":"2012-10-17","n":3}'),
    "toJSON of an unknown": ("{'fn::toJSON': {a: '${net.id}'}}", UNKNOWN),
    "split": ("{'fn::split': [',', 'a,b']}", ["a", "b"]),
    "select": ("{'fn::select': [1, [a, b]]}", "b"),
    "select of a variable": ("{'fn::select': [0, '${zones.names}']}", UNKNOWN),
    "base64": ("{'fn::toBase64': a}", "YQ=="),
    "from base64": ("{'fn::fromBase64': YQ==}", "a"),
    "a file's content": ("{'fn::readFile': ./boot.sh}", "#!/bin/sh\n"),
    "an asset": ("{'fn::fileAsset': ./boot.sh}", {"path": "./boot.sh"}),
    "an archive of assets": ("{'fn::assetArchive': {a: {'fn::stringAsset': b}}}", {"assets": {"a": {"text": "b"}}}),
    "another stack's output": ("{'fn::stackReference': [org/net/dev, vpc]}", UNKNOWN),
    "a function": ("{'fn::invoke': {function: 'aws:ec2:getAmi', arguments: {owners: [amazon]}, return: id}}", UNKNOWN),
    "a short function": ("{'fn::aws:ec2:getAmi': {owners: [amazon]}}", UNKNOWN),
    "the region": ("{'fn::invoke': {function: 'aws:getRegion', arguments: {}, return: name}}", "us-west-2"),
}


@pytest.mark.parametrize(("value", "expected"), VALUES.values(), ids=VALUES)
def test_an_expression_is_what_pulumi_makes_of_it(read: Reader, value: str, expected: object) -> None:
    program = f"""
config:
  size: {{type: string, default: g5.xlarge}}
  count: {{type: integer, default: 3}}
variables:
  zones: {{'fn::invoke': {{function: 'aws:getAvailabilityZones', arguments: {{}}}}}}
resources:
  net:
    type: aws:ec2:Vpc
    properties: {{tags: {{team: ml}}, list: [{{}}, {{a b: x}}]}}
  it:
    type: random:RandomString
    properties:
      value: {value}
"""
    capture = read(program, {"boot.sh": "#!/bin/sh\n"}, aws__region="us-west-2")
    assert named(capture, "it").inputs["value"] == expected


def test_what_a_value_comes_from_is_what_it_depends_on(read: Reader) -> None:
    capture = read(
        """
        variables:
          address: ${net.arn}/x
        resources:
          net: {type: "aws:ec2:Vpc"}
          it:
            type: aws:s3:Bucket
            properties: {bucket: "b", policy: {'fn::toJSON': {a: "${address}"}}}
        """
    )
    assert named(capture, "it").property_dependencies == {"policy": (named(capture, "net").urn,)}
    assert named(capture, "it").dependencies == (named(capture, "net").urn,)


def test_providers(read: Reader) -> None:
    capture = read(
        """
        resources:
          first: {type: "aws:s3:Bucket"}
          west:
            type: pulumi:providers:aws
            defaultProvider: true
            properties: {region: us-west-2}
          east:
            type: pulumi:providers:aws
            properties: {region: us-east-1}
            options: {version: 7.1.0}
          second: {type: "aws:s3:Bucket", options: {provider: "${east}", parent: "${first}"}}
          old: {type: "gcp:storage:Bucket", options: {version: 8.0.0}}
        """,
        gcp__project="p",
    )
    by_urn = capture.by_urn()

    def region(name: str) -> object:
        return by_urn[named(capture, name).provider or ""].inputs.get("region")

    assert (region("first"), region("second")) == ("us-west-2", "us-east-1")
    assert named(capture, "east").inputs["version"] == "7.1.0"
    assert named(capture, "second").parent == named(capture, "first").urn
    assert "aws:s3/bucket:Bucket$aws:s3/bucket:Bucket::second" in named(capture, "second").urn
    assert (named(capture, "old").provider or "").endswith("pulumi:providers:gcp::default_8_0_0")


def test_config_of_every_kind(read: Reader) -> None:
    capture = read(
        """
        configuration:
          zones: {type: List<String>, default: [a, b]}
        config:
          number: {type: string}
          token: {type: string, secret: true}
        resources:
          it: {type: "random:RandomString", properties: {z: "${zones[1]}", n: "${number}", t: "x-${token}", o: "${other}"}}
        """,
        number="3",
        token="hunter2",
        other='{"a": 1}',
    )
    inputs = named(capture, "it").inputs
    assert (inputs["z"], inputs["n"], inputs["o"]) == ("b", "3", {"a": 1})
    assert isinstance(inputs["t"], SecretText)
    assert inputs["t"].reveal() == "x-hunter2"


def test_an_existing_resource_is_read(read: Reader) -> None:
    capture = read(
        """
        resources:
          net: {type: "aws:ec2:Vpc", get: {id: vpc-1}}
          subnet: {type: "aws:ec2:Subnet", properties: {vpcId: "${net.id}", arn: "${net.arn}"}}
        """
    )
    assert named(capture, "net").external
    assert named(capture, "subnet").inputs == {"vpcId": "vpc-1", "arn": UNKNOWN}


def test_a_component_that_its_provider_builds(read: Reader) -> None:
    capture = read('resources:\n  c: {type: "eks:Cluster", properties: {instanceType: p4d.24xlarge}}\n')
    cluster = named(capture, "c")
    assert (cluster.type, cluster.custom) == ("eks:index:Cluster", False)
    assert any("is built by its provider" in note for note in capture.notes)


def test_the_program_may_be_in_a_file_of_its_own_and_in_capitals(read: Reader) -> None:
    program = '{"Resources": {"b": {"Type": "aws:s3:Bucket", "Properties": {"bucket": "x"}, "Options": {"Version": "7.0.0"}}}}'
    capture = read("", {"Main.json": program})
    assert named(capture, "b").inputs == {"bucket": "x"}
    assert str(named(capture, "b").source) == "Main.json:1"


def test_secrets_are_secret(read: Reader) -> None:
    capture = read("resources:\n  b: {type: 'aws:s3:Bucket', properties: {tags: {k: {'fn::secret': hunter2}}}}\n")
    tags = named(capture, "b").inputs["tags"]
    assert isinstance(tags, Mapping)
    assert "hunter2" not in str(tags)


def test_a_resource_in_a_stack_file_alone_is_none(read: Reader) -> None:
    assert [it.type for it in read("resources: {}\n").resources] == ["pulumi:pulumi:Stack"]


REFUSED = {
    "a name that is not there": (
        "resources:\n  web:\n    type: aws:s3:Bucket\n    properties: {bucket: '${nmae}'}\nvariables: {name: x}\n",
        "Pulumi.yaml:4: web: ${nmae} is neither a resource, a variable nor a config value\n    did you mean ${name}?",
    ),
    "a key that is not there": (
        "resources:\n  web:\n    type: aws:s3:Bucket\n    propertes: {}\n",
        "Pulumi.yaml:4: web.propertes: there is no such key\n    did you mean properties?",
    ),
    "an option that is not there": (
        "resources:\n  web:\n    type: aws:s3:Bucket\n    options: {dependOn: []}\n",
        "Pulumi.yaml:4: web.options.dependOn: there is no such key\n    did you mean dependsOn?",
    ),
    "no type": (
        "resources:\n  web: {properties: {}}\n",
        "Pulumi.yaml:4: web has no type\n    write for example type: aws:s3:Bucket",
    ),
    "a circle": (
        "variables: {a: '${b}', b: '${a}'}\nresources: {}\n",
        "Pulumi.yaml:3: a -> b -> a goes round in a circle\n    take one of the references out",
    ),
    "no reference": (
        "variables: {a: '${b[}'}\n",
        'Pulumi.yaml:3: a: ${b[} is no reference\n    write ${name}, ${name.property} or ${name.list[0]["key"]}',
    ),
    "no function": (
        "variables: {a: {'fn::jion': []}}\n",
        "Pulumi.yaml:3: a: there is no function fn::jion\n    see Pulumi's YAML language reference",
    ),
    "a file that is not there": (
        "variables: {a: {'fn::readFile': ./none}}\n",
        "Pulumi.yaml:3: a: fn::readFile ./none: No such file or directory\n    name a file beside the program",
    ),
    "a section misspelt": (
        "resuorces: {}\n",
        "Pulumi.yaml:3: there is no section 'resuorces': it would be ignored\n    did you mean resources?",
    ),
    "a component": (
        "components: {web: {resources: {}}}\n",
        "Pulumi.yaml:3: component web: components are of plugins (PulumiPlugin.yaml), not of programs",
    ),
    "options that are a text": (
        "resources:\n  web: {type: 'aws:s3:Bucket', options: protect}\n",
        "Pulumi.yaml:4: web.options is 'protect', which it cannot be\n    write options: {protect: true}",
    ),
    "a provider that is a text": (
        "resources:\n  web: {type: 'aws:s3:Bucket', options: {provider: west}}\n",
        "Pulumi.yaml:4: web.options.provider names no resource\n    write provider: ${name}, of a resource of this program",
    ),
    "arguments that a function cannot take": (
        "variables: {a: {'fn::split': 3}}\n",
        "Pulumi.yaml:3: a: fn::split cannot take 3: 'int' object is not subscriptable\n    see Pulumi's YAML language reference",
    ),
}


@pytest.mark.parametrize(("program", "told"), REFUSED.values(), ids=REFUSED)
def test_a_mistake_is_told_at_its_line(read: Reader, program: str, told: str) -> None:
    assert read.refused(program)[0].startswith(told)


def test_every_mistake_is_told(read: Reader) -> None:
    told = read.refused("resources:\n  a: {type: 'aws:s3:Bucket', x: 1}\n  b: {}\nvariables: {c: '${d}'}\n")
    assert [line.partition(" ")[0] for line in told] == ["Pulumi.yaml:4:", "Pulumi.yaml:5:", "Pulumi.yaml:6:"]


def test_it_is_not_run_as_python(read: Reader) -> None:
    read("resources: {}\n")
    with pytest.raises(InputError, match="runtime is 'yaml'"):
        run_program(read.folder, "dev")


WHOLE = """
config: {size: {type: string, default: x}, n: 3}
variables: {v: {'fn::join': ['-', ["${size}", b]]}, w: {'fn::invoke': {function: 'aws:getRegion', arguments: {a: 1}, return: name}}}
resources:
  p: {type: 'pulumi:providers:aws', defaultProvider: true, properties: {region: us-west-2}}
  a:
    type: aws:s3:Bucket
    name: other
    properties: {tags: {k: "${v}"}, list: [1, "${p.id}"]}
    options: {aliases: [{name: x}], ignoreChanges: [tags], dependsOn: ["${p}"], provider: "${p}", protect: true, version: 1.0.0}
  g: {type: 'aws:ec2:Vpc', get: {id: vpc-1, state: {a: 1}}}
outputs: {o: "${a.bucket}"}
"""


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, item in cast("dict[str, object]", value).items():
            found += _paths(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[object]", value)):
            found += _paths(item, (*path, index))
    return found


CONTENT: Any = yaml.safe_load(HEAD + WHOLE)
ODD = st.sampled_from(
    [None, 3, 1.5, True, "", "x", "${a}", "${}", "${a.b[0]}", [], [1], {}, {"a": 1}, {"fn::x": 1}, {1: 2}, "a:b:c:d"]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(_paths(CONTENT)), value=ODD)
def test_an_odd_value_anywhere_is_read_or_told(read: Reader, place: tuple[str | int, ...], value: object) -> None:
    changed = copy.deepcopy(CONTENT)
    inner = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    (read.folder / "Pulumi.yaml").write_text(yaml.safe_dump(changed), encoding="utf-8")
    with contextlib.suppress(InputError):
        run_validated(read.folder, "dev", config={"aws:region": "us-east-1"})
