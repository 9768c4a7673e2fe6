"""Config reaches the program as the engine would hand it over, or one error says what to write."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.problem import InputError
from penstock.resources.reading.values import UNKNOWN

from .runner import Runner

READ = """
import json
import pulumi
config = pulumi.Config()
for key, read in {
    "text": config.get, "number": config.get_int, "share": config.get_float, "flag": config.get_bool,
    "list": config.get_object, "object": config.get_object, "nothing": config.get, "big": config.get,
    "version": config.get, "date": config.get, "octal": config.get, "empty": config.get,
}.items():
    pulumi.export(key, read(key))
pulumi.export("other", pulumi.Config("other").get("key"))
pulumi.export("names", [pulumi.get_project(), pulumi.get_stack(), pulumi.get_organization()])
"""

PROJECT = """
name: small
runtime: python
config:
  text: {type: string, default: from the project}
  number: {type: integer, default: 3}
  flag: {type: boolean, default: true}
  list: {type: array, items: {type: string}, default: [a, b]}
  object: {default: {a: 1}}
  other:key: plain
"""


def test_the_projects_defaults_have_their_types(run: Runner) -> None:
    outputs = run(READ, project=PROJECT).outputs
    assert outputs["text"] == "from the project"
    assert outputs["number"] == 3
    assert outputs["flag"] is True
    assert outputs["list"] == ["a", "b"]
    assert outputs["object"] == {"a": 1}
    assert outputs["other"] == "plain"
    assert outputs["names"] == ["small", "dev", "organization"]
    assert outputs.get("nothing") is None


def test_the_stacks_file_comes_before_the_project_and_the_command_line_before_both(run: Runner) -> None:
    stack = "config:\n  small:text: from the stack\n  small:number: 4\n  small:share: 0.25\n"
    outputs = run(
        READ, project=PROJECT, files={"Pulumi.dev.yaml": stack}, config={"number": "5", "small:flag": "false"}
    ).outputs
    assert outputs["text"] == "from the stack"
    assert outputs["number"] == 5
    assert outputs["share"] == 0.25
    assert outputs["flag"] is False


def test_values_of_a_stacks_file_are_the_texts_that_the_engine_makes_of_them(run: Runner) -> None:
    stack = """
config:
  small:big: 12345678901234567890
  small:version: "1.10"
  small:date: 2026-07-01
  small:empty: ""
  small:text: 'true'
