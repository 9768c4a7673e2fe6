"""What only a cloud can know stays unknown, whatever a program does to it."""

from __future__ import annotations

import json

import pytest

from penstock.preview.placeholders.labels import Label
from penstock.preview.placeholders.marks import MARK
from penstock.resources.reading.values import UNKNOWN, Value

from .runner import Runner, named

HEAD = """
import base64, copy, gzip, hashlib, json, math, sys, yaml
import pulumi
import pulumi_aws as aws

database = aws.rds.Instance("database", instance_class="db.t3.micro")
ami = aws.ec2.get_ami(most_recent=True, owners=["amazon"])
AMIS = {"us-east-1": "ami-1"}

def declare(value):
    aws.ssm.Parameter("told", type="String", value=value, tags={"size": "p5.48xlarge"})
"""

TEXT = {
    "as it is": "v",
    "in an f-string": 'f"x-{v}-y"',
    "in an f-string with a width": 'f"{v:>3.2}"',
    "in format": '"{}/x".format(v)',
    "in old formatting": '"%s/x" % v',
    "at the end": '"x" + v',
    "at the beginning": 'v + "x"',
    "joined": '",".join([v, "x"])',
    "as a separator": 'v.join(["a", "b"])',
    "in JSON": 'json.dumps({"Resource": v})',
    "as a key in JSON": "json.dumps({v: 1})",
    "in indented JSON": "json.dumps([v], indent=2)",
    "in YAML": "yaml.safe_dump({v: v})",
    "in YAML of any object": "yaml.dump([v])",
    "in base64": "base64.b64encode(v.encode()).decode()",
    "in base64 of a longer text": "base64.b64encode(f'#!/bin/sh {v} '.encode()).decode()",
    "in base64 of base64's other alphabet": "base64.urlsafe_b64encode(v.encode()).decode()",
    "in hexadecimal": "v.encode().hex()",
    "hashed": "hashlib.sha256(v.encode()).hexdigest()",
    "zipped": "base64.b64encode(gzip.compress(v.encode())).decode()",
    "split": 'v.split("-")[0]',
    "partitioned": 'v.rpartition(":")[2]',
    "its account": 'v.split(":")[4]',
    "sliced": "v[:3]",
    "reversed": "v[::-1]",
    "its first character": "v[0]",
    "a far character": "v[1000]",
    "its characters": 'list(v)[0] + "".join(c for c in v)',
    "sorted": '"".join(sorted(v))',
    "replaced": 'v.replace("p", "q").upper()',
    "stripped": 'v.strip("penstockunknown0123456789abcdef:r")',
    "compared": '"yes" if v == "b" else "no"',
    "ordered": 'max(v, "zzz")',
    "looked up": 'AMIS.get(v, "ami-other")',
    "in a set": '"yes" if v in {"a", "b"} else "no"',
    "searched": '"yes" if "arn" in v else "no"',
    "asked for its beginning": '"yes" if v.startswith("arn:aws-cn") else "no"',
    "asked whether it is empty": '"yes" if v else "no"',
    "or something else": '"" or v',
    "and something else": 'v and "x"',
    "counted": "str(len(v))",
    "as a number": "str(int(v))",
    "copied": "copy.deepcopy(v)",
    "its repr": "repr(v)",
}

NUMBER = {
    "as it is": "n",
    "a step on": "n + 1",
    "a step on from the left": "1 + n",
    "summed": "sum([n, 1])",
    "divided": "divmod(n, 3)[1]",
    "rounded": "round(n * 1.5)",
    "up": "math.ceil(n / 2)",
    "a power": "2 ** n",
    "in an f-string": 'f"{n}"',
    "in an f-string with zeros": 'f"{n:03d}"',
    "as text": "str(n)",
    "in old formatting": '"%d" % n',
    "in JSON": 'json.dumps({"port": n})',
    "in indented JSON": 'json.dumps({"port": n, "more": [n]}, indent=1)',
    "in JSON read again": 'str(json.loads(json.dumps({"port": n}))["port"])',
    "in YAML": "yaml.safe_dump([n])",
    "in YAML of any object": "yaml.dump([n])",
    "as an int": "int(n)",
    "as a float": "float(n)",
    "in hexadecimal": "hex(n)",
    "compared": "5 if n > 3 else 2",
    "equal": "5 if n == 1 else 2",
    "larger of two": "max(n, 3)",
    "an index": '["a", "b"][n]',
    "a count": '"x" * n',
    "a range": '",".join(str(i) for i in range(n))',
    "a key": '{1: "one"}.get(n, "other")',
    "a condition": '"on" if n else "off"',
    "copied": "copy.deepcopy(n)",
}

