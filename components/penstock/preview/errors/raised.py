"""Where an error was raised, kept with the error itself.

What a task raises is raised again wherever it is awaited, and from the second time on without its traceback: asyncio keeps that
once. A callback's error comes to the end of the program over several such awaits. So its places are noted when it is first seen.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import sysconfig
import traceback
from collections.abc import Coroutine, Generator
from types import FrameType, TracebackType
from typing import Any, Final, NamedTuple

_RAISED: Final = "penstock_raised_at"
_ASKED: Final = "penstock_asked_at"

LIBRARIES: Final = (
    "<frozen",
    *(f"{sysconfig.get_path(kind)}/" for kind in ("stdlib", "platstdlib", "purelib", "platlib")),
)
"""Where code is that is not the program's."""


class Place(NamedTuple):
    """A line of code in a function."""

    file: str
    line: int
    function: str


def remembering_task(
    loop: asyncio.AbstractEventLoop, coro: Coroutine[Any, Any, Any] | Generator[Any, None, Any], **options: Any
) -> asyncio.Task[Any]:
    """A task, as the loop makes it; an error that ends it keeps its places."""
    task = asyncio.Task(coro, loop=loop, **options)
    task.add_done_callback(_remember)
    return task


def _remember(task: asyncio.Task[Any]) -> None:
    """The innermost task comes first: what the later ones could add is their own waiting."""
    if not task.cancelled() and (error := task.exception()) is not None:
        error.__dict__.setdefault(_RAISED, _places(error.__traceback__))


@contextlib.contextmanager
def asked_at(place: Place | None) -> Generator[None]:
    """Name `place`, where a callback was handed over, in whatever is raised meanwhile: its own frames do not lead there."""
    try:
        yield
    except BaseException as error:
        if place is not None:
            error.__dict__.setdefault(_ASKED, place)
        raise


def places_of(error: BaseException) -> list[Place]:
    """Where `error` was raised, outermost first, library code and all."""
    kept: list[Place] = error.__dict__.get(_RAISED, [])
    asked: Place | None = error.__dict__.get(_ASKED)
    return [*([asked] if asked else []), *_places(error.__traceback__), *kept]


def calling_place() -> Place | None:
    """The innermost line of code that is no library's, outside of this package."""
    frame = inspect.currentframe()
    while frame is not None:
        code = frame.f_code
        if not code.co_filename.startswith(LIBRARIES) and not _of_ours(frame):
            return Place(code.co_filename, frame.f_lineno, code.co_name)
        frame = frame.f_back
    return None


def _of_ours(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__", "")).startswith("penstock.preview.")


def _places(trace: TracebackType | None) -> list[Place]:
    return [Place(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in traceback.walk_tb(trace)]
