"""A secret is checked like any value and never shown."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from penstock.preview import ProgramError
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.values import UNKNOWN

from .runner import Runner, named

SECRET = "hunter2-and-more"

HEAD = f"""
import json
import pulumi
import pulumi_aws as aws
from pulumi import Output, ResourceOptions
secret = pulumi.Output.secret("{SECRET}")
"""


def shown(capture: Capture) -> str:
    """Every way in which a capture may come to be printed."""
    again = copy.deepcopy(capture)
    texts = [str(capture), repr(capture), f"{capture}", repr(again), repr(replace(capture, notes=()))]
    texts += [f"{value} {value!r} {value!s}" for it in capture.resources for value in it.inputs.values()]
    return "\n".join(texts)


DECLARED = {
    "an input": "aws.ssm.Parameter('it', type='String', value=secret)",
    "in a dict": "aws.ssm.Parameter('it', type='String', tags={'a': secret, 'b': 'c'})",
    "in a list": "aws.ec2.SecurityGroup('it', ingress=[{'protocol': 'tcp', 'from_port': 1, 'to_port': 1, 'description': secret}])",
    "concatenated": "aws.ssm.Parameter('it', type='String', value=Output.concat('x', secret))",
    "in JSON": "aws.ssm.Parameter('it', type='String', value=Output.json_dumps({'password': secret}))",
    "in a callback": "aws.ssm.Parameter('it', type='String', value=secret.apply(lambda it: f'{it}!'))",
    "with others": "aws.ssm.Parameter('it', type='String', value=Output.all(secret, 'x').apply(lambda it: it[0] + it[1]))",
    "of another resource": (
        "aws.ssm.Parameter('it', type='String', value=aws.ssm.Parameter('first', type='String', value=secret).value)"
    ),
    "a dict as one": "aws.ssm.Parameter('it', type='String', tags=Output.secret({'a': {'b': ['" + SECRET + "']}}))",
    "a number": "aws.rds.Instance('it', port=Output.secret(54321), instance_class='db.t3.micro', password=secret)",
    "a provider's": "aws.Provider('it', region='us-west-2', secret_key=secret)",
    "exported": "pulumi.export('it', {'a': [secret]})",
    "in a component": "pulumi.ComponentResource('a:b:C', 'it', {'secret': secret})",
    "a read resource's": "aws.ssm.Parameter.get('it', 'id', value=secret)",
}


@pytest.mark.parametrize("statement", DECLARED.values(), ids=DECLARED)
def test_a_secret_is_never_in_what_is_printed_of_a_capture(run: Runner, statement: str) -> None:
    text = shown(run(HEAD + statement))
    assert "hunter2" not in text
    assert "54321" not in text
    assert "[secret]" in text


def test_a_secret_still_compares_with_its_value(run: Runner) -> None:
    capture = run(f"{HEAD}\naws.ssm.Parameter('it', type='String', value=secret)\n")
    assert named(capture, "it").inputs["value"] == SECRET


def test_an_output_that_is_marked_secret_stays_unknown_until_it_is_there(run: Runner) -> None:
    capture = run(f"""{HEAD}
queue = aws.sqs.Queue("queue", name="known", opts=ResourceOptions(additional_secret_outputs=["arn", "name"]))
pulumi.export("arn", queue.arn)
""")
    assert capture.outputs == {"arn": UNKNOWN}


def test_a_known_output_that_is_marked_secret_is_one(run: Runner) -> None:
    capture = run(f"""{HEAD}
first = aws.ssm.Parameter("first", type="String", value="{SECRET}",
                          opts=ResourceOptions(additional_secret_outputs=["value"]))
aws.ssm.Parameter("second", type="String", value=first.value)
""")
    assert named(capture, "second").inputs["value"] == SECRET
    assert "hunter2" not in repr(named(capture, "second"))


def test_a_callback_that_fails_does_not_tell_what_it_held(run: Runner) -> None:
    capture = run(f"""{HEAD}
queue = aws.sqs.Queue("queue")
Output.all(secret, queue.arn).apply(lambda both: int(both[0]))
""")
    (note,) = capture.notes
    assert "ValueError" in note
    assert "hunter2" not in shown(capture)


CONFIG = f"""
config:
  small:password: {SECRET}
  small:encrypted: {{secure: AAABAKq9}}
  small:nested: {{user: admin, password: {{secure: AAABAKq9}}}}
  small:list: [{{secure: AAABAKq9}}, plain]
  small:plain: visible
"""
DECLARING = "name: small\nruntime: python\nconfig:\n  small:password: {type: string, secret: true}\n"


def test_encrypted_config_is_an_unknown_secret_and_said_once(run: Runner) -> None:
    capture = run(
        f"""{HEAD}
config = pulumi.Config()
encrypted = config.require_secret("encrypted")
nested = config.require_object("nested")
aws.ssm.Parameter("it", type="String", value=encrypted)
aws.ssm.Parameter("plainly", type="String", value=config.require("encrypted"))
aws.ssm.Parameter("user", type="String", value=nested["user"])
aws.ssm.Parameter("nested", type="String", value=nested["password"])
aws.ssm.Parameter("listed", type="String", value=config.require_secret_object("list").apply(lambda it: it[0]))
pulumi.export("it", encrypted)
""",
        files={"Pulumi.dev.yaml": CONFIG},
    )
    for name in ("it", "plainly", "nested", "listed"):
        assert named(capture, name).inputs["value"] is UNKNOWN
    assert named(capture, "user").inputs["value"] == "admin"
    assert capture.config["small:encrypted"] is UNKNOWN
    assert capture.config["small:nested"] == {"user": "admin", "password": UNKNOWN}
    assert capture.config["small:list"] == [UNKNOWN, "plain"]
    (note,) = (note for note in capture.notes if "encrypted" in note)
    assert note.endswith("small:encrypted, small:list, small:nested")
    assert "AAABAKq9" not in shown(capture)


def test_config_that_the_project_calls_secret_is_masked_everywhere(run: Runner) -> None:
    source = f"{HEAD}\naws.ssm.Parameter('it', type='String', value=pulumi.Config().require_secret('password'))\n"
    for given in ({"files": {"Pulumi.dev.yaml": CONFIG}}, {"config": {"password": SECRET}}):
        capture = run(source, project=DECLARING, **given)  # pyright: ignore[reportArgumentType]
        assert named(capture, "it").inputs["value"] == SECRET
        assert "hunter2" not in shown(capture)


@pytest.mark.parametrize(
    "statement",
    [
        "raise ValueError(f'cannot log in with {config.require(\"password\")}')",
        "pulumi.log.warn('the password is ' + config.require('password'))",
        "pulumi.log.error('the password is ' + config.require('password'))",
        "config.require_int('password')",
    ],
)
def test_secret_config_is_masked_in_what_a_program_says(run: Runner, statement: str) -> None:
    told = ""
    try:
        told = "\n".join(
            run(
                f"{HEAD}\nconfig = pulumi.Config()\n{statement}\n", project=DECLARING, config={"password": SECRET}
            ).notes
        )
    except ProgramError as error:
        told = f"{error} {error.capture}"
    assert "hunter2" not in told
    assert "[secret]" in told
