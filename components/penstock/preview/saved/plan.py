"""A plan: `pulumi preview --save-plan FILE`.

Source: the engine's `sdk/go/common/apitype/plan.go`. A plan has, of each resource, what it is to become as a difference to what it
was. For a resource that is created that is all of it; for another the rest is taken from its last outputs, which the plan has too.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from penstock.resources.reading.capture import Capture, Resource

from .state import as_list, as_mapping, capture_of, resource

_NOTE: Final = (
    "a plan of a stack that exists has only what changes: the other inputs are taken from its last outputs "
    "(`pulumi preview --json > preview.json` has them all)"
)


def read_plan(path: Path, plan: Mapping[str, Any]) -> Capture:
    """The stack as the plan would leave it."""
    found: list[Resource] = []
    notes: list[str] = []
    plans = as_mapping(path, plan["resourcePlans"], "resourcePlans")
    for urn, item in plans.items():
        where = f"resourcePlans.{urn}"
        planned = as_mapping(path, item, where)
        if planned.get("goal") is None:
            continue  # it is deleted
        goal = as_mapping(path, planned["goal"], f"{where}.goal")
        steps = as_list(path, planned.get("steps") or [], f"{where}.steps")
        last = as_mapping(path, planned.get("state") or {}, f"{where}.state")
        new = steps == ["create"]
        if not new and goal.get("custom") is True:
            notes.append(_NOTE)
        inputs = _inputs(path, goal.get("inputDiff") or {}, {} if new else last, f"{where}.goal.inputDiff")
        state = {
            **goal,
            "urn": urn,
            "inputs": inputs,
            "outputs": {} if new and goal.get("custom") is True else last,
            "aliases": goal.get("aliases"),
        }
        found.append(resource(path, state, where, {}, really=not new))
    return capture_of(path, found, "preview", as_mapping(path, plan.get("config") or {}, "config"), notes)


def _inputs(path: Path, diff: object, last: Mapping[str, Any], where: str) -> dict[str, Any]:
    difference = as_mapping(path, diff, where)
    gone = set(map(str, as_list(path, difference.get("deletes") or [], f"{where}.deletes")))
    return {
        **{key: value for key, value in last.items() if key not in gone and key != "id"},
        **as_mapping(path, difference.get("adds") or {}, f"{where}.adds"),
        **as_mapping(path, difference.get("updates") or {}, f"{where}.updates"),
    }
