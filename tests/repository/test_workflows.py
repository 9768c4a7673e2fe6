"""The workflows: linted, with no secret and no right to write where a stranger's code runs, and every action pinned.

The workflows that docs/pull-requests.md tells another team to copy are held to the same.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).parents[2]
ACTIONS: Final = sorted((ROOT / ".github/actions").glob("*/action.yml"))
ACTIONLINT: Final = Path(__file__).with_name("actionlint")
PINNED: Final = re.compile(r"uses: ([\w.-]+/[\w./-]+)@[0-9a-f]{40}\b.* # v\d+\.\d+\.\d+$")


def _from_the_page() -> dict[str, str]:
    """The workflows to copy, by name. The page has whole workflows, and parts of them."""
    page = (ROOT / "docs/pull-requests.md").read_text().replace("FULL-COMMIT-SHA", "0" * 40)
    blocks: list[str] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    return {f"docs-{number}.yml": block for number, block in enumerate(blocks) if block.startswith("name:")}


FILES: Final = {
    path.name: path.read_text() for path in sorted((ROOT / ".github/workflows").glob("*.yml"))
} | _from_the_page()


def parsed(text: str) -> dict[str, Any]:
    """The workflow; YAML 1.1 reads its `on` as true."""
    workflow = yaml.safe_load(text)
    return {("on" if key is True else key): value for key, value in workflow.items()}


def triggers(text: str) -> set[str]:
    return {parsed(text)["on"]} if isinstance(parsed(text)["on"], str) else set(parsed(text)["on"])


def steps(text: str) -> Iterator[dict[str, Any]]:
    """Every step of a workflow or of a composite action."""
    read = parsed(text)
    for job in [*read.get("jobs", {}).values(), *([read["runs"]] if "runs" in read else [])]:
        yield from job["steps"]


def of_strangers() -> dict[str, str]:
    """The workflows that run a pull request's code, and the action that does it for them."""
    check = ROOT / ".github/actions/check/action.yml"
    return {name: text for name, text in FILES.items() if "pull_request" in triggers(text)} | {
        "check": check.read_text()
    }


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with ours and the page's workflows, for linters to find."""
    root = tmp_path_factory.mktemp("linted")
    shutil.copytree(ROOT / ".github", root / ".github")
    for name, text in FILES.items():
        (root / ".github/workflows" / name).write_text(text)
    subprocess.run(["git", "init", "--quiet", root], check=True)
    return root


