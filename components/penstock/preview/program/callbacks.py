"""Runs `apply` callbacks on placeholders, for what they declare.

In a preview the SDK skips the callback of an unknown output, and with it every resource that the callback declares. Here
it is called with the placeholders that the unknowns carry. What it returns is unknown all the same: the result is again a
`UnknownOutput`. So a value can become known only the way it does in the engine's own preview, and never by a callback's
arithmetic or decision on a placeholder.

A resource declared in such a callback is seen with the inputs that it was given: literals are what they are, placeholders
are unknown. If the callback asked a placeholder something (`if arn.startswith(...)`), its literals may be one of several
branches: `doubts()` says where, and the monitor takes its inputs as unknown. It is kept from acting on the world (`side_effects`).
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any, Final, cast

from pulumi import Output
from pulumi.output import UNKNOWN as PULUMI_UNKNOWN
from pulumi.output import Unknown, contains_unknowns

from penstock.preview.errors.raised import asked_at, calling_place
from penstock.preview.placeholders.blocks import Reading, reading
from penstock.preview.placeholders.marks import MARK
from penstock.preview.placeholders.placeholders import UnknownAnything, UnknownOutput, contains_placeholder
from penstock.preview.placeholders.questions import Questions, listening

from .side_effects import SideEffectError, forbidden

Callback = Callable[[Any], Any]

_speculating: Final[ContextVar[tuple[Questions, ...]]] = ContextVar("penstock_speculating", default=())


def doubts() -> list[str]:
    """Where the callbacks that the current context is in decided something on a placeholder."""
    return [place for questions in _speculating.get() for place in questions.places]


@contextmanager
def callbacks_run(note: Callable[[str], None]) -> Generator[None]:
    """While this lasts, callbacks of unknown outputs run. `note` hears of each that could not, once.

    The SDK has no hook for this, so its `Output.apply` is replaced meanwhile.
    """
    original: Callable[..., Output[Any]] = getattr(Output, "apply")  # noqa: B009 - generic, and replaced below

    def apply(self: Output[Any], func: Callback, run_with_unknowns: bool = False) -> Output[Any]:
        return original(self, _Guard(func, run_with_unknowns, note), True)

    setattr(Output, "apply", apply)  # noqa: B010 - the type checker knows that it is a method
    try:
        yield
    finally:
        setattr(Output, "apply", original)  # noqa: B010


class _Guard:
    """A callback that is called with placeholders where its argument is unknown."""

    def __init__(self, func: Callback, wants_unknowns: bool, note: Callable[[str], None]) -> None:
        self._func = func
        self._wants_unknowns = wants_unknowns
        self._note = note
        self._of_sdk = str(getattr(func, "__module__", "")).startswith(("pulumi.", "pulumi_", "penstock.preview."))
        self._lifts = self._of_sdk and getattr(func, "__name__", "") == "lift"
        self._asked = calling_place()

    def __call__(self, value: Any) -> Any:
        with asked_at(self._asked):
            return self._call(value)

    def _call(self, value: Any) -> Any:
        unknown = contains_unknowns(value)
        if (self._lifts and not isinstance(value, Unknown)) or (not unknown and not contains_placeholder(value)):
            return self._read(value)
        if self._wants_unknowns and not self._lifts:
            return self._func(value)  # it copes with unknowns itself
        return self._speculate(_plain(value) if unknown else value)

    def _read(self, value: Any) -> Any:
        """What it gives for a known value: unknown if it looked up what the provider adds to a block in it."""
        with reading() as found:
            token = _speculating.set((*_speculating.get(), found.questions))
            try:
                result = self._func(value)
                if inspect.isawaitable(result) and not isinstance(result, Output):
                    return asyncio.ensure_future(self._read_later(result, found))
            except (Exception, SystemExit) as error:
                if not found.touched:
                    raise
                return self._failed(error)
            finally:
                _speculating.reset(token)
        return _unknown(result) if found.touched else result

    async def _read_later(self, awaited: Awaitable[Any], found: Reading) -> Any:
        try:
            result = await awaited
        except (Exception, SystemExit) as error:
            if not found.touched:
                raise
            return self._failed(error)
        return _unknown(result) if found.touched else result

    def _speculate(self, value: Any) -> Any:
        questions = Questions()
        token = _speculating.set((*_speculating.get(), questions))
        hearing = listening.set(questions)
        try:
            with nullcontext() if self._of_sdk else forbidden():
                result = self._func(value)
                if inspect.isawaitable(result) and not isinstance(result, Output):
                    return asyncio.ensure_future(self._later(result))  # a task keeps this context
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a preview would not have run it at all
            return self._failed(error)
        finally:
            listening.reset(hearing)
            _speculating.reset(token)
        return _unknown(result)

    async def _later(self, result: Awaitable[Any]) -> Any:
        try:
            return _unknown(await result)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - as above
            return self._failed(error)

    def _failed(self, error: BaseException) -> Unknown:
        # The message is left out: it may show a secret that the callback had in its hands.
        if isinstance(error, SideEffectError):
            self._note(
                f"{self._place()}: was kept from what no preview does: to {error} on a placeholder; "
                "what it would declare after that is not seen"
            )
        elif not self._of_sdk:
            self._note(
                f"{self._place()}: cannot run on a placeholder ({type(error).__name__}), "
                "so what it would declare after that is not seen"
            )
        return PULUMI_UNKNOWN

    def _place(self) -> str:
        code = getattr(self._func, "__code__", None)
        return (
            f"{code.co_filename}:{code.co_firstlineno}" if code else str(getattr(self._func, "__name__", "a callback"))
        )


def _plain(value: Any) -> Any:
    """`value` with the values that its placeholders carry; a text for an unknown of which not even the type is known."""
    match value:
        case UnknownOutput():
            return value.value()
        case Unknown():
            return UnknownAnything(MARK)
        case dict():
            return {key: _plain(item) for key, item in cast("dict[Any, Any]", value).items()}
        case list():
            return [_plain(item) for item in cast("list[Any]", value)]
        case _:
            return value


def _unknown(result: Any) -> Any:
    """What a callback gave, as something unknown. An inner output's own state is awaited by the SDK first."""
    if isinstance(result, Unknown):
        return result
    if isinstance(result, Output):
        return cast("Output[Any]", result).apply(UnknownOutput.of)
    return UnknownOutput.of(result)
