"""Put the comments of a check on its pull request, each in the place of the one before.

It runs in a job that may write, on an artifact of a job that ran a stranger's code. So the artifact is data: two small files
are read, nothing of it is run, and its pull request must be the one that GitHub says the run was for.

Source: docs.github.com, "Webhook events and payloads" (workflow_run), "REST API endpoints for pull requests", "REST API
endpoints for issue comments".
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Final

LIMIT: Final = 65_536
"""Bytes; GitHub refuses a comment of more characters, and `penstock check` writes none."""

MOST: Final = 20
"""Comments of one run; a stranger's artifact may hold any number of results."""

PAGE: Final = 100
MARKER: Final = re.compile(r"<!-- penstock:[A-Za-z0-9._~%/-]{1,500} -->")
NUMBER: Final = re.compile(r"[1-9][0-9]{0,9}")
AUTHOR: Final = "github-actions[bot]"
"""Who the job's token writes as; a comment of anybody else is never touched, whatever it says."""


class RefusedError(Exception):
    """The artifact is not what a check writes, or GitHub said no."""


def api(method: str, path: str, body: dict[str, str] | None = None) -> Any:
    """What GitHub answers. `path` begins after the repository's.

    Raises:
        RefusedError: an answer other than success, or none.
    """
    url = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/{path}"
    request = urllib.request.Request(  # noqa: S310 - the runner's own address
        url,
        data=None if body is None else json.dumps(body).encode(),
        method=method,
        headers={"Authorization": f"Bearer {os.environ['GH_TOKEN']}", "Accept": "application/vnd.github+json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)
    except urllib.error.HTTPError as error:
        why = ": does the job have pull-requests: write?" if error.code == 403 else ""
        raise RefusedError(f"GitHub answered {error.code} to {method} {path}{why}") from error
    except OSError as error:
        raise RefusedError(f"GitHub did not answer {method} {path}") from error


def read(file: Path) -> str:
    """The text of a small, regular file.

    Raises:
        RefusedError: it is a link, is not there, is too large or is not UTF-8.
    """
    if file.is_symlink() or not file.is_file() or file.stat().st_size > LIMIT:
        raise RefusedError(f"the artifact's {file.name} is not a file of at most {LIMIT} bytes")
    try:
        return file.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise RefusedError(f"the artifact's {file.name} is not UTF-8") from error


def pull_request(number: str, run: Any) -> bool:
    """Whether `number` is the pull request of `run` still: False where it was pushed to or closed since.

    The event cannot be asked: its `pull_requests` is empty for a fork.

    Raises:
        RefusedError: it never was.
    """
    if not NUMBER.fullmatch(number):
        raise RefusedError("the artifact's number is not that of a pull request")
    found = api("GET", f"pulls/{number}")
    if (found["head"]["repo"] or {}).get("id") != run["head_repository"]["id"]:
        raise RefusedError(f"the run was not for pull request {number}: another repository")
    if found["head"]["ref"] != run["head_branch"]:
        raise RefusedError(f"the run was not for pull request {number}: another branch")
    return found["state"] == "open" and found["head"]["sha"] == run["head_sha"]


def put(number: str, body: str) -> None:
    """Replace the comment with the marker that `body` ends with, or write the first.

    Raises:
        RefusedError: there is no marker.
    """
    marker = body.rpartition("\n")[2]
    if not MARKER.fullmatch(marker):
        raise RefusedError("the artifact's comment.md does not end with Penstock's marker")
    page = 1
    while found := api("GET", f"issues/{number}/comments?per_page={PAGE}&page={page}"):
        for comment in found:
            if comment["user"]["login"] == AUTHOR and comment["body"].strip().endswith(f"\n{marker}"):
                api("PATCH", f"issues/comments/{comment['id']}", {"body": body})
                return
        page += 1
    api("POST", f"issues/{number}/comments", {"body": body})


def say(command: str) -> None:
    """A command to the runner, which shows it beside the run."""
    sys.stdout.write(f"{command}\n")


def main() -> None:
    """Comment for each folder of the artifact.

    Raises:
        RefusedError: the artifact is not what a check writes, or GitHub said no.
    """
    run = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))["workflow_run"]
    folders = sorted(file.parent for file in Path(os.environ["RESULTS"]).rglob("comment.md"))
    if not folders:
        say("::notice::the check left no result: its log says why")
        return
    if len(folders) > MOST:
        raise RefusedError(f"the artifacts hold {len(folders)} results; at most {MOST} become comments")
    numbers = {read(folder / "number") for folder in folders}
    if len(numbers) > 1:
        raise RefusedError("the artifacts name several pull requests")
    number = numbers.pop()
    if not pull_request(number, run):
        say(f"::notice::pull request {number} was pushed to or closed since; nothing is written")
        return
    for folder in folders:
        put(number, read(folder / "comment.md"))
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
        output.write(f"number={number}\n")


if __name__ == "__main__":
    try:
        main()
    except RefusedError as refused:
        say(f"::error::{refused}")
        sys.exit(1)
