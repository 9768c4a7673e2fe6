"""What a virtual machine bills for a Windows or SQL Server licence."""

from __future__ import annotations

from typing import Final

from penstock.resources.machines.licences import SQL_SERVER, WINDOWS
from penstock.resources.reading.blocks import block_at, text_at
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import Maybe

_PUBLISHERS: Final = frozenset({"microsoftwindowsserver", "microsoftwindowsdesktop", "microsoftvisualstudio"})

OWN_LICENCES: Final = frozenset({"windows_server", "windows_client"})
"""`licenseType` of machines that are billed as Linux: Azure Hybrid Benefit (VirtualMachine, licenseType)."""


def licence_of(profile: Maybe[Inputs] | None) -> str:
    """Of a machine, or of the profile of a scale set or a fleet."""
    publisher = _lower(text_at(profile, "storageProfile", "imageReference", "publisher"))
    if publisher == "microsoftsqlserver":
        return SQL_SERVER
    if _lower(text_at(profile, "licenseType")) in OWN_LICENCES:
        return ""
    named = publisher in _PUBLISHERS or _lower(text_at(profile, "storageProfile", "osDisk", "osType")) == "windows"
    system = block_at(profile, "osProfile")  # not known as a whole, it is no evidence of Windows
    stated = isinstance(system, Inputs) and system.given("windowsConfiguration")
    return WINDOWS if named or stated else ""


def _lower(text: Maybe[str] | None) -> str:
    return plain(text).lower() if isinstance(text, str) else ""
