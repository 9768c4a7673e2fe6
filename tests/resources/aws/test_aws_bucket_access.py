"""Who reads what: roles, policies, profiles, scripts and variables, and the addresses in them."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from typing import Any

import pytest

from penstock.resources.aws.transfers.data_addresses import addresses
from penstock.resources.facts import Transfer
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN, SecretText
from resources.resource_facts import BUCKET, FUNCTION, INSTANCE, PROVIDER, ROLE, facts, node, resource, urn

PROFILE = "aws:iam/instanceProfile:InstanceProfile"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
POLICY = "aws:iam/policy:Policy"
ROLE_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
POLICY_ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment"

FAR = Resource(
    urn=urn("pulumi:providers:aws", "far"), type="pulumi:providers:aws", name="far", inputs={"region": "eu-central-1"}
)
DATA = resource(BUCKET, "data", {"bucket": "data"}, provider=FAR.urn)
NODE_ROLE = resource(ROLE, "role", {"name": "role"})
NODE_PROFILE = resource(PROFILE, "profile", {"name": "profile", "role": "role"})


def document(*arns: str, effect: str = "Allow", key: str = "Resource") -> str:
    return json.dumps({"Statement": [{"Effect": effect, "Action": "s3:GetObject", key: list(arns)}]})


def reads(*others: Resource, **inputs: Any) -> tuple[Transfer, ...]:
    """What an instance with the profile reads; `inputs` over its own."""
    given = {"instanceType": "g5.xlarge", "iamInstanceProfile": "profile"} | inputs
    return facts(resource(INSTANCE, "i", given), FAR, DATA, NODE_ROLE, NODE_PROFILE, *others).transfers


def told(found: tuple[Transfer, ...]) -> list[tuple[str, object, object]]:
    return [(it.data, it.source_region, it.target_region) for it in found]


FAR_DATA = [(DATA.urn, "eu-central-1", "us-east-1")]


def test_nothing_is_read_when_nothing_says_so() -> None:
    assert reads() == ()


@pytest.mark.parametrize("role", ["role", UNKNOWN])
def test_a_role_policy_lets_the_node_read(role: Any) -> None:
    inputs = {"role": role, "policy": document("arn:aws:s3:::data", "arn:aws:s3:::data/*")}
    (transfer,) = reads(resource(ROLE_POLICY, "read", inputs, sources={"role": (NODE_ROLE,)}))
    assert told((transfer,)) == FAR_DATA
    assert (transfer.evidence, transfer.path, transfer.bucket_name) == ("role policy 'read'", "policy", "data")


def test_a_policy_that_is_not_known_is_judged_by_what_it_was_computed_from() -> None:
    inputs = {"role": "role", "policy": UNKNOWN}
    assert told(reads(resource(ROLE_POLICY, "read", inputs, sources={"policy": (DATA, NODE_ROLE)}))) == FAR_DATA


def test_an_inline_policy_lets_the_node_read() -> None:
    inline = [{"name": "read", "policy": document("arn:aws:s3:::data/x")}]
    profile = resource(PROFILE, "p2", {"name": "p2", "role": "r2"})
    role = resource(ROLE, "r2", {"name": "r2", "inlinePolicies": inline})
    assert told(reads(profile, role, iamInstanceProfile="p2")) == FAR_DATA


@pytest.mark.parametrize(
    "attachment",
    [
        resource(ROLE_ATTACHMENT, "a", {"role": "role", "policyArn": "arn:aws:iam::1:policy/p"}),
        resource(POLICY_ATTACHMENT, "a", {"roles": ["role"], "policyArn": "arn:aws:iam::1:policy/p"}),
    ],
)
def test_an_attached_policy_lets_the_node_read(attachment: Resource) -> None:
    inputs = {"name": "p", "policy": document("arn:aws:s3:::data/*")}
    policy = resource(POLICY, "p", inputs, outputs={"arn": "arn:aws:iam::1:policy/p"})
    assert told(reads(policy, attachment)) == FAR_DATA
    assert reads(policy) == ()  # nobody has it


@pytest.mark.parametrize(
    "text",
    [
        document("arn:aws:s3:::data/*", effect="Deny"),
        document("*"),
        document("arn:aws:s3:::*", "arn:aws:s3:::dat*/x"),
        document("arn:aws:s3:::data/*", key="NotResource"),
        "no JSON",
        "[]",
    ],
)
def test_what_is_no_evidence_of_a_read(text: str) -> None:
    assert reads(resource(ROLE_POLICY, "read", {"role": "role", "policy": text})) == ()


def test_a_policy_may_name_the_region_of_what_it_allows() -> None:
    arn = "arn:aws:ecr:eu-west-1:123456789012:repository/train"
    found = reads(resource(ROLE_POLICY, "read", {"role": "role", "policy": document(arn)}))
    assert told(found) == [(arn, "eu-west-1", "us-east-1")]


def test_a_bucket_of_another_program_is_in_an_unknown_region() -> None:
    found = reads(resource(ROLE_POLICY, "read", {"role": "role", "policy": document("arn:aws:s3:::theirs/*")}))
    assert told(found) == [("s3://theirs", UNKNOWN, "us-east-1")]
    assert found[0].bucket_name == "theirs"


@pytest.mark.parametrize(
    "inputs",
    [
        {"userData": "aws s3 cp s3://data/x ."},
        {"userDataBase64": b64encode(b"aws s3 cp s3://data/x .").decode()},
        {"userDataBase64": b64encode(gzip.compress(b"aws s3 cp s3://data/x .")).decode()},
        {"user_data": "aws s3 cp s3://data/x ."},
    ],
)
def test_a_script_that_names_a_bucket_reads_it(inputs: dict[str, Any]) -> None:
    (transfer,) = reads(**inputs)
    assert told((transfer,)) == FAR_DATA
    assert transfer.evidence == "user data"


def test_a_script_that_is_not_known_reads_what_it_was_computed_from() -> None:
    given = {"instanceType": "g5.xlarge", "userData": UNKNOWN}
    computed = resource(INSTANCE, "i", given, sources={"userData": (DATA,)})
    assert told(facts(computed, FAR, DATA).transfers) == FAR_DATA
    assert facts(resource(INSTANCE, "i", given), FAR, DATA).transfers == ()  # by itself it is no evidence of a reading


def test_a_bomb_in_user_data_is_cut_off() -> None:
    bomb = b64encode(gzip.compress(b"\0" * 50_000_000)).decode()
    assert reads(userDataBase64=bomb) == ()
    (text,) = node(resource(INSTANCE, "i", {"userDataBase64": bomb})).mentions
    assert isinstance(text, str)
    assert len(text) == 1 << 20


def test_a_secret_script_is_read_and_its_words_stay_masked() -> None:
    (transfer,) = reads(userData=SecretText("TOKEN=x aws s3 cp s3://theirs/x ."))
    assert f"{transfer.data} {transfer.bucket_name}" == "[secret] [secret]"


@pytest.mark.parametrize("inline", [True, False])
def test_a_secret_policy_is_read_and_its_words_stay_masked(inline: bool) -> None:
    text = SecretText(document("arn:aws:s3:::theirs/*"))
    role = resource(
        ROLE, "role", {"name": "role", "inlinePolicies": [{"policy": text}]} if inline else {"name": "role"}
    )
    policies = [] if inline else [resource(ROLE_POLICY, "read", {"role": "role", "policy": text})]
    (transfer,) = reads(role, *policies)
    assert f"{transfer.data} {transfer.bucket_name}" == "[secret] [secret]"


def test_a_function_reads_what_its_role_and_variables_name() -> None:
    policy = resource(ROLE_POLICY, "read", {"role": "role", "policy": document("arn:aws:s3:::data/*")})
    variables = {"variables": {"IN": "s3://theirs/x", "N": 3, "OUT": UNKNOWN}}
    function = resource(FUNCTION, "f", {"role": "role", "environment": variables}, sources={"environment": (DATA,)})
    found = facts(function, FAR, DATA, NODE_ROLE, policy, resource(ROLE, "x", {"name": "x"})).transfers
    assert sorted(told(found)) == sorted([*FAR_DATA, ("s3://theirs", UNKNOWN, "us-east-1")])


def test_each_thing_is_read_once_and_cycles_end() -> None:
    policy = resource(ROLE_POLICY, "read", {"role": "role", "policy": document("arn:aws:s3:::data/*")})
    again = resource(ROLE_POLICY, "again", {"role": "role", "policy": document("arn:aws:s3:::data/*")})
    loop = resource(ROLE, "role", {"name": "role", "managedPolicyArns": ["role", UNKNOWN]})
    assert told(reads(policy, again, loop, userData="s3://data/x")) == FAR_DATA


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s3://my.data-1/x", [("s3://my.data-1", None)]),
        ("https://data.s3.eu-west-1.amazonaws.com/x", [("s3://data", "eu-west-1")]),
        ("https://data.s3.dualstack.eu-west-1.amazonaws.com/x", [("s3://data", "eu-west-1")]),
        ("https://s3-eu-west-1.amazonaws.com/data/x", [("s3://data", "eu-west-1")]),
        (
            "docker pull 123456789012.dkr.ecr.ap-south-1.amazonaws.com/train:1",
            [("123456789012.dkr.ecr.ap-south-1.amazonaws.com", "ap-south-1")],
        ),
        (
            "mount fs-0123456789abcdef0.efs.us-west-2.amazonaws.com:/",
            [("fs-0123456789abcdef0.efs.us-west-2.amazonaws.com", "us-west-2")],
        ),
        (
            "arn:aws:ecr:eu-west-1:123456789012:repository/train",
            [("arn:aws:ecr:eu-west-1:123456789012:repository/train", "eu-west-1")],
        ),
        ("arn:aws:dynamodb:eu-west-1:123456789012:table/* arn:aws:sns:eu-west-1:123456789012:topic", []),
        ("psql db.abc123.us-west-2.rds.amazonaws.com", [("db.abc123.us-west-2.rds.amazonaws.com", "us-west-2")]),
        ("s3://$BUCKET/x s3://{bucket}/x s3://data-${REGION}/x s3://data*/x", []),
        ("nothing", []),
    ],
)
def test_addresses_in_text(text: str, expected: object) -> None:
    assert list(addresses(text)) == expected


def test_the_provider_of_the_tests_is_in_one_region() -> None:
    assert PROVIDER.inputs["region"] != FAR.inputs["region"]