LIST = {
    "joined": '",".join(v)',
    "counted": "str(len(v))",
    "empty or not": '"some" if v else "none"',
    "its first": "v[0]",
    "its first two": '",".join(v[:2])',
    "in it": '"yes" if "sg-1" in v else "no"',
    "in JSON": "json.dumps(v)",
    "in YAML": "yaml.safe_dump({'a': v})",
    "with more": "','.join([*v, 'x'])",
    "added to": "','.join(['x'] + v)",
}

MAP = {
    "a key": 'v["Name"]',
    "get": 'v.get("Name", "none")',
    "in JSON": "json.dumps(v)",
    "with more": "json.dumps({**v, 'x': 'y'})",
    "joined with another": "json.dumps(v | {'x': 'y'})",
    "empty or not": '"some" if v else "none"',
    "in it": '"yes" if "Name" in v else "no"',
    "counted": "str(len(v))",
    "in YAML": "yaml.safe_dump(v)",
    "its keys": '",".join(v)',
}


def told(run: Runner, output: str, expression: str, argument: str) -> Value:
    """The value that a resource in a callback gets from an expression on its argument; UNKNOWN if it was not declared."""
    capture = run(f"{HEAD}\n{output}.apply(lambda {argument}: declare({expression}))\n")
    found = [resource for resource in capture.resources if resource.name == "told"]
    return found[0].inputs["value"] if found else UNKNOWN


@pytest.mark.parametrize("expression", TEXT.values(), ids=TEXT)
def test_an_unknown_text_is_unknown_in_what_a_callback_declares(run: Runner, expression: str) -> None:
    assert told(run, "database.arn", expression, "v") is UNKNOWN


@pytest.mark.parametrize("expression", NUMBER.values(), ids=NUMBER)
def test_an_unknown_number_is_unknown_in_what_a_callback_declares(run: Runner, expression: str) -> None:
    assert told(run, "database.port", expression, "n") is UNKNOWN


@pytest.mark.parametrize("expression", LIST.values(), ids=LIST)
def test_an_unknown_list_is_unknown_in_what_a_callback_declares(run: Runner, expression: str) -> None:
    assert told(run, "database.vpc_security_group_ids", expression, "v") is UNKNOWN


@pytest.mark.parametrize("expression", MAP.values(), ids=MAP)
def test_an_unknown_map_is_unknown_in_what_a_callback_declares(run: Runner, expression: str) -> None:
    assert told(run, "database.tags_all", expression, "v") is UNKNOWN


@pytest.mark.parametrize("expression", [text for text in TEXT.values() if "int(v)" not in text and "[4]" not in text])
def test_a_plain_answer_of_a_function_is_unknown_or_the_decision_is_told(run: Runner, expression: str) -> None:
    capture = run(f"{HEAD}\nv = ami.image_id\ndeclare({expression})\n")
    decided = [note for note in capture.notes if "decides on a value that only the cloud knows" in note]
    assert named(capture, "told").inputs["value"] is UNKNOWN or decided


@pytest.mark.parametrize("library", ["json.dumps", "yaml.safe_dump", "yaml.dump"])
def test_a_plain_answer_is_written_with_its_mark_whatever_its_type(run: Runner, library: str) -> None:
    fields = "[ami.image_id, ami.ena_support, ami.block_device_mappings[0].ebs, ami.tags]"
    capture = run(
        f"{HEAD}\nfor index, field in enumerate({fields}):\n    pulumi.export(str(index), {library}([field]))\n"
    )
    assert capture.outputs == {str(index): UNKNOWN for index in range(4)}
    assert not [note for note in capture.notes if "decides" in note]


def test_literals_beside_a_placeholder_are_what_they_are(run: Runner) -> None:
    capture = run(f"{HEAD}\ndatabase.arn.apply(lambda arn: declare(arn))\n")
    assert named(capture, "told").inputs == {"type": "String", "value": UNKNOWN, "tags": {"size": "p5.48xlarge"}}
    assert not [note for note in capture.notes if "decides" in note]


def test_literals_after_a_decision_on_a_placeholder_are_unknown_and_the_place_is_told(run: Runner) -> None:
    capture = run(f"""{HEAD}
def choose(arn):
    if arn.startswith("arn:aws-cn"):
        declare("china")
    else:
        declare("elsewhere")

database.arn.apply(choose)
""")
    assert named(capture, "told").inputs == {"type": UNKNOWN, "value": UNKNOWN, "tags": {"size": UNKNOWN}}
    (note,) = (note for note in capture.notes if "decides" in note)
    assert note.startswith("__main__.py:")


def test_a_decision_that_declares_nothing_is_not_worth_a_note(run: Runner) -> None:
    capture = run(f'{HEAD}\npulumi.export("it", database.arn.apply(lambda arn: "y" if arn == "x" else "n"))\n')
    assert capture.outputs == {"it": UNKNOWN}
    assert not [note for note in capture.notes if "decides" in note]


