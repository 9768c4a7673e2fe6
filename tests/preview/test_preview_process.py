"""A run leaves no trace in this process, and takes none from it."""

from __future__ import annotations

import json
import os
import sys
import threading
import types
from pathlib import Path
from typing import Any

import pulumi
import pytest

from penstock.cli.main import main
from penstock.preview import ProgramError, run_program
from penstock.preview.program.echo import outputs_of

from .runner import PROJECT, Runner

HEAD = "import pulumi\nimport pulumi_aws as aws\n"


def state() -> dict[str, object]:
    """What a program may change in a process."""
    return {
        "cwd": Path.cwd(),
        "path": list(sys.path),
        "argv": list(sys.argv),
        "environ": dict(os.environ),
        "stdout": sys.stdout,
        "apply": pulumi.Output.__dict__["apply"],
        "json": (json.JSONEncoder.__dict__["encode"], json.JSONEncoder.__dict__["iterencode"]),
    }


@pytest.mark.parametrize("ending", ["", "raise ValueError('x')", "sys.exit(2)"])
def test_what_a_program_changes_is_put_back_however_it_ends(run: Runner, ending: str) -> None:
    before = state()
    source = f"""{HEAD}
import os, sys
os.environ["PENSTOCK_TEST_LEFT"] = "behind"
os.environ.pop("HOME", None)
os.chdir("/")
sys.path.insert(0, "/nowhere")
sys.argv.append("--more")
{ending}
"""
    if ending:
        with pytest.raises(ProgramError):
            run(source)
    else:
        run(source)
    assert state() == before


OWN = {
    "a file": {"naming.py": "NAME = '{0}'\n"},
    "a package": {"naming/__init__.py": "NAME = '{0}'\n"},
    "a module of a package": {"naming/__init__.py": "from .inner import NAME\n", "naming/inner.py": "NAME = '{0}'\n"},
    "a folder": {"shared/naming.py": "NAME = '{0}'\n"},
}
IMPORTS = {"a folder": "from shared import naming"}


@pytest.mark.parametrize("kind", OWN)
def test_each_program_gets_its_own_modules(tmp_path: Path, kind: str) -> None:
    for name in ("first", "second"):
        folder = Runner(tmp_path / name).write(
            f"{IMPORTS.get(kind, 'import naming')}\nimport pulumi\npulumi.export('name', naming.NAME)\n",
            files={path: text.format(name) for path, text in OWN[kind].items()},
        )
        assert run_program(folder, "dev").outputs == {"name": name}
    assert not {"naming", "naming.inner", "shared", "shared.naming"} & set(sys.modules)


def test_a_module_from_a_folder_that_the_program_added_is_its_own_too(tmp_path: Path) -> None:
    for name in ("first", "second"):
        folder = Runner(tmp_path / name / "program").write(
            """
import sys
import threading
sys.path.insert(0, "../library")
import naming_of_the_library
import pulumi
pulumi.export("name", naming_of_the_library.NAME)
""",
            files={"../library/naming_of_the_library.py": f"NAME = '{name}'\n"},
        )
        assert run_program(folder, "dev").outputs == {"name": name}


@pytest.mark.parametrize(
    "name", ["penstock", "policies", "config", "types", "utils", "cli", "marks", "resources", "benchmarks", "yaml"]
)
def test_a_module_of_the_programs_may_be_named_like_one_of_ours(run: Runner, name: str) -> None:
    before = sys.modules.get(name)
    capture = run(
        f"import {name}\nimport pulumi\npulumi.export('mine', {name}.MINE)\n", files={f"{name}.py": "MINE = True\n"}
    )
    assert capture.outputs == {"mine": True}
    assert sys.modules.get(name) is before


@pytest.mark.parametrize("name", ["logging", "random", "calendar", "secrets", "types"])
def test_a_module_of_the_programs_may_be_named_like_a_standard_one(run: Runner, name: str) -> None:
    before = sys.modules.get(name)
    capture = run(
        f"{HEAD}import {name}\naws.sns.Topic('topic')\npulumi.export('mine', {name}.MINE)\n",
        files={f"{name}.py": "MINE = True\n"},
    )
    assert capture.outputs == {"mine": True}
    assert sys.modules.get(name) is before
    assert sys.modules["types"] is types


