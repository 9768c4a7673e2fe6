"""The same resources more are the same work more, counted in calls of Python functions: they say the same on every machine."""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.cli.main import main
from penstock.cli.views.document import json_text
from penstock.resources.reading.values import SecretText

BENCHMARKS: Final = Path(__file__).parents[2] / "benchmarks"
TEAM: Final = 39
"""Resources of one team of the estate that the benchmarks measure."""

SLACK: Final = 1.2
"""Teams differ a little."""


@pytest.fixture
def estate(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    return import_module("estate"), import_module("estate.pulumi_preview")


def calls(file: Path) -> Counter[str]:
    """How often a check of a saved preview calls each function."""
    found: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            found[f"{frame.f_code.co_filename}:{frame.f_code.co_firstlineno} {frame.f_code.co_qualname}"] += 1

    sys.setprofile(count)
    try:
        main(["check", str(file), "--format", "json", "--year", "2026"])
    finally:
        sys.setprofile(None)
    return found


def test_as_many_resources_more_are_as_many_calls_more_of_every_function(
    estate: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items, preview = estate[0].items, estate[1].preview
    counted: list[Counter[str]] = []
    for teams in (32, 20, 26, 32):  # the first reads the catalog and walks each schedule; all are over the budget
        file = tmp_path / f"{teams}.json"
        file.write_text(json.dumps(preview(items(teams * TEAM))), encoding="utf-8")
        counted.append(calls(file))
        shown = [it["type"] for it in json.loads(capsys.readouterr().out)["resources"]]
        assert sum(not it.startswith("pulumi:") for it in shown) == teams * TEAM
        assert len({it.partition(":")[0] for it in shown} - {"pulumi"}) == 3

    _, few, more, most = counted
    steeper = {
        name: (few[name], more[name], most[name])
        for name in most
        if most[name] - more[name] > SLACK * (more[name] - few[name]) + TEAM
    }
    assert steeper == {}


_plain = st.none() | st.booleans() | st.integers() | st.text()
_documents = st.recursive(_plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=30)


@given(st.dictionaries(st.text(), _documents))
def test_json_is_written_as_the_standard_library_would_indent_it(document: dict[str, Any]) -> None:
    assert json_text(document) == json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def test_no_secret_is_written_as_a_value_or_as_a_key() -> None:
    assert "hunter2" not in json_text({"a": SecretText("hunter2"), SecretText("hunter2"): [SecretText("hunter2")]})
