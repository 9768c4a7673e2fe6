"""A program runs with the environment that its project names: its packages, its SDKs, its interpreter."""

from __future__ import annotations

import json
import os
import pickle
import stat
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from pathlib import Path

import pytest

from penstock.preview import ProgramError, run_validated
from penstock.preview.project import other_python as other
from penstock.preview.project.environment import environment_folder, environment_of, install_command, missing_module
from penstock.preview.project.project import read_project
from penstock.problem import InputError
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.values import SecretText

from .runner import Runner, named

HERE = sysconfig.get_path("purelib")
LARGE = """\
import corp_sizes
import pulumi_aws as aws

aws.ec2.Instance("gpu", ami="ami-0123456789abcdef0", instance_type=corp_sizes.LARGE)
"""
NAMED = "name: small\nruntime:\n  name: python\n  options:\n    virtualenv: .venv\n"
CONFIG = {"aws:region": "us-west-2"}


def project_with(run: Runner, source: str = LARGE, *, project: str = NAMED, **files: str) -> Path:
    return run.write(source, project=project, files={name.replace("__", "."): text for name, text in files.items()})


def packages_of(environment: Path) -> Path:
    folder = environment / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def own_package(environment: Path, text: str = 'LARGE = "p4d.24xlarge"\n', name: str = "corp_sizes") -> None:
    package = packages_of(environment) / name
    package.mkdir()
    (package / "__init__.py").write_text(text, encoding="utf-8")


@pytest.fixture
def whole(run: Runner) -> Path:
    """A project whose environment has an interpreter of its own, Pulumi and its SDKs, and a package of the team's."""
    folder = project_with(run)
    venv.create(folder / ".venv", symlinks=True)
    own_package(folder / ".venv")
    (packages_of(folder / ".venv") / "others.pth").write_text(HERE, encoding="utf-8")
    return folder


def checked(folder: Path) -> Capture:
    capture = run_validated(folder, "dev", config=CONFIG)
    assert capture.problems == ()
    return capture


def test_an_environment_with_all_it_needs_is_run_by_its_own_interpreter(whole: Path) -> None:
    (whole / "__main__.py").write_text(
        f"{LARGE}\nimport sys, pulumi\npulumi.export('prefix', sys.prefix)\n", encoding="utf-8"
    )
    capture = checked(whole)
    assert named(capture, "gpu").inputs["instanceType"] == "p4d.24xlarge"
    assert str(named(capture, "gpu").source) == "__main__.py:4"
    assert capture.outputs["prefix"] == str(whole / ".venv")
    assert not any(".venv" in note for note in capture.notes)


def test_a_penstock_of_its_own_is_not_the_one_that_records(whole: Path) -> None:
    own_package(whole / ".venv", "raise ImportError('of another version')\n", "penstock")
    source = f"{LARGE}\nimport pulumi\nfrom penstock.resources import read\npulumi.export('name', read.__name__)\n"
    (whole / "__main__.py").write_text(source, encoding="utf-8")
    assert checked(whole).outputs == {"name": "read"}


def test_what_an_environment_without_pulumi_lacks_is_lent(run: Runner) -> None:
    folder = project_with(run)
    venv.create(folder / ".venv", symlinks=True)
    own_package(folder / ".venv")
    capture = checked(folder)
    assert named(capture, "gpu").inputs["instanceType"] == "p4d.24xlarge"
    (note,) = (note for note in capture.notes if ".venv" in note)
    assert note.startswith(".venv has no pulumi: penstock's own packages stand in")


def test_packages_without_an_interpreter_come_first(run: Runner) -> None:
    folder = project_with(run)
    own_package(folder / ".venv")
    assert named(checked(folder), "gpu").inputs["instanceType"] == "p4d.24xlarge"


def test_an_older_pythons_compiled_packages_are_taken_from_here(run: Runner) -> None:
    folder = project_with(run)
    own_package(folder / ".venv")
    (folder / ".venv" / "pyvenv.cfg").write_text("version = 3.9.18\n", encoding="utf-8")
    own_package(folder / ".venv", "raise ImportError('compiled for another')\n", "yaml")
    (packages_of(folder / ".venv") / "yaml" / "_yaml.cpython-39-x86_64-linux-gnu.so").touch()
    assert named(checked(folder), "gpu").inputs["instanceType"] == "p4d.24xlarge"


