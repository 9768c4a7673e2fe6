"""Reads a stack: by running its program in process, or from a saved `pulumi preview --json` or `pulumi stack export`.

Each function is loaded when it is first used: reading a saved file needs neither Pulumi nor a provider SDK.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from penstock.preview.errors.errors import ProgramError

if TYPE_CHECKING:
    from penstock.preview.program.run import run_program
    from penstock.preview.project.checked import run_validated
    from penstock.preview.saved.saved import read_saved
    from penstock.preview.validation.validate import validate_inputs, validated

__all__ = ["ProgramError", "read_saved", "run_program", "run_validated", "validate_inputs", "validated"]

_HOMES: Final = {
    "run_program": ".program.run",
    "run_validated": ".project.checked",
    "read_saved": ".saved.saved",
    "validate_inputs": ".validation.validate",
    "validated": ".validation.validate",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
