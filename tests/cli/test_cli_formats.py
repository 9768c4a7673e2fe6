"""Formats as a shell sees them: where they go, where they point, and that no secret is in any."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.cli.formats import FORMATS, render
from penstock.cli.formats.places import Place, Places, places_of
from penstock.cli.options import result_options
from penstock.cli.text import cut, printable
from penstock.resources.reading.capture import Capture, SourcePosition
from penstock.resources.reading.values import SecretText
from penstock_policies import Outcome

from .conftest import Run
from .results import HOSTILE, Said, made, texts

BLOCKED: Final = ("check", "examples/blocked", "--stack", "prod", "--year", "2026")
SECRET: Final = "hunter2-and-more"


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_goes_to_stdout_or_to_a_file_beside_the_table(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / "result"
    alone, beside, table = (
        run(*BLOCKED, "--format", name),
        run(*BLOCKED, "--format", name, "--output", file),
        run(*BLOCKED),
    )
    assert (alone.status, beside.status) == (1, 1)
    assert file.read_bytes().decode() == alone.out
    assert beside.out == table.out
    assert "BLOCKED" in beside.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--output", "table.txt"), "--output has no meaning for a table"),
        (("--format", "json", "--output", "no-such-folder/x.json"), "no-such-folder/x.json: cannot be written"),
        (("--format", "json", "--output", "docs"), "'docs' is a directory"),
        (("--format", "sarif2"), "'sarif2' is not one of"),
    ],
)
def test_a_result_that_cannot_be_written_is_told_and_nothing_is_printed(
    run: Run, arguments: tuple[str, ...], told: str
) -> None:
    ran = run(*BLOCKED, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_every_format_can_be_asked_for() -> None:
    choices = next(it for it in _options() if it["name"] == "output")["type"]["choices"]
    assert tuple(choices) == ("table", *FORMATS)


def _options() -> list[dict[str, Any]]:
    @click.command()
    @result_options
    def command() -> None: ...

    return [option.to_info_dict() for option in command.params]


def test_names_that_no_encoding_has_are_written_all_the_same(run: Run, tmp_path: Path) -> None:
    for name in HOSTILE:
        saved = tmp_path / "stack.json"
        urn = f"urn:pulumi:prod::shop::aws:ec2/instance:Instance::{name}"
        place = "project:///../" + name + "#3,1"
        state = {
            "urn": urn,
            "custom": True,
            "type": "aws:ec2/instance:Instance",
            "inputs": {"instanceType": "p5.48xlarge"},
            "sourcePosition": place,
        }
        saved.write_text(json.dumps({"version": 3, "deployment": {"resources": [state]}}))
        for output in FORMATS:
            ran = run("check", saved, "--format", output)
            assert (ran.status, ran.err) == (1, ""), (name, output)
            assert "p5.48xlarge has 8 x H100" in ran.out.replace("&#46;", ".")


PROGRAM: Final = f"""
import pulumi
import pulumi_aws as aws