"""
    outputs = run(READ, files={"Pulumi.dev.yaml": stack}).outputs
    assert outputs["big"] == "12345678901234567890"
    assert outputs["version"] == "1.10"
    assert outputs["date"] == "2026-07-01"
    assert outputs["empty"] == ""
    assert outputs["text"] == "true"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"list": '["a", "b"]'}, {"list": ["a", "b"]}),
        ({"object": '{"a": {"b": 1}}'}, {"object": {"a": {"b": 1}}}),
        ({"text": '{"a": 1}'}, {"text": '{"a": 1}'}),
        ({"text": "a=b=c"}, {"text": "a=b=c"}),
        ({"small:text": "with a namespace"}, {"text": "with a namespace"}),
        ({"other:key": "of another"}, {"other": "of another"}),
    ],
)
def test_config_of_the_command_line(run: Runner, given: dict[str, str], expected: dict[str, object]) -> None:
    outputs = run(READ, config=given).outputs
    assert {key: outputs[key] for key in expected} == expected


def test_a_stacks_config_may_be_elsewhere(run: Runner) -> None:
    project = "name: small\nruntime: python\nstackConfigDir: stacks\n"
    outputs = run(READ, project=project, files={"stacks/Pulumi.dev.yaml": "config:\n  small:text: there\n"}).outputs
    assert outputs["text"] == "there"


def test_a_program_without_config_needs_no_stack_file(run: Runner) -> None:
    assert run("import pulumi\npulumi.export('a', 1)\n").outputs == {"a": 1}


BAD: dict[str, tuple[dict[str, Any], str, str]] = {
    "a stack that is not there": (
        {"files": {"Pulumi.prod.yaml": "config: {}"}, "stack": "prd"},
        "there is no stack 'prd'",
        "did you mean 'prod'?",
    ),
    "a required value": (
        {"project": "name: small\nruntime: python\nconfig:\n  owner: {type: string, description: who pays}\n"},
        "config small:owner is missing (who pays); Pulumi.yaml requires it",
        "--config small:owner=...",
    ),
    "a wrong type": (
        {"project": PROJECT, "config": {"number": "three"}},
        "'three' is not of type integer",
        "write a value of type integer",
    ),
    "a wrong item": ({"project": PROJECT, "config": {"list": "a"}}, "'a' is not of type array", "of type array"),
    "a key without its namespace": (
        {"files": {"Pulumi.dev.yaml": "config:\n  text: x\n"}},
        "a key of config has no namespace",
        "write <project>:text",
    ),
    "config that is a list": ({"files": {"Pulumi.dev.yaml": "config: [a]\n"}}, "not a mapping", "aws:region"),
    "a stack file that is not YAML": (
        {"files": {"Pulumi.dev.yaml": "config: {a: [\n"}},
        "is not YAML",
        "close the bracket",
    ),
    "a bracket that is left open": (
        {"files": {"Pulumi.dev.yaml": "config:\n  a:b: [x\n  c:d: y\n"}},
        "is not YAML",
        "close the bracket that line 2 opens",
    ),
    "a quotation mark that is left open": (
        {"files": {"Pulumi.dev.yaml": "config:\n  a:b: 'x\n"}},
        "is not YAML",
        "close the quotation mark that line 2 opens",
    ),
    "a tab": ({"files": {"Pulumi.dev.yaml": "config:\n\ta:b: x\n"}}, "is not YAML", "indent it by spaces"),
    "a colon in a text": ({"files": {"Pulumi.dev.yaml": "config:\n  a:b: c: d\n"}}, "is not YAML", "into quotes"),
    "an alias of nothing": ({"files": {"Pulumi.dev.yaml": "config:\n  a:b: *c\n"}}, "is not YAML", "anchor"),
    "a key out of line": (
        {"files": {"Pulumi.dev.yaml": "config:\n  a:b: c\n d:e: f\n"}},
        "is not YAML",
        "indented by spaces like those beside it",
    ),
    "a file that is no text": ({"files": {"Pulumi.dev.yaml": "config: \x00\n"}}, "is not YAML", "UTF-8"),
    "config misspelt": (
        {"files": {"Pulumi.dev.yaml": "conifg:\n  small:text: x\n"}},
        "there is no key 'conifg': it would be ignored",
        "did you mean config?",
    ),
    "a required value under a misspelt key": (
        {
            "project": "name: small\nruntime: python\nconfig:\n  owner: {type: string}\n",
            "files": {"Pulumi.dev.yaml": "config:\n  small:onwer: x\n"},
        },
        "config small:owner is missing",
        "did you mean it by small:onwer? Write small:owner",
    ),
    "an empty stack file that is a list": ({"files": {"Pulumi.dev.yaml": "- a\n"}}, "not a mapping", "key: value"),
    "a project without a name": ({"project": "runtime: python\n"}, "has no name", "name: my-project"),
    "another language": ({"project": "name: small\nruntime: nodejs\n"}, "runtime is 'nodejs'", "preview --json"),
    "a project that is a list": ({"project": "- a\n"}, "not a mapping", "key: value"),
    "a runtime that is a list": (
        {"project": "name: small\nruntime: [python]\n"},
        "has no runtime",
        "write runtime: python",
    ),
    "a main that is not there": (
        {"project": "name: small\nruntime: python\nmain: src/\n"},
        "there is no program",
        "__main__.py",
    ),
    "a main outside of reason": (
        {"project": "name: small\nruntime: python\nmain: {a: 1}\n"},
        "there is no program",
        "__main__.py",
    ),
    "config with a key that is a number": ({"files": {"Pulumi.dev.yaml": "config:\n  1: x\n"}}, "namespace", "write"),
    "a project whose config has a key that is a number": (
        {"project": "name: small\nruntime: python\nconfig:\n  1: x\n"},
        "a key of config is not a text",
        "write",
    ),
}


@pytest.mark.parametrize(("given", "what", "fix"), BAD.values(), ids=BAD)
def test_config_that_cannot_be_used_is_one_error_with_a_fix(
    run: Runner, given: dict[str, Any], what: str, fix: str
) -> None:
    with pytest.raises(InputError) as caught:
        run(READ, **given)
    (problem,) = caught.value.problems
    assert what in problem.what
    assert fix in problem.fix
    assert problem.where


def test_every_missing_value_is_told_at_once(run: Runner) -> None:
    project = "name: small\nruntime: python\nconfig:\n  owner: {type: string}\n  team: {type: string}\n"
    with pytest.raises(InputError) as caught:
        run(READ, project=project)
    assert len(caught.value.problems) == 2


def test_a_folder_without_a_project_is_told(run: Runner) -> None:
    folder = run.write("")
    (folder / "Pulumi.yaml").unlink()
    with pytest.raises(InputError, match="no Pulumi project"):
        run.run_there()


def test_a_value_that_the_program_itself_requires_is_told(run: Runner) -> None:
    with pytest.raises(InputError, match="small:region") as caught:
        run("import pulumi\npulumi.Config().require('region')\n")
    assert "pulumi config set" in str(caught.value)


def test_values_of_config_are_parsed_for_the_rules(run: Runner) -> None:
    stack = "config:\n  small:object: {a: [1, true]}\n  small:number: 4\n  small:secret: {secure: AAAB}\n"
    config = run(READ, files={"Pulumi.dev.yaml": stack}, config={"list": "[1]", "flag": "true"}).config
    assert config == {
        "small:flag": True,
        "small:list": [1],
        "small:number": 4,
        "small:object": {"a": [1, True]},
        "small:secret": UNKNOWN,
    }
