"""The document of `--format json`, described by docs/check-result.schema.json."""

from __future__ import annotations

import json
from typing import Any, cast

from penstock.cli.views.document import check_document

from .checked import Checked


def render(result: Checked) -> str:
    """The document, indented: it is also read by people and kept in diffs."""
    document = check_document(result.capture, result.estimate, result.report)
    return json.dumps(_masked(document), indent=2, ensure_ascii=False) + "\n"


def _masked(value: Any) -> Any:
    """`value` with each text by its own `str()`: the encoder would write what is behind a secret's mask."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {str(key): _masked(item) for key, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_masked(item) for item in cast("list[Any]", value)]
    return value
