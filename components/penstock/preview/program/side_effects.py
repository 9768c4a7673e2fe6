"""Side effects of callbacks that run on placeholders: files, processes and networks are kept from them.

`pulumi preview` skips the callback of an unknown output. Here it runs, for what it declares; so what it does besides, which no preview
would do, must not happen: an order to the cloud's own command line, a request, a kubeconfig overwritten with placeholders. Starting a
process, connecting, and changing a file raise `SideEffectError` in it, an `OSError` like those that a locked-down machine gives, so that
Python's own writing of byte code goes on without. Python tells of these by its audit events (PEP 578). What a callback does in a thread
that it starts itself, or by a C library of its own, is not seen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Final

_DONE_BY: Final = {
    "start a process": (
        *(
            "subprocess.Popen",
            "os.system",
            "os.exec",
            "os.posix_spawn",
            "os.spawn",
            "os.fork",
            "os.forkpty",
            "pty.spawn",
        ),
        *("os.startfile", "os.kill"),
    ),
    "connect to another machine": ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
    "change files": (
        *(
            "os.remove",
            "os.rename",
            "os.rmdir",
            "os.mkdir",
            "os.link",
            "os.symlink",
            "os.truncate",
            "os.chmod",
            "os.chown",
        ),
        *("shutil.rmtree", "shutil.move", "shutil.copyfile"),
    ),
}
_WHAT: Final = {event: words for words, events in _DONE_BY.items() for event in events}

_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_forbidden: Final[ContextVar[bool]] = ContextVar("penstock_side_effects_forbidden", default=False)


class SideEffectError(PermissionError):
    """What a callback was kept from; `str` of it is what, for people: `start a process`."""


@contextmanager
def forbidden() -> Generator[None]:
    """While this lasts, in this context, side effects raise `SideEffectError`."""
    before = forbidden_now()
    forbid(True)
    try:
        yield
    finally:
        forbid(before)


def forbid(forbidding: bool) -> None:
    """From now on, in this context, side effects raise `SideEffectError`, or do not."""
    if forbidding:
        _listen()
    _forbidden.set(forbidding)


def forbidden_now() -> bool:
    """Whether they do, in this context."""
    return _forbidden.get()


@cache
def _listen() -> None:
    """Once a process: an audit hook stays as long as it lives, and does nothing outside of `forbidden`."""
    sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if not _forbidden.get():
        return
    what = _WHAT.get(event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES and arguments[0] != os.devnull:
        what = "change files"
    if what is not None:
        raise SideEffectError(what)