@pytest.mark.parametrize(
    "program",
    [
        'async def later(v):\n    declare("x" if v == "y" else "z")\n',
        'async def later(v):\n    await asyncio.sleep(0.01)\n    declare("x" if v == "y" else "z")\n',
        "def later(v):\n    return pulumi.Output.from_input(1).apply(lambda _: declare('x' if v == 'y' else 'z'))\n",
    ],
)
def test_decisions_in_later_parts_of_a_callback_are_doubted_too(run: Runner, program: str) -> None:
    capture = run(f"{HEAD}\nimport asyncio\n{program}\ndatabase.arn.apply(later)\n")
    assert named(capture, "told").inputs["value"] is UNKNOWN


@pytest.mark.parametrize("statement", ["raise ValueError('it holds ' + v)", "sys.exit(3)", "1 / 0", "v.nothing"])
@pytest.mark.parametrize("form", ["def", "async def"])
def test_a_callback_that_fails_on_a_placeholder_is_told_and_the_program_runs_on(
    run: Runner, statement: str, form: str
) -> None:
    capture = run(f"""{HEAD}
{form} fragile(v):
    {statement}

pulumi.export("it", database.arn.apply(fragile))
declare("after")
""")
    assert named(capture, "told").inputs["value"] == "after"
    assert capture.outputs == {"it": UNKNOWN}
    (note,) = (note for note in capture.notes if "cannot run on a placeholder" in note)
    assert note.startswith("__main__.py:")
    assert "holds" not in note, "a message may show what the callback had in its hands"


def test_a_callback_on_known_values_runs_as_ever_and_its_error_ends_the_program(run: Runner) -> None:
    capture = run(
        f'{HEAD}\ndatabase.instance_class.apply(lambda v: declare(v.upper() if v == "db.t3.micro" else ""))\n'
    )
    assert named(capture, "told").inputs["value"] == "DB.T3.MICRO"


def test_outputs_made_of_unknown_ones_are_unknown_and_of_known_ones_known(run: Runner) -> None:
    capture = run(f"""{HEAD}
known, unknown = database.instance_class, database.arn
pulumi.export("all", pulumi.Output.all(known, unknown).apply(lambda both: both[0]))
pulumi.export("all by name", pulumi.Output.all(a=known, b=unknown).apply(lambda both: both["a"]))
pulumi.export("all known", pulumi.Output.all(known, 1).apply(lambda both: f"{{both[0]}}-{{both[1]}}"))
pulumi.export("concat", pulumi.Output.concat("arn:", unknown))
pulumi.export("concat known", pulumi.Output.concat("class:", known))
pulumi.export("json", pulumi.Output.json_dumps({{"a": known, "b": unknown}}))
pulumi.export("json known", pulumi.Output.json_dumps({{"a": known}}))
pulumi.export("json read", pulumi.Output.json_loads(pulumi.Output.json_dumps({{"b": unknown}}))["b"])
pulumi.export("format", pulumi.Output.format("{{0}}/{{x}}", known, x=unknown))
pulumi.export("beside", {{"known": known, "unknown": unknown, "list": [known, unknown]}})
pulumi.export("chain", unknown.apply(lambda v: known).apply(lambda v: v.upper()))
pulumi.export("inner", known.apply(lambda v: unknown))
pulumi.export("lifted", database.tags_all["x"])
pulumi.export("element", database.vpc_security_group_ids[0])
""")
    assert capture.outputs == {
        "all": UNKNOWN,
        "all by name": UNKNOWN,
        "all known": "db.t3.micro-1",
        "beside": {"known": "db.t3.micro", "unknown": UNKNOWN, "list": ["db.t3.micro", UNKNOWN]},
        "chain": UNKNOWN,
        "concat": UNKNOWN,
        "concat known": "class:db.t3.micro",
        "element": UNKNOWN,
        "format": UNKNOWN,
        "inner": UNKNOWN,
        "json": UNKNOWN,
        "json known": '{"a": "db.t3.micro"}',
        "json read": UNKNOWN,
        "lifted": UNKNOWN,
    }


def test_what_is_named_after_a_placeholder_is_declared_once_each(run: Runner) -> None:
    capture = run(f"""{HEAD}
for name in ("a", "b"):
    other = aws.sqs.Queue(name)
    other.arn.apply(lambda arn: aws.sns.Topic(f"topic-{{arn}}"))
""")
    topics = [resource.name for resource in capture.resources if resource.type == "aws:sns/topic:Topic"]
    assert len(topics) == 2
    assert topics == ["topic-<arn of a>", "topic-<arn of b>"]


def test_json_is_written_as_ever_after_a_run(run: Runner) -> None:
    before = json.JSONEncoder.encode, json.JSONEncoder.iterencode
    run(HEAD)
    assert (json.JSONEncoder.encode, json.JSONEncoder.iterencode) == before


def test_a_placeholder_differs_by_its_path_and_never_by_the_run() -> None:
    assert Label(("a", "b")).text == Label(("a", "b")).text != Label(("ab",)).text
    assert Label(("a",)).text.startswith(MARK)
