"""What a machine's image bills on top of the price of Linux."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.reading.inputs import plain
from penstock.resources.reading.values import Maybe

WINDOWS: Final = "Windows"
SQL_SERVER: Final = "SQL Server"

_SCRIPTS: Final = ("<powershell>", "<script>")
"""How user data of Windows begins, on EC2 (EC2 user guide, Run commands on your Windows instance)."""


def of_image(name: Maybe[str] | None) -> str:
    """By the image's own name, as the clouds publish theirs: AWS's parameter `/aws/service/ami-windows-latest/...`, EKS's type
    `WINDOWS_CORE_2022_x86_64`, Google Cloud's projects `windows-cloud` and `windows-sql-cloud`, GKE's type `WINDOWS_LTSC_CONTAINERD`."""
    said = plain(name).lower() if isinstance(name, str) else ""
    if "windows" not in said:
        return ""
    return SQL_SERVER if "windows-sql-cloud" in said or "sql_20" in said or "sql-20" in said else WINDOWS


def of_script(texts: Iterable[Maybe[str]]) -> str:
    """By what a machine runs when it starts."""
    found = (plain(text).lstrip().lower() for text in texts if isinstance(text, str))
    return WINDOWS if any(text.startswith(_SCRIPTS) for text in found) else ""
