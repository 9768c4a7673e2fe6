"""`penstock policy-pack`, and `penstock check --policy-pack` with packs of any kind."""

from __future__ import annotations

import html
import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from penstock.cli.formats import FORMATS
from penstock.cli.suppressions import waivers_for
from penstock.foreign_pack import judge
from penstock.problem import InputError
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN, SecretText, Value
from penstock_policies import Enforcement, Judged, Outcome
from penstock_policies.suppressions.waivers import NONE

from .conftest import Run

TOKEN: Final = "aws:ec2/instance:Instance"
HEAD: Final = """\
from pulumi_policy import *
"""


def resource(name: str, inputs: dict[str, Value], **rest: Any) -> Resource:
    return Resource(urn=f"urn:pulumi:dev::shop::{TOKEN}::{name}", type=TOKEN, name=name, inputs=inputs, **rest)


def pack(folder: Path, body: str, policies: str, **settings: str) -> Path:
    """A pack named theirs with these functions and this list of policies."""
    folder.mkdir()
    (folder / "PulumiPolicy.yaml").write_text("runtime:\n  name: python\n")
    arguments = "".join(f", {key}={value}" for key, value in settings.items())
    (folder / "__main__.py").write_text(
        f'{HEAD}{body}\nPolicyPack("theirs", [{policies}]{arguments})\nraise SystemExit(9)\n'
    )
    return folder


def said(folder: Path, *resources: Resource, **rest: Any) -> dict[tuple[str, str], Judged]:
    """(rule, resource) -> what was judged; nothing is said twice."""
    judged = judge(folder, Capture(project="shop", stack="dev", resources=resources, **rest))
    found = {(it.verdict.rule, it.verdict.urn.rpartition("::")[2]): it for it in judged}
    assert len(found) == len(judged)
    return found


SMALL: Final = """
def small(args, report):
    if args.props["instanceType"] != "t3.micro":
        report(f"{args.name} is {args.props['instanceType']}", None)
"""
ONE: Final = 'ResourceValidationPolicy("small", "Only small ones", small, EnforcementLevel.MANDATORY, remediation_steps="shrink")'


def test_a_resource_policy_fails_what_it_reports_and_cannot_determine_what_it_cannot_read(tmp_path: Path) -> None:
    found = said(
        pack(tmp_path / "p", SMALL, ONE),
        resource("a", {"instanceType": UNKNOWN}),
        resource("b", {"instanceType": "p5.48xlarge"}),
        resource("c", {"instanceType": "t3.micro"}),
    )
    assert {name: it.verdict.outcome for (_, name), it in found.items()} == {
        "a": Outcome.UNDETERMINED,
        "b": Outcome.FAIL,
    }
    assert all(it.blocks and it.verdict.fix == "shrink" for it in found.values())
    assert found["theirs/small", "a"].verdict.message == "string value at .instanceType can't be known during preview"
    assert found["theirs/small", "b"].verdict.message == "b is p5.48xlarge"


def test_a_policy_that_refuses_nothing_passes_once_for_the_whole_stack(tmp_path: Path) -> None:
    found = said(pack(tmp_path / "p", SMALL, ONE), *(resource(name, {"instanceType": "t3.micro"}) for name in "ab"))
    assert {key: it.verdict.outcome for key, it in found.items()} == {("theirs/small", "shop-dev"): Outcome.PASS}