@pytest.fixture(scope="module")
def actionlint() -> str:
    """Built by Go, which keeps it in its own cache; go.mod and go.sum pin what goes into it."""
    go = shutil.which("go")
    if go is None:
        pytest.skip("no `go` to build actionlint with")
    built = subprocess.run(
        [go, "tool", "-n", "actionlint"],
        cwd=ACTIONLINT,
        env={**os.environ, "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly"},
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        pytest.skip(f"actionlint could not be built: {built.stderr.strip()[-300:]}")
    return built.stdout.strip()


def zizmor(folder: Path, persona: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", "--persona", persona, folder],
        capture_output=True,
        text=True,
        check=False,
    )


def test_actionlint_finds_nothing(repository: Path, actionlint: str) -> None:
    ran = subprocess.run([actionlint, "-no-color"], cwd=repository, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_actionlint_would_find_something(repository: Path, actionlint: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(FILES["penstock.yml"].replace("matrix.stack", "matrix.stac"))
    ran = subprocess.run([actionlint, "-no-color", wrong], cwd=repository, capture_output=True, text=True, check=False)
    assert 'property "stac" is not defined' in ran.stdout


def test_zizmor_finds_nothing(repository: Path) -> None:
    for folder, persona in ((ROOT / ".github", "pedantic"), (repository, "regular")):  # the page's are short
        ran = zizmor(folder, persona)
        assert ran.returncode == 0, ran.stdout


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    wrong = FILES["test.yml"].replace("- run: .ci/run", "- run: echo ${{ github.event.pull_request.title }}")
    (folder / "test.yml").write_text(wrong)
    ran = zizmor(tmp_path, "regular")
    assert ran.returncode > 0
    assert "template-injection" in ran.stdout


def test_the_page_has_a_workflow_that_checks_and_one_that_comments() -> None:
    assert [sorted(triggers(text)) for text in _from_the_page().values()] == [["pull_request"], ["workflow_run"]]


@pytest.mark.parametrize("name", FILES)
def test_a_workflow_may_only_read_unless_a_job_says_more(name: str) -> None:
    assert parsed(FILES[name])["permissions"] in ({}, {"contents": "read"})


@pytest.mark.parametrize("name", FILES)
def test_no_workflow_gives_a_strangers_code_the_rights_of_the_default_branch(name: str) -> None:
    assert triggers(FILES[name]) <= {"push", "pull_request", "workflow_run"}


@pytest.mark.parametrize("name", FILES)
def test_every_job_ends_by_itself_and_no_two_do_the_same_at_once(name: str) -> None:
    workflow = parsed(FILES[name])
    assert [job for job, what in workflow["jobs"].items() if "timeout-minutes" not in what] == []
    assert "concurrency" in workflow


@pytest.mark.parametrize("text", [*FILES.values(), *(path.read_text() for path in ACTIONS)])
def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it(text: str) -> None:
    for line in (line.strip() for line in text.splitlines() if "uses:" in line):
        ours = re.search(r"uses: (?:\$/|YOUR-ORG/penstock/)([\w./-]+)", line)
        if ours:
            assert (ROOT / ours[1] / "action.yml").is_file(), line
        else:
            assert PINNED.search(line.replace("}} #", " #").replace("} #", " #")), line


def test_one_action_has_one_pin() -> None:
    texts = [*FILES.values(), *(path.read_text() for path in ACTIONS)]
    pins = {
        pin
        for text in texts
        for pin in re.findall(r"uses: ([\w-]+/[\w/-]+)@([0-9a-f]{40})", text)
        if "YOUR" not in pin[0]
    }
    assert len(pins) > 4
    assert len({action for action, _ in pins}) == len(pins)


@pytest.mark.parametrize("text", [*FILES.values(), *(path.read_text() for path in ACTIONS)])
def test_no_expression_becomes_part_of_a_script(text: str) -> None:
    assert [step["run"] for step in steps(text) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("name", of_strangers())
def test_a_strangers_code_finds_no_secret_and_no_right(name: str) -> None:
    text = of_strangers()[name]
    assert re.findall(r"secrets\b|github\.token|GH_TOKEN|GITHUB_TOKEN|\bwrite\b.*:|: write\b|\binherit\b", text) == []
    for job in parsed(text).get("jobs", {}).values():
        assert job.keys().isdisjoint({"permissions", "environment", "secrets"})


@pytest.mark.parametrize("name", FILES)
def test_no_checkout_leaves_a_token_behind(name: str) -> None:
    kept = [
        step
        for step in steps(FILES[name])
        if step.get("uses", "").startswith("actions/checkout@")
        and step.get("with", {}).get("persist-credentials") is not False
    ]
    assert kept == []


@pytest.mark.parametrize("name", [name for name in FILES if "workflow_run" in triggers(FILES[name])])
def test_the_job_that_may_write_runs_nothing_but_the_comment(name: str) -> None:
    used = [re.sub("@.*", "", step["uses"]) for step in steps(FILES[name])]
    assert [use.removeprefix("$/").removeprefix("YOUR-ORG/penstock/") for use in used] == [".github/actions/comment"]
    job = parsed(FILES[name])["jobs"]["comment"]
    assert job["if"] == "github.event.workflow_run.event == 'pull_request'"
    assert {"actions": "read", "pull-requests": "write"}.items() <= job["permissions"].items()
    assert job["permissions"].keys() <= {"actions", "pull-requests", "security-events"}
    commands = [
        step["run"] for step in steps((ROOT / ".github/actions/comment/action.yml").read_text()) if "run" in step
    ]
    assert commands == ['python3 -I "$GITHUB_ACTION_PATH/comment.py"']


@pytest.mark.parametrize("name", [name for name in FILES if "workflow_run" in triggers(FILES[name])])
def test_the_comment_waits_for_a_workflow_that_exists(name: str) -> None:
    named = {parsed(text)["name"] for text in FILES.values() if "pull_request" in triggers(text)}
    assert set(parsed(FILES[name])["on"]["workflow_run"]["workflows"]) <= named


def test_every_stack_of_ours_is_checked() -> None:
    stacks = {path.name.split(".")[1] for path in (ROOT / "stacks").glob("Pulumi.*.yaml")}
    job = parsed(FILES["penstock.yml"])["jobs"]["check"]
    assert set(job["strategy"]["matrix"]["stack"]) == stacks


def test_the_tests_here_are_the_readmes() -> None:
    assert [step["run"] for step in steps(FILES["test.yml"]) if "run" in step] == [".ci/run"]


def test_the_pre_commit_hook_calls_a_command_that_we_install() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    program, command = hook["entry"].split()
    assert program in scripts
    assert (ROOT / f"components/penstock/cli/commands/{command}.py").is_file()
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    assert f"id: {hook['id']}" in (ROOT / "docs/pull-requests.md").read_text()
