"""The two sides of `penstock diff`: each a saved file, a program's folder, a stack of the program, or a git revision of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from penstock.problem import InputError, Problem, nearest

from .revisions import checked_out, is_revision
from .source import read_capture, refused

if TYPE_CHECKING:
    from collections.abc import Generator

    from penstock.resources.reading.capture import Capture

_PROJECT_FILES = ("Pulumi.yaml", "Pulumi.yml")


@dataclass(frozen=True, slots=True)
class Named:
    """One of the two, before anything is run.

    Attributes:
        text: as it was given.
        path: the file or folder; of a revision, the folder as it is in the work tree.
        revision: whether `text` is one of git.
        stack: the stack that it names or that is to be run; None for a saved file.
        config: over the stack's file.
    """

    text: str
    path: Path
    revision: bool = False
    stack: str | None = None
    config: tuple[str, ...] = ()


def named(base: str, head: str | None, folder: Path, stack: str | None) -> tuple[Named, Named]:
    """Both. One that names no stack (a revision, a folder) is run with --stack, else with the stack that the other one names.

    Raises:
        InputError: one is none of these, with the stacks that there are; or nothing says which stack to run.
    """
    old, new = _named(base, folder, stack), _named(head, folder, stack) if head else Named("", folder, stack=stack)
    if not head and old.stack and not old.revision and old.path == folder and stack is None:
        others = [it for it in stack_names(folder) if it != old.text]
        fix = f"name another: {', '.join(others)}; or a revision before it: main {base}" if others else "name another"
        raise InputError([Problem("HEAD", f"is needed: what is stack {base!r} to be compared with?", fix)])
    both = [it.stack for it in (old, new) if it.stack]
    given = both[0] if both else None
    return (
        Named(old.text, old.path, old.revision, old.stack or given),
        Named(new.text, new.path, new.revision, new.stack or given),
    )


@contextmanager
def opened(it: Named) -> Generator[Path | None]:
    """Where it is to be run or read; None where the revision has no such program."""
    with ExitStack() as stack:
        if not it.revision:
            yield it.path
            return
        place = stack.enter_context(checked_out(it.text, it.path))
        yield place if place is not None and any((place / name).is_file() for name in _PROJECT_FILES) else None


def lacks(it: Named, place: Path | None, other: Path | None) -> str:
    """Why there is nothing to run here while the other side has it: a stack that is new, or gone; empty where there is."""
    if place is None:
        return f"{it.text} has no program in {it.path}" if other is not None else ""
    if it.stack is None or it.config or other is None or not (place.is_dir() and other.is_dir()):
        return ""
    here = stack_names(place)
    if it.stack in here or it.stack not in stack_names(other) or not (here or it.revision):
        return ""  # a program without any stack file needs none, but it may be older than its first
    return f"{it.text or it.path} has no stack {it.stack!r}"


def capture_of(it: Named, place: Path | None) -> Capture:
    """What it asks for. Raises InputError as `read_capture`, and where a provider refuses an input."""
    if place is None:
        fix = "name a revision in which the program exists"
        raise InputError([Problem(it.text, f"has no program in {it.path}", fix)])
    is_file = place.is_file()
    capture = read_capture(place, None if is_file else it.stack, () if is_file else it.config)
    refused(capture)
    return capture


def stack_names(folder: Path) -> Sequence[str]:
    """The stacks that have a file: beside the project's file, or where that says (`stackConfigDir`)."""
    from penstock.preview.project.project import read_project  # noqa: PLC0415 - a saved file needs none

    try:
        places = {folder, read_project(folder).config_folder}
    except InputError:
        return ()
    found = (path for place in places for path in place.glob("Pulumi.*.y*ml"))
    return sorted({path.name.removeprefix("Pulumi.").removesuffix(path.suffix) for path in found})


def _named(text: str, folder: Path, stack: str | None) -> Named:
    """A file or folder first; then, of a name that is a stack and a branch too, the branch where --stack says the stack."""
    path = Path(text)
    if path.exists():
        return Named(text, path, stack=stack if path.is_dir() else None)
    stacks = stack_names(folder)
    if text in stacks and (stack is None or not is_revision(text, folder)):
        return Named(text, folder, stack=text)
    if is_revision(text, folder):
        return Named(text, folder, revision=True, stack=stack)
    near = nearest(text, stacks)
    fixes = [
        f"did you mean {near!r}?" if near else "",
        f"stacks here: {', '.join(stacks)}" if stacks else "",
    ]
    what = f"is neither a file, a folder, a stack nor a git revision of {folder}"
    other = "write one of them, a saved file, a program's folder, or a branch, a tag or a commit of its repository"
    raise InputError([Problem(text, what, "; ".join(filter(None, (*fixes, other))).replace("?;", "?"))])
