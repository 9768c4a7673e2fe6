"""The JSON in a file as people have it: compressed, in another encoding, with text around it, one object a line.

- PowerShell's `>` writes UTF-16 (Microsoft, "about_Redirection": the default of `Out-File` in Windows PowerShell 5.1).
- A self-managed backend writes gzip where `PULUMI_SELF_MANAGED_STATE_GZIP` is set (the engine's `sdk/go/common/env`).
- The CLI prints text before the JSON of `pulumi preview --json`, of a policy pack that it installs (pulumi/pulumi#19775) or of a
  plugin, and `2>&1` puts warnings around it.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

from .state import HELP, error

STDIN: Final = Path("-")

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_GZIP: Final = b"\x1f\x8b"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_LIMIT: Final = 1 << 30
"""Bytes. No stack's file is near it; what is compressed could be."""

_EMPTY: Final = f"the command that wrote it printed nothing, see what it says on its standard error; {HELP}"


def text_of(path: Path) -> str:
    """The text of a file, or of standard input.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    try:
        content = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except OSError as problem:
        raise error(path, f"cannot be read: {problem.strerror}") from None
    if content.startswith(_ZSTD):
        raise error(path, "is compressed with zstd, which Python cannot unpack", f"unpack it: zstd -d {path}")
    if content.startswith(_GZIP):
        content = _unpacked(path, content)
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in content[:4]:  # UTF-16 without its mark: every other byte of ASCII is 0
        encoding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise error(path, "is not text, compressed or not") from None
    if not text.strip():
        raise error(path, "is empty", _EMPTY)
    return text


def _unpacked(path: Path, content: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(content, _LIMIT)
    except zlib.error as problem:
        raise error(path, f"is not whole: {problem}") from None
    if not unpacker.eof:
        raise error(path, "is compressed and not whole")
    return unpacked


def objects_in(path: Path, text: str) -> list[dict[str, Any]]:
    """Each JSON object that begins a line, in order; those of a list, if the file is one.

    Raises:
        InputError: there is none, or one is not whole.
    """
    found: list[dict[str, Any]] = []
    decoder = json.JSONDecoder()
    end = 0
    for start in _starts(text):
        if start < end:
            continue
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError) as problem:
            if text[start + 1 :].lstrip()[:1] in ('"', ""):  # else it is a line of text in braces
                raise error(path, f"is not whole JSON: {problem}") from None
        else:
            found.append(cast("dict[str, Any]", value))
    return found or _in_list(path, text)


def _in_list(path: Path, text: str) -> list[dict[str, Any]]:
    if not text.lstrip().startswith("["):
        raise error(path, "has no JSON in it")
    try:
        items = cast("list[object]", json.loads(text))
    except (ValueError, RecursionError) as problem:
        raise error(path, f"is not whole JSON: {problem}") from None
    return [cast("dict[str, Any]", item) for item in items if isinstance(item, dict)]


def _starts(text: str) -> Iterator[int]:
    """Where a line begins with an object. One further in is a part of another, which may be cut off above it."""
    first = len(text) - len(text.lstrip())
    if text.startswith("{", first):
        yield first
    at = text.find("\n{", first)
    while at >= 0:
        yield at + 1
        at = text.find("\n{", at + 1)