def test_the_environments_own_sdk_validates(whole: Path) -> None:
    (whole / "__main__.py").write_text(LARGE.replace("ami=", "opts=None, ami=") + "\nimport acme\n", encoding="utf-8")
    own_package(
        whole / ".venv",
        """
import pulumi


@pulumi.input_type
class ThingArgs:
    def __init__(self, size=None):
        pulumi.set(self, "size", size)

    @property
    @pulumi.getter
    def size(self) -> pulumi.Input[int]: ...


class Thing(pulumi.CustomResource):
    pulumi_type = "acme:index:Thing"

    def __init__(self, name, size):
        super().__init__(self.pulumi_type, name, {"size": size}, None)


Thing("thing", "many")
""",
        "acme",
    )
    capture = run_validated(whole, "dev", config=CONFIG)
    assert named(capture, "thing").inputs["size"] == "many"
    assert ["size" in str(problem) and "whole number" in str(problem) for problem in capture.problems] == [True]


def test_a_failure_is_told_as_in_this_process(whole: Path, run: Runner) -> None:
    source = 'import pulumi_aws as aws\n\naws.s3.Bucket("first")\n\n\ndef size():\n    return {}["large"]\n\n\nsize()\n'
    (whole / "__main__.py").write_text(source, encoding="utf-8")
    with pytest.raises(ProgramError) as there:
        run_validated(whole, "dev", config=CONFIG)
    (whole / "Pulumi.yaml").write_text("name: small\nruntime: python\n", encoding="utf-8")
    with pytest.raises(ProgramError) as here:
        run_validated(whole, "dev", config=CONFIG)
    assert there.value.problems == here.value.problems
    assert there.value.frames == here.value.frames
    assert there.value.capture == here.value.capture


def test_a_config_problem_is_told_as_in_this_process(whole: Path) -> None:
    (whole / "Pulumi.yaml").write_text(f"{NAMED}config:\n  size:\n    type: integer\n", encoding="utf-8")
    with pytest.raises(InputError, match="config small:size is missing"):
        run_validated(whole, "dev", config=CONFIG)


def test_secrets_stay_secret(whole: Path) -> None:
    source = 'import pulumi\nimport pulumi_aws as aws\n\naws.ssm.Parameter("p", type="String", value=pulumi.Output.secret("hunter2"))\n'
    (whole / "__main__.py").write_text(source, encoding="utf-8")
    value = named(checked(whole), "p").inputs["value"]
    assert isinstance(value, SecretText)
    assert "hunter2" not in f"{value}"


