"""The job that may write: it comments once a stack, on the pull request that the run was for, and runs nothing of the artifact."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest

from .github_api import BOT, REPOSITORY, TOKEN, GitHub, serving

SCRIPT: Final = Path(__file__).parents[2] / ".github/actions/comment/comment.py"
RUN: Final[dict[str, Any]] = {"head_sha": "5ha", "head_branch": "bigger", "head_repository": {"id": 7}}
PULL: Final[dict[str, Any]] = {"state": "open", "head": {"sha": "5ha", "ref": "bigger", "repo": {"id": 7}}}
MARKER: Final = "<!-- penstock:infra/prod -->"


@pytest.fixture
def github() -> Iterator[GitHub]:
    """Pull request 12, which the run was for."""
    with serving(GitHub(pulls={"12": deepcopy(PULL)})) as running:
        yield running


class Job:
    """The comment's step over the folder of downloaded artifacts."""

    def __init__(self, github: GitHub, folder: Path) -> None:
        self.github = github
        self.artifacts = folder / "artifacts"
        self.output = folder / "output"
        self.event = folder / "event.json"
        self.output.touch()
        self.event.write_text(json.dumps({"workflow_run": RUN}))

    def result(self, body: str, number: str = "12\n", name: str = "penstock") -> Path:
        """What one check left."""
        folder = self.artifacts / name
        folder.mkdir(parents=True)
        (folder / "comment.md").write_text(body)
        (folder / "number").write_text(number)
        return folder

    def run(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", SCRIPT],
            env={
                "GITHUB_API_URL": self.github.url,
                "GITHUB_REPOSITORY": REPOSITORY,
                "GITHUB_EVENT_PATH": str(self.event),
                "GITHUB_OUTPUT": str(self.output),
                "GH_TOKEN": TOKEN,
                "RESULTS": str(self.artifacts),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def refused(self) -> str:
        """Why it would not; nothing was written and nothing goes on to code scanning."""
        ran = self.run()
        assert (ran.returncode, ran.stderr, self.github.wrote, self.output.read_text()) == (1, "", [], "")
        assert ran.stdout.startswith("::error::")
        assert ran.stdout.count("\n") == 1
        return ran.stdout.removeprefix("::error::").strip()


@pytest.fixture
def job(github: GitHub, tmp_path: Path) -> Job:
    return Job(github, tmp_path)


def body(text: str, marker: str = MARKER) -> str:
    return f"**{text}**\n\n{marker}"


def test_the_first_comment_is_written_and_the_next_replaces_it(job: Job, github: GitHub) -> None:
    folder = job.result(body("1 violation"))
    assert job.run().returncode == 0
    (folder / "comment.md").write_text(body("clean") + "\n")
    assert job.run().returncode == 0
    assert github.bodies("12") == [body("clean")]
    assert github.wrote == ["POST 12", "PATCH 12000"]
    assert job.output.read_text() == "number=12\n" * 2


def test_each_stack_has_its_own_comment(job: Job, github: GitHub) -> None:
    other = body("dev", "<!-- penstock:infra/dev -->")
    github.say("12", other)
    job.result(body("prod"))
    assert job.run().returncode == 0
    assert github.bodies("12") == [other, body("prod")]


def test_results_of_several_stacks_become_a_comment_each(job: Job, github: GitHub) -> None:
    job.result(body("dev", "<!-- penstock:infra/dev -->"), name="penstock-dev")
    job.result(body("prod"), name="penstock-prod")
    assert job.run().returncode == 0
    assert github.bodies("12") == [body("dev", "<!-- penstock:infra/dev -->"), body("prod")]


def test_a_comment_is_found_behind_hundreds_of_others(job: Job, github: GitHub) -> None:
    for count in range(250):
        github.say("12", f"looks good {count}", author="someone")
    github.say("12", body("old"))
    job.result(body("new"))
    assert job.run().returncode == 0
    assert github.wrote == ["PATCH 12250"]


def test_a_comment_of_anybody_else_is_never_replaced(job: Job, github: GitHub) -> None:
    github.say("12", body("mine"), author="someone")
    github.say("12", f"{MARKER} is what the bot writes", author=BOT)
    job.result(body("the bot's"))
    assert job.run().returncode == 0
    assert github.wrote == ["POST 12"]


def _other_repository(head: dict[str, Any]) -> None:
    head["repo"] = {"id": 8}


def _deleted_repository(head: dict[str, Any]) -> None:
    head["repo"] = None


def _other_branch(head: dict[str, Any]) -> None:
    head["ref"] = "smaller"


@pytest.mark.parametrize("change", [_other_repository, _deleted_repository, _other_branch])
def test_a_run_cannot_comment_on_a_pull_request_that_it_was_not_for(
    job: Job, github: GitHub, change: Callable[[dict[str, Any]], None]
) -> None:
    github.pulls["13"] = deepcopy(PULL)
    change(github.pulls["13"]["head"])
    job.result(body("hello"), number="13")
    assert "the run was not for pull request 13" in job.refused()


@pytest.mark.parametrize("state", [{"state": "closed"}, {"head": {**PULL["head"], "sha": "newer"}}])
def test_a_pull_request_that_went_on_is_left_alone(job: Job, github: GitHub, state: dict[str, Any]) -> None:
    github.pulls["12"] |= state
    job.result(body("of the push before"))
    ran = job.run()
    assert (ran.returncode, github.wrote, job.output.read_text()) == (0, [], "")
    assert ran.stdout == "::notice::pull request 12 was pushed to or closed since; nothing is written\n"


@pytest.mark.parametrize(
    "number", ["", "0", "-12", "12/../../issues/1", "12\nnumber=13", "\uff11\uff12", "9" * 11, "$(id)"]
)
def test_only_a_number_is_a_number(job: Job, number: str) -> None:
    job.result(body("hello"), number=number)
    assert job.refused() == "the artifact's number is not that of a pull request"


def test_a_number_that_github_does_not_know_is_refused(job: Job) -> None:
    job.result(body("hello"), number="99")
    assert job.refused() == "GitHub answered 404 to GET pulls/99"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no marker",
        f"{MARKER}\nlast line",
        body("x", "<!-- other:infra -->"),
        body("x", "<!-- penstock:a --> b -->"),
    ],
)
def test_a_comment_without_the_marker_at_its_end_is_refused(job: Job, text: str) -> None:
    job.result(text)
    assert job.refused() == "the artifact's comment.md does not end with Penstock's marker"