def test_a_policy_gets_what_the_engine_gives_it(tmp_path: Path) -> None:
    body = """
import pulumi
def seen(args, report):
    assert not hasattr(args, "resources")
    told = [args.resource_type, args.urn, args.opts.protect, args.opts.ignore_changes, args.opts.parent, args.provider.props["region"],
            args.props["size"], type(args.props["size"]).__name__, args.props["tags"]["a"][0], args.get_config(),
            pulumi.get_project(), pulumi.get_stack(), pulumi.Config("shop").get("key")]
    report(repr(told))
def whole(args, report):
    one, two = [it for it in args.resources if it.resource_type == "aws:ec2/instance:Instance"]
    report(repr([one.name, two.dependencies[0].name, two.property_dependencies["subnetId"][0] is one, two.parent is one]), two.urn)
"""
    policies = """
        ResourceValidationPolicy("seen", "d", seen, config_schema=PolicyConfigSchema({"most": {"type": "number", "default": 3}})),
        StackValidationPolicy("whole", "d", whole),
    """
    provider = Resource(
        urn="urn:pulumi:dev::shop::pulumi:providers:aws::p",
        type="pulumi:providers:aws",
        name="p",
        inputs={"region": "eu"},
    )
    first = resource(
        "first", {"size": 2, "tags": {"a": ["x"]}}, provider=provider.urn, protect=True, ignore_changes=("tags",)
    )
    second = resource(
        "second",
        {},
        external=False,
        parent=first.urn,
        dependencies=(first.urn,),
        property_dependencies={"subnetId": (first.urn,)},
    )
    found = said(pack(tmp_path / "p", body, policies), provider, first, second, config={"shop:key": "value"})
    told = found["theirs/seen", "first"].verdict.message
    expected = [TOKEN, first.urn, True, ["tags"], None, "eu", 2.0, "float", "x", {"most": 3.0}, "shop", "dev", "value"]
    assert told == repr(expected)
    assert found["theirs/whole", "second"].verdict.message == repr(["first", "first", True, True])
    assert found["theirs/seen", "second"].verdict.outcome is Outcome.UNDETERMINED  # it raised: it has no provider


def test_what_is_only_looked_up_is_not_judged(tmp_path: Path) -> None:
    theirs = resource("theirs", {"instanceType": "p5.48xlarge"}, external=True)
    assert {it.verdict.outcome for it in said(pack(tmp_path / "p", SMALL, ONE), theirs).values()} == {Outcome.PASS}


def test_one_policy_that_raises_or_meets_an_unknown_value_silences_no_other(tmp_path: Path) -> None:
    body = (
        SMALL
        + """
def broken(args, report):
    raise RuntimeError("hunter2")
def unsure(args, report):
    [it.props["instanceType"] for it in args.resources]
"""
    )
    policies = f"""
        ResourceValidationPolicy("broken", "d", broken), StackValidationPolicy("unsure", "d", unsure, EnforcementLevel.MANDATORY), {ONE}
    """
    found = said(
        pack(tmp_path / "p", body, policies),
        resource("a", {"instanceType": UNKNOWN}),
        resource("b", {"instanceType": "p5.48xlarge"}),
    )
    assert found["theirs/small", "b"].verdict.outcome is Outcome.FAIL
    assert found["theirs/unsure", "shop-dev"].verdict.outcome is Outcome.UNDETERMINED
    assert found["theirs/unsure", "shop-dev"].blocks
    raised = found["theirs/broken", "b"]
    assert raised.verdict.outcome is Outcome.UNDETERMINED
    assert raised.verdict.message == "the policy raised RuntimeError (__main__.py:8)"
    assert not raised.blocks  # a pack's policies are advisory unless it says otherwise


def test_levels_are_those_of_the_policy_the_pack_and_its_initial_config(tmp_path: Path) -> None:
    body = "def no(args, report):\n    report('no', None)\n"
    names = ("a", "b", "c")
    policies = ", ".join(f'ResourceValidationPolicy("{name}", "d", no)' for name in names)
    config = '{"b": EnforcementLevel.DISABLED, "c": {"enforcementLevel": EnforcementLevel.ADVISORY}}'
    folder = pack(tmp_path / "p", body, policies, enforcement_level="EnforcementLevel.MANDATORY", initial_config=config)
    found = said(folder, resource("x", {}))
    assert {rule: it.blocks for (rule, _), it in found.items()} == {"theirs/a": True, "theirs/c": False}


def test_a_remediation_is_told_and_judged_by_what_it_leaves(tmp_path: Path) -> None:
    body = (
        SMALL
        + """
def shrink(args):
    return {**{key: args.props[key] for key in args.props}, "instanceType": "t3.micro"}
"""
    )
    policies = f"""
        ResourceValidationPolicy("shrink", "Shrinks", small, EnforcementLevel.REMEDIATE, remediate=shrink), {ONE}
    """
    found = said(pack(tmp_path / "p", body, policies), resource("x", {"instanceType": "p5.48xlarge", "ami": "ami-1"}))
    told = found["theirs/shrink", "x"]
    assert told.verdict.message == "Shrinks: its remediation rewrites instanceType"
    assert told.enforcement is Enforcement.REMEDIATE
    assert not told.blocks
    assert found["theirs/small", "shop-dev"].verdict.outcome is Outcome.PASS


