"""The Pulumi CLI for tests: the one on PATH, else one built with Go, else none and why.

The build takes some minutes once; what it makes is kept in the user's cache and shared by every clone.
`pulumi_cli/go.mod` and `go.sum` pin the version and the checksum of everything that goes into it.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MODULE: Final = Path(__file__).with_name("pulumi_cli")
PACKAGE: Final = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
VERSION_VARIABLE: Final = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"


@dataclass(frozen=True, slots=True)
class PulumiCli:
    """An executable that answered `version`."""

    path: Path
    version: str


class NoCliError(Exception):
    """There is no CLI and none can be built; the message says why."""


def find_cli(cache: Path | None = None) -> PulumiCli:
    """The CLI to test with. `cache` stands in for the user's cache folder.

    Raises:
        NoCliError: no `pulumi` on PATH, and either no Go or a build that failed.
    """
    on_path = shutil.which("pulumi")
    if on_path:
        return _asked(Path(on_path))
    version = pinned_version()
    built = (cache or _user_cache()) / "penstock" / f"pulumi-{version}" / "pulumi"
    if not built.exists():
        go = shutil.which("go")
        if go is None:
            raise NoCliError(f"no `pulumi` on PATH, none in {built.parent}, and no `go` to build one with")
        with _locked(built.parent):
            if not built.exists():  # another process may have built it while we waited
                _build(go, version, built)
    return _asked(built)


def pinned_version() -> str:
    """The version in `go.mod`, without its `v`."""
    found = re.search(r"pulumi/pkg/v3 v(\S+)", (MODULE / "go.mod").read_text(encoding="utf-8"))
    assert found, "go.mod requires the CLI's module"
    return found[1]


def _build(go: str, version: str, target: Path) -> None:
    _say(f"building the Pulumi CLI {version} into {target}: about five minutes, once")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        for name in ("go.mod", "go.sum"):  # a copy: `-mod=mod` writes into them
            shutil.copy(MODULE / name, folder)
        made = Path(folder) / "pulumi"
        done = subprocess.run(
            [go, "build", "-mod=mod", "-ldflags", f"-X {VERSION_VARIABLE}=v{version}", "-o", str(made), PACKAGE],
            cwd=folder,
            env={**os.environ, "GOFLAGS": "-buildvcs=false"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NoCliError(f"`go build {PACKAGE}` failed: {done.stderr.strip()[-500:]}")
        made.replace(target)  # atomic: nobody ever starts half of it
    _say("built")


def _asked(path: Path) -> PulumiCli:
    answer = subprocess.run(
        [path, "version"],
        env={**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"},
        capture_output=True,
        text=True,
        check=True,
    )
    return PulumiCli(path, answer.stdout.strip().removeprefix("v"))


@contextmanager
def _locked(folder: Path) -> Generator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _user_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _say(text: str) -> None:
    sys.stderr.write(f"penstock tests: {text}\n")
    sys.stderr.flush()
