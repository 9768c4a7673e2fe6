"""Python's garbage collection, paused for as long as a command runs."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def garbage_collection_paused() -> Generator[None]:
    """While this lasts, nobody searches for garbage in cycles, of which we make next to none: what has no references is
    freed all the same. Over a large stack the searching takes a sixth of the time, and the more the larger it is."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