def test_a_policy_says_that_it_does_not_apply(tmp_path: Path) -> None:
    body = "def other(args, report):\n    args.not_applicable('no pods')\n"
    found = said(pack(tmp_path / "p", body, 'ResourceValidationPolicy("other", "d", other)'), resource("x", {}))
    verdict = found["theirs/other", "x"].verdict
    assert (verdict.outcome, verdict.message) == (Outcome.NOT_APPLICABLE, "no pods")


def test_what_a_policy_says_of_no_resource_here_is_said_of_the_stack(tmp_path: Path) -> None:
    body = (
        "def no(args, report):\n    report('a')\n    report('b', 'trainer')\n    report('', 'urn:pulumi:x::y::z::w')\n"
    )
    body = body.replace("report('a')", "report('a', None)")
    judged = judge(
        pack(tmp_path / "p", body, 'StackValidationPolicy("no", "All is wrong", no)'),
        Capture(project="shop", stack="dev", resources=(resource("x", {}),)),
    )
    stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"
    assert [(it.verdict.urn, it.verdict.message) for it in judged] == [
        (stack, "All is wrong"),
        (stack, "a"),
        (stack, "b"),
    ]


def test_a_secret_that_a_policy_repeats_is_masked(tmp_path: Path) -> None:
    body = "def tell(args, report):\n    report(f\"{args.props['a']} {args.props['b']['c']}\", None)\n"
    folder = pack(tmp_path / "p", body, 'ResourceValidationPolicy("tell", "d", tell)')
    found = said(folder, resource("x", {"a": SecretText("hunter2"), "b": {"c": SecretText("hunter2hunter2")}}))
    assert found["theirs/tell", "x"].verdict.message == "[secret] [secret]"


def test_a_pack_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = pack(tmp_path / "p", "from helper import small\nprint('hello')\n", ONE)
    (folder / "helper.py").write_text(SMALL)
    before = (Path.cwd(), list(sys.path), set(sys.modules) & {"helper"})
    said(folder, resource("x", {"instanceType": "t3.micro"}))
    assert (Path.cwd(), list(sys.path), set(sys.modules) & {"helper"}) == before


@pytest.mark.parametrize(
    ("settings", "main", "told"),
    [
        (None, "", "there is no PulumiPolicy.yaml"),
        ("runtime: nodejs", "", "runtime is 'nodejs'"),
        ("runtime: [", "", "cannot be read"),
        ("42", "", "runtime is None"),
        ("a: !!bool b", "", "cannot be read"),
        ("[" * 5000, "", "cannot be read: RecursionError"),
        ("runtime: python", None, "there is no program"),
        ("runtime: python", "import pulumi_policy", "makes no PolicyPack"),
        ("runtime: python", "1 / 0", "__main__.py:1: the pack raised ZeroDivisionError"),
        ("runtime: python", "raise SystemExit(1)", "the pack raised SystemExit"),
        ("runtime: python", "(", "the pack raised SyntaxError"),
        ("runtime: python", HEAD + 'PolicyPack("a b", [])', "Invalid policy pack name"),
    ],
)
def test_what_is_no_pack_is_told(tmp_path: Path, settings: str | None, main: str | None, told: str) -> None:
    for name, text in (("PulumiPolicy.yaml", settings), ("__main__.py", main)):
        if text is not None:
            (tmp_path / name).write_text(text)
    with pytest.raises(InputError) as raised:
        judge(tmp_path, Capture(project="shop", stack="dev", resources=()))
    assert told in str(raised.value)


