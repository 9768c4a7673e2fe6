"""The document of `--format json`, described by docs/check-result.schema.json."""

from __future__ import annotations

from collections.abc import Iterator

from penstock.cli.views.document import blocks, check_document, json_parts

from .checked import Checked


def render(result: Checked) -> str:
    """The document's text."""
    return "".join(render_blocks(result))


def render_blocks(result: Checked) -> Iterator[str]:
    """The same in blocks."""
    return blocks(json_parts(check_document(result.capture, result.estimate, result.report)))