def test_a_link_to_a_file_of_the_runner_is_not_read(job: Job, tmp_path: Path) -> None:
    folder = job.result("")
    (tmp_path / "secret").write_text(body("the runner's"))
    (folder / "comment.md").unlink()
    (folder / "comment.md").symlink_to(tmp_path / "secret")
    assert "comment.md is not a file" in job.refused()


def test_a_comment_that_github_would_refuse_is_not_read(job: Job) -> None:
    job.result(body("x" * 70_000))
    assert "comment.md is not a file of at most 65536 bytes" in job.refused()


def test_text_in_another_encoding_is_refused(job: Job) -> None:
    (job.result("") / "comment.md").write_bytes(b"\xff\xfe")
    assert job.refused() == "the artifact's comment.md is not UTF-8"


def test_artifacts_that_name_several_pull_requests_are_refused(job: Job, github: GitHub) -> None:
    github.pulls["13"] = deepcopy(PULL)
    job.result(body("a"), name="penstock-a")
    job.result(body("b"), number="13", name="penstock-b")
    assert job.refused() == "the artifacts name several pull requests"


def test_a_run_writes_no_flood_of_comments(job: Job) -> None:
    for count in range(21):
        job.result(body(str(count)), name=f"penstock-{count}")
    assert job.refused() == "the artifacts hold 21 results; at most 20 become comments"


def test_without_a_result_there_is_nothing_to_say(job: Job, github: GitHub) -> None:
    job.artifacts.mkdir()
    ran = job.run()
    assert (ran.returncode, ran.stdout, github.wrote) == (
        0,
        "::notice::the check left no result: its log says why\n",
        [],
    )


def test_a_token_without_the_right_is_told_which_one(job: Job, github: GitHub) -> None:
    github.refuse = 403
    job.result(body("hello"))
    assert job.refused() == "GitHub answered 403 to POST issues/12/comments: does the job have pull-requests: write?"


def test_a_github_that_is_away_is_one_sentence(job: Job, github: GitHub) -> None:
    github.url = "http://127.0.0.1:9"
    job.result(body("hello"))
    assert job.refused() == "GitHub did not answer GET pulls/12"