secret = pulumi.Output.secret("{SECRET}")
data = aws.s3.Bucket("data", bucket=secret, tags={{"owner": secret, "purpose": secret}})
role = aws.iam.Role("role", assume_role_policy="{{}}", name=secret)
aws.iam.RolePolicy("reads", role=role.name, policy=pulumi.Output.json_dumps(
    {{"Statement": [{{"Effect": "Allow", "Action": "s3:*", "Resource": [pulumi.Output.concat("arn:aws:s3:::", secret)]}}]}}
))
profile = aws.iam.InstanceProfile("profile", role=role.name)
aws.ec2.Instance(
    "node",
    ami="ami-1",
    instance_type=secret,
    iam_instance_profile=profile.name,
    user_data=pulumi.Output.concat("aws s3 sync s3://", secret, " /data"),
    tags={{"purpose": secret, "Name": secret, "pool": secret}},
)
aws.ec2.Instance("big", ami="ami-1", instance_type=pulumi.Output.secret("p5.48xlarge"))
aws.ssm.Parameter("token", type="SecureString", value=secret, description=secret)
aws.cloudwatch.LogGroup("logs", name=secret)
pulumi.export("token", secret)
"""


def test_a_secret_of_a_program_is_in_no_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "Pulumi.dev.yaml").write_text("config:\n  aws:region: us-east-1\n")
    (tmp_path / "__main__.py").write_text(PROGRAM)
    for output in ("table", *FORMATS):
        ran = run("check", tmp_path, "--stack", "dev", "--format", output, *(["-v"] if output == "table" else []))
        assert ran.status == 1, ran.err
        assert "oversized-instance" in ran.out
        for told in (ran.out, ran.err):
            assert "hunter2" not in told
            assert "p5.48xlarge" not in told.replace("&#46;", ".")


@pytest.mark.parametrize("name", FORMATS)
def test_a_secret_that_reaches_a_verdict_or_a_cost_as_it_is_shows_its_mask(name: str) -> None:
    secret = SecretText(SECRET)
    said = [Said(name=secret, about=secret, message=secret, fix=secret)]
    said.append(Said(name=secret, about="x", message=secret, fix=secret, outcome=Outcome.UNDETERMINED))
    text = render(name, made(said, notes=[secret], stack=secret, project=secret, file=secret))
    assert "[secret]" in text.replace("&#91;", "[").replace("&#93;", "]")
    assert "hunter2" not in text


# Where a finding is


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a program in a folder of it, whose sources are one folder further down."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    program = tmp_path / "infra" / "gpu"
    (program / "src").mkdir(parents=True)
    (program / "Pulumi.yaml").write_text("name: gpu\nruntime: python\nmain: src\n")
    (program / "src" / "__main__.py").write_text("")
    return tmp_path


def captured(origin: str) -> Capture:
    return Capture(project="gpu", stack="dev", resources=(), origin=origin)


def test_a_place_is_relative_to_the_repository_wherever_the_command_runs(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (repository, repository / "infra", repository / "infra" / "gpu", repository.parent):
        monkeypatch.chdir(folder)
        for source in (repository / "infra" / "gpu", Path("infra/gpu"), Path("gpu"), Path()):
            if (source / "Pulumi.yaml").exists():
                places = places_of(source, captured("program"))
                assert places.of(SourcePosition("pools.py", 7)) == Place("infra/gpu/src/pools.py", 7)
                assert places.of(None) == Place("infra/gpu/Pulumi.yaml", 1)


def test_a_saved_file_belongs_to_the_project_it_lies_in_or_else_to_this_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(repository / "infra" / "gpu")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for folder in (Path("src"), elsewhere):
        (folder / "preview.json").write_text("{}")
        places = places_of(folder / "preview.json", captured("preview"))
        # The engine's positions are relative to the project, not to its sources.
        assert places.of(SourcePosition("src/pools.py", 7)) == Place("infra/gpu/src/pools.py", 7)
        assert places.of(None) == Place("infra/gpu/Pulumi.yaml", 1)


def test_without_a_repository_places_are_relative_to_this_folder_or_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    program = tmp_path / "infra"
    program.mkdir()
    (program / "Pulumi.yml").write_text("name: gpu\nruntime: python\n")
    (program / "__main__.py").write_text("")
    monkeypatch.chdir(tmp_path)
    assert places_of(Path("infra"), captured("program")).of(None) == Place("infra/Pulumi.yml", 1)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert places_of(program, captured("program")).of(None) == Place("Pulumi.yml", 1)


@given(st.sampled_from(["", "/", "../", "../..", "../../", "../../../infra", "x/../../.."]), texts, st.integers(-1, 10))
def test_no_position_leads_out_of_the_repository(above: str, path: str, line: int) -> None:
    found = Places("infra", Place("infra/Pulumi.yaml", 1)).of(SourcePosition(f"{above}{path}", line))
    assert found.path.partition("/")[0] not in ("", ".", "..")
    assert found.line >= 1


# Text


@given(texts)
def test_printable_text_has_nothing_that_is_obeyed_instead_of_shown(text: str) -> None:
    shown = printable(text)
    assert {unicodedata.category(char) for char in shown if char not in "\n\t"}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert shown.encode().decode() == shown
    assert ET.fromstring(f"<a>{shown.replace('&', '').replace('<', '').replace(']]>', '')}</a>").tag == "a"
    assert printable(shown) == shown


@pytest.mark.parametrize("text", ["p5.48xlarge", "größer als 10 $", "漢字", "🦙👩‍🔬", "two\nlines\tand a tab", "C:\\x"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert printable(text) == text


def test_what_is_made_visible_says_what_it_was() -> None:
    assert printable("a\x1b[31m\r\nb\u202ec\ud800") == "a\\x1b[31m\nb\\u202ec\\ud800"
    assert cut("abcdef", 4) == "abc…"
    assert cut("abcd", 4) == "abcd"