def test_the_written_pack_runs_in_a_check_beside_our_own_rules(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "acme corp"
    assert run("policy-pack", folder).status == 0
    ran = run(
        "check",
        "tests/programs/plain",
        "--stack",
        "x",
        "-c",
        "aws:region=us-east-1",
        "--policy-pack",
        folder,
        "--format",
        "json",
    )
    rules = [verdict["rule"] for verdict in ran.json["verdicts"]]
    assert "acme-corp/no-metadata-v1" in rules
    assert not [rule for rule in rules if rule.startswith("acme-corp/") and rule != "acme-corp/no-metadata-v1"]
    assert any("/" not in rule for rule in rules)


def test_the_rule_to_begin_with_judges_three_ways(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    assert run("policy-pack", folder).status == 0
    found = said(
        folder,
        resource("without", {}),
        resource("unknown", {"metadataOptions": {"httpTokens": UNKNOWN}}),
        resource("with", {"metadataOptions": {"httpTokens": "required"}}),
    )
    assert {name: it.verdict.outcome for (_, name), it in found.items()} == {
        "without": Outcome.FAIL,
        "unknown": Outcome.UNDETERMINED,
    }


def test_files_that_are_there_are_never_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours")
    ran = run("policy-pack", tmp_path)
    assert ran.status == 2
    assert "README.md: is there already" in ran.err
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["README.md"]
    assert (tmp_path / "README.md").read_text() == "ours"


@pytest.mark.parametrize("output", ["table", *FORMATS])
def test_every_output_shows_what_is_waived_by_whom_and_until_when(run: Run, tmp_path: Path, output: str) -> None:
    waivers = tmp_path / "waivers.yaml"
    expires = datetime.now(UTC).date() + timedelta(days=2)
    entry = {"rule": "oversized-instance", "urn": "*::trainer", "owner": "vision", "reason": "once", "ticket": "T1"}
    waivers.write_text(json.dumps({"waivers": [entry | {"expires": expires.isoformat()}]}))
    ran = run("check", "examples/blocked", "--stack", "prod", "--waivers", waivers, "--format", output)
    assert ran.status == 1  # by the other rules
    words = html.unescape(ran.out)
    for told in ("oversized-instance", "vision", "once", "T1", expires.isoformat()):
        assert told in words


def test_waivers_beside_the_program_or_at_the_repositorys_root_are_found(tmp_path: Path) -> None:
    program, today = tmp_path / "team" / "program", date(2026, 7, 1)
    program.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert waivers_for(program, None, today=today) == NONE

    def written(folder: Path, text: str) -> None:
        (folder / "policies").mkdir()
        (folder / "policies" / "waivers.yaml").write_text(text)

    written(tmp_path, "root: 1")
    written(tmp_path / "team", "between: 1")
    assert [it.where for it in waivers_for(program, None, today=today).problems] == [
        f"{tmp_path}/policies/waivers.yaml:1"
    ]
    written(program, "beside: 1")
    (program / "preview.json").write_text("{}")
    for source in (program, program / "preview.json"):
        (problem,) = waivers_for(source, None, today=today).problems
        assert problem.where == f"{program}/policies/waivers.yaml:1"


def test_waivers_and_a_base_are_given_to_a_check(run: Run, tmp_path: Path) -> None:
    check = ("check", "examples/blocked", "--stack", "prod", "--format", "json")
    base = run(*check)
    assert base.status == 1
    file = tmp_path / "base.json"
    file.write_text(base.out)
    same = run(*check, "--baseline", file)
    assert same.status == 0
    broken = [it for it in same.json["verdicts"] if it["verdict"] in ("fail", "undetermined")]
    assert broken
    assert all(it["known"] and not it["blocks"] for it in broken)

    waivers = tmp_path / "waivers.yaml"
    entry = {"rule": "spot-required", "urn": "*", "owner": "o", "reason": "r", "ticket": "t", "expires": "2020-01-01"}
    waivers.write_text(json.dumps({"waivers": [entry]}))
    told = f"{waivers}:1: waives nothing: it expired on 2020-01-01"
    ran = run(*check, "--waivers", waivers)
    assert ran.status == 1
    assert any(told in note for note in ran.json["notes"])
    for output in ("table", "junit", "json"):  # each at least beside the result
        assert told in run(*check[:-1], output, "--waivers", waivers).err
    assert run(*check, "--waivers", tmp_path / "none.yaml").status == 2
