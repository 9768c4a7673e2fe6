"""The peers, each in an environment of its own in the user's cache: their versions are in `<name>.txt`.

Two environments, because c7n-left and Checkov each need another distribution of the module `hcl2`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

POLICIES: Final = Path(__file__).with_name("policies.yaml")
"""Three of c7n-left's policies."""


def installed(name: str) -> Path:
    """The peer's program. It is installed when it is not there in the versions of its file."""
    versions = Path(__file__).with_name(f"{name}.txt")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "penstock"
    folder = cache / f"{name}-{hashlib.sha256(versions.read_bytes()).hexdigest()[:12]}"
    done = folder / "installed"
    if not done.exists():
        print(f"installing {name} into {folder}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--no-deps", "--requirement", versions], check=True)
        done.touch()
    return folder / "bin" / name