def test_what_the_program_prints_is_no_answer(whole: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (whole / "__main__.py").write_text(f"{LARGE}\nprint('hello')\n", encoding="utf-8")
    seen: list[str] = []
    run_validated(whole, "dev", config=CONFIG, progress=lambda _count, name: seen.append(name))
    assert any(name.endswith(" gpu") for name in seen)
    printed = capfd.readouterr()
    assert (printed.out, "hello" in printed.err) == ("", True)


def test_an_interpreter_that_dies_is_told(whole: Path) -> None:
    (whole / "__main__.py").write_text("import os\n\nos._exit(3)\n", encoding="utf-8")
    with pytest.raises(InputError, match="ended with status 3 before the program did"):
        run_validated(whole, "dev", config=CONFIG)


def test_this_environment_needs_no_other_process(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project_with(run, 'import pulumi\n\npulumi.export("a", 1)\n', project=NAMED.replace(".venv", sys.prefix))
    monkeypatch.setattr(other, "run_elsewhere", None)
    assert checked(folder).outputs == {"a": 1}


def test_an_environment_that_is_not_there_is_noted(run: Runner) -> None:
    folder = project_with(run, 'import pulumi\n\npulumi.export("a", 1)\n', requirements__txt="pulumi\n")
    (note,) = checked(folder).notes
    assert "names the environment .venv, which is not there: run with penstock's own packages" in note
    assert "python3 -m venv .venv && .venv/bin/python -m pip install -r requirements.txt" in note


UV = "name: small\nruntime: {name: python, options: {toolchain: uv}}\n"
POETRY = "name: small\nruntime: {name: python, options: {toolchain: poetry}}\n"
PLAIN = "name: small\nruntime: python\n"
MISSING: dict[str, tuple[str, Mapping[str, str], str]] = {
    "listed, pip": (
        NAMED,
        {"requirements.txt": "pulumi\ncorp_sizes==1\n"},
        "lists it; .*: python3 -m venv .venv && .venv/bin/python -m pip install -r requirements.txt",
    ),
    "listed, uv": (UV, {"pyproject.toml": 'dependencies = ["corp-sizes"]\n'}, "pyproject.toml lists it; .*: uv sync"),
    "listed, poetry": (POETRY, {"pyproject.toml": 'corp-sizes = "*"\n'}, "pyproject.toml lists it; .*: poetry install"),
    "listed nowhere": (NAMED, {"requirements.txt": "pulumi\n"}, "requirements.txt does not list it: add the package"),
    "without a list": (NAMED, {}, "list the package that has it in requirements.txt"),
    "with pyproject.toml alone": (NAMED, {"pyproject.toml": "pulumi\n"}, r"pyproject.toml does not list it: .* -e \."),
    "a folder of the repository": (
        PLAIN,
        {"libs/corp_sizes/__init__.py": ""},
        "libs/corp_sizes is not on the module path: .* PYTHONPATH=.*/libs",
    ),
    "without an environment": (PLAIN, {"requirements.txt": "corp_sizes\n"}, "-m pip install -r requirements.txt"),
}


@pytest.mark.parametrize(("project", "files", "fix"), MISSING.values(), ids=MISSING)
def test_a_module_that_is_missing_names_the_toolchains_command(
    run: Runner, project: str, files: Mapping[str, str], fix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    folder = run.write(LARGE, project=project, files=files)
    with pytest.raises(ProgramError, match=fix) as caught:
        run_validated(folder, "dev", config=CONFIG)
    (problem,) = caught.value.problems
    assert problem.where == "__main__.py:1 in <module>"
    assert problem.what == "ModuleNotFoundError: No module named 'corp_sizes'"


def test_a_missing_module_of_an_own_environment_names_its_interpreter(whole: Path) -> None:
    (whole / "requirements.txt").write_text("corp-shapes\n", encoding="utf-8")
    (whole / "__main__.py").write_text("import corp_shapes\n", encoding="utf-8")
    with pytest.raises(ProgramError, match=r"lists it; .*: \.venv/bin/python -m pip install -r requirements.txt"):
        run_validated(whole, "dev", config=CONFIG)


def test_where_uv_has_its_environment(tmp_path: Path) -> None:
    (tmp_path / "uv.lock").touch()
    inner = tmp_path / "infra"
    inner.mkdir()
    (inner / "__main__.py").touch()
    (inner / "Pulumi.yaml").write_text(UV, encoding="utf-8")
    project = read_project(inner)
    assert environment_folder(project, {}) == tmp_path / ".venv"
    assert environment_folder(project, {"UV_PROJECT_ENVIRONMENT": "env"}) == tmp_path / "env"
    assert install_command(project, {}) == "uv sync"


def test_where_poetry_has_its_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "__main__.py").touch()
    (tmp_path / "Pulumi.yaml").write_text(POETRY, encoding="utf-8")
    project = read_project(tmp_path)
    assert environment_folder(project, {}) == tmp_path / ".venv"
    poetry = tmp_path / "bin" / "poetry"
    poetry.parent.mkdir()
    poetry.write_text(f'#!/bin/sh\n[ "$*" = "env info --path" ] && echo {tmp_path}/cache/env\n', encoding="utf-8")
    poetry.chmod(poetry.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{poetry.parent}{os.pathsep}{os.environ['PATH']}")
    assert environment_folder(project, {}) == tmp_path / "cache" / "env"


def test_an_activated_environment_is_the_python_that_is_there(whole: Path) -> None:
    (whole / "Pulumi.yaml").write_text(PLAIN, encoding="utf-8")
    project = read_project(whole)
    active = {"VIRTUAL_ENV": str(whole / ".venv")}
    assert environment_of(project, {}) is None
    assert environment_of(project, active) is None  # it has no pulumi: it is there for something else
    (packages_of(whole / ".venv") / "pulumi").mkdir()
    found = environment_of(project, active)
    assert found is not None
    assert found.python == whole / ".venv" / "bin" / "python"


def test_another_pythons_environment_without_pulumi_cannot_be_lent_one(run: Runner) -> None:
    folder = project_with(run)
    request: dict[str, object] = {
        "directory": str(folder),
        "stack": "dev",
        "config": {},
        "packages": None,
        "version": [3, 99],
        "fill": [HERE],
    }
    child = Path(other.__file__).with_name("child.py")
    told = subprocess.run(
        [sys.executable, "-S", child],
        input=json.dumps(request).encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": ""},
    )
    assert pickle.loads(told.stdout) == ("no pulumi",)


def test_an_answer_has_our_own_types_alone(whole: Path) -> None:
    program = "import os, pickle\n\nos.write(3, pickle.dumps(('done', os.getcwd)))\nos._exit(0)\n"
    (whole / "__main__.py").write_text(program, encoding="utf-8")
    with pytest.raises(InputError, match="before the program did"):
        run_validated(whole, "dev", config=CONFIG)


def test_the_advice_for_a_module_inside_a_package(run: Runner) -> None:
    project = read_project(project_with(run, requirements__txt="corp.sizes\n"))
    assert "lists it" in missing_module("corp_sizes.large", project, {})
