"""Settings that fit a kind of stack, by name: `policies/profiles/<name>.json`, or a file of one's own.

The engine takes the same file: `pulumi preview --policy-pack policies --policy-pack-config policies/profiles/training.json`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from penstock.problem import InputError, Problem, nearest

from .settings import Settings, read_settings

_HERE: Final = Path(__file__).parent


def _folder() -> Path:
    """Beside this file in a wheel, beside the package in the repository."""
    installed = _HERE / "profiles"
    return installed if installed.is_dir() else _HERE.parent / "profiles"


def profile_names() -> list[str]:
    """The profiles that come with the pack, sorted."""
    return sorted(file.stem for file in _folder().glob("*.json"))


def read_profile(named: str) -> Settings:
    """The settings of a profile; what ends in `.json` or has a folder is a file.

    Raises InputError for a name that there is not, and all that `read_settings` raises.
    """
    if named.endswith(".json") or Path(named).name != named:
        return read_settings(Path(named))
    names = profile_names()
    if named in names:
        return read_settings(_folder() / f"{named}.json")
    close = nearest(named, names)
    hint = f"did you mean {close}?" if close else f"write one of {', '.join(names)}, or a file: ./{named}.json"
    raise InputError([Problem(f"--profile {named}", "no such profile", hint)])
