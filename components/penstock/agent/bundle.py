"""The agent as one file for a node: a zip application, the same bytes wherever and whenever it is made.

Source of the form: the standard library's `zipapp` (a zip with `__main__.py`, run by `python3 agent.pyz`). Nothing is compressed,
for compressed bytes differ between versions of zlib, and every time stamp is the oldest that a zip knows.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_START = """\
import sys

from penstock_agent.main import main

sys.exit(main())
"""


def bundle() -> bytes:
    """The zip application's bytes."""
    folder = Path(__file__).parent
    files = {"__main__.py": _START.encode()}
    files.update(
        {
            f"penstock_agent/{file.name}": file.read_bytes()
            for file in sorted(folder.glob("*.py"))
            if file.name != Path(__file__).name
        }
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()