def test_the_program_may_be_in_a_folder_of_its_own(run: Runner) -> None:
    source = "import os, parts, pulumi\npulumi.export('cwd', os.path.basename(os.getcwd()))\n"
    project = "name: small\nruntime: python\nmain: src/\n"
    run.write("", project=project, files={"src/__main__.py": source, "src/parts.py": ""})
    (run.folder / "__main__.py").unlink()
    assert run.run_there().outputs == {"cwd": "src"}


def test_the_program_may_be_a_file_by_name(run: Runner) -> None:
    project = "name: small\nruntime: {name: python, options: {virtualenv: .venv}}\nmain: infra/program.py\n"
    run.write("", project=project, files={"infra/program.py": "import pulumi\npulumi.export('name', __name__)\n"})
    assert run.run_there().outputs == {"name": "__main__"}


def test_two_runs_do_not_affect_each_other(run: Runner) -> None:
    first = f"""{HEAD}
pulumi.runtime.register_resource_transform(
    lambda args: pulumi.ResourceTransformResult({{**args.props, "name": "changed"}}, args.opts))
pulumi.runtime.register_stack_transformation(
    lambda args: pulumi.ResourceTransformationResult({{**args.props, "name": "changed"}}, args.opts))
aws.sns.Topic("topic")
pulumi.export("first", pulumi.Config().get("key"))
"""
    second = f"{HEAD}aws.sns.Topic('topic')\npulumi.export('second', pulumi.Config().get('key'))\n"
    alone = run(second)
    assert run(first, config={"key": "value"}).outputs == {"first": "value"}
    assert run(second) == alone
    with pytest.raises(ProgramError):
        run(f"{first}\nraise ValueError\n", stack="prod")
    assert run(second) == alone


def test_a_run_is_possible_while_a_program_of_the_callers_own_is_set_up(run: Runner) -> None:
    pulumi.runtime.set_all_config({"small:key": "the caller's"})
    assert run(f"{HEAD}pulumi.export('key', pulumi.Config().get('key'))\n").outputs.get("key") is None
    assert pulumi.runtime.get_config("small:key") == "the caller's"
    pulumi.runtime.set_all_config({})


NOISY = f"""{HEAD}
import os, subprocess, sys
print("printed")
sys.stdout.write("written")
os.write(1, b"raw")
subprocess.run(["echo", "by a child"])
pulumi.log.info("logged")
aws.sns.Topic("topic")
"""


def test_what_a_program_prints_does_not_reach_the_report(run: Runner, capfd: pytest.CaptureFixture[str]) -> None:
    folder = run.write(NOISY)
    assert main(["preview", str(folder), "--stack", "dev", "--format", "json"]) == 0
    out, err = capfd.readouterr()
    assert {it["name"] for it in json.loads(out)["resources"]} >= {"topic"}
    for text in ("printed", "written", "raw", "by a child"):
        assert text in err


def test_a_failing_program_is_exit_2_without_a_traceback(run: Runner, capfd: pytest.CaptureFixture[str]) -> None:
    folder = run.write(f"{HEAD}\ndef build():\n    raise ValueError('no such size')\n\nbuild()\n")
    assert main(["check", str(folder), "--stack", "dev", "--format", "json"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "no such size" in err
    assert "__main__.py:5 in build" in err
    assert "Traceback" not in err


def test_progress_tells_each_resource(run: Runner) -> None:
    heard: list[tuple[int, str]] = []
    folder = run.write(f"{HEAD}aws.sns.Topic('topic')\n", project=PROJECT)
    run_program(folder, "dev", progress=lambda count, newest: heard.append((count, newest)))
    assert any(newest == "aws:sns/topic:Topic topic" for _, newest in heard)
    assert sorted(count for count, _ in heard) == [1, 2, 3]


def test_types_are_read_in_the_programs_own_thread_also_after_a_transform(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A provider's modules load when something in them is first asked for, and cannot by two threads at once."""
    threads: list[int] = []

    def heard(*arguments: Any, **named: Any) -> dict[str, Any]:
        threads.append(threading.get_ident())
        return outputs_of(*arguments, **named)

    monkeypatch.setattr("penstock.preview.program.monitor.outputs_of", heard)
    run("""
import pulumi
import pulumi_aws as aws

for number in range(20):
    aws.sns.Topic(f"topic-{number}", opts=pulumi.ResourceOptions(transforms=[lambda args: None] if number % 2 else []))
aws.sns.Topic.get("known", "arn:aws:sns:us-east-1:111122223333:known")
aws.ec2.get_ami_output(owners=["amazon"])
""")
    assert len(threads) > 20
    assert set(threads) == {threading.get_ident()}
