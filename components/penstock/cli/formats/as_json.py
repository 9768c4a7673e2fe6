"""The document of `--format json`, described by docs/check-result.schema.json."""

from __future__ import annotations

from penstock.cli.views.document import check_document, json_text

from .checked import Checked


def render(result: Checked) -> str:
    """The document's text."""
    return json_text(check_document(result.capture, result.estimate, result.report))
