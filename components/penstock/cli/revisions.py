"""A git revision of a program, checked out into a folder where it can be run."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from penstock.problem import InputError, Problem


def is_revision(text: str, folder: Path) -> bool:
    """Whether `text` is a branch, a tag or a commit of the repository that `folder` is in."""
    try:
        _git(folder, text, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}")
    except InputError:
        return False
    return True


@contextmanager
def checked_out(revision: str, folder: Path) -> Generator[Path | None]:
    """`folder` as it was in `revision`, in a temporary place; the work tree is not touched. None when it was not there.
    An InputError about what is in it names the revision in place of that place.

    Raises InputError when `folder` is in no git repository, or the revision does not exist.
    """
    top = Path(_git(folder, revision, "rev-parse", "--show-toplevel").decode().strip())
    _git(folder, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    archive = _git(top, revision, "archive", "--format=tar", revision)
    with tempfile.TemporaryDirectory(prefix="penstock-") as place:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(place, filter="data")
        root = Path(place).resolve()
        inside = root / folder.resolve().relative_to(top.resolve())
        try:
            yield inside if inside.is_dir() else None
        except InputError as error:
            raise InputError([_of(revision, root, problem) for problem in error.problems]) from None


def _of(revision: str, root: Path, problem: Problem) -> Problem:
    """A problem as it stands in the revision: nobody knows the temporary place, `main:stacks/Pulumi.dev.yaml` is git's own way to say it."""

    def named(text: str) -> str:
        return text.replace(f"{root}/", f"{revision}:").replace(str(root), revision)

    return Problem(named(problem.where), named(problem.what), named(problem.fix))


def _git(folder: Path, revision: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        raise InputError(
            [Problem(revision, "needs git, which is not here", "install git, or give two files")]
        ) from None
    if done.returncode:
        raise InputError(
            [
                Problem(
                    revision,
                    f"is neither a file, a folder nor a git revision of {folder}",
                    "write a branch, a tag or a commit of the program's repository, a program's folder, or a saved file",
                )
            ]
        )
    return done.stdout
