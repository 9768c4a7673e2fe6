"""Autoscale formulas of Azure Batch: of the one shape that is read, limits are known; of any other, nothing is."""

from __future__ import annotations

import pytest

from penstock.resources.azure.batch_formula import Targets, targets

WAITING = "$PendingTasks.GetSample(TimeInterval_Minute * 10)"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (f"$TargetLowPriorityNodes = min(4, {WAITING});", Targets(0, 4)),
        (f"$TargetDedicatedNodes=min(2,avg({WAITING}))", Targets(2, 0)),
        (f"$tasks = max(0, {WAITING}.GetAverage());\n$TargetLowPriorityNodes = min(4, $tasks);", Targets(0, 4)),
        (f"$TargetLowPriorityNodes=min(4,{WAITING}); $TargetDedicatedNodes = 0;", Targets(0, 4)),
        (f"$TargetLowPriorityNodes=min(4,{WAITING}); $TargetDedicatedNodes=min(1,{WAITING})", Targets(1, 4)),
        (f"$targetlowprioritynodes=min(4,{WAITING}); $NodeDeallocationOption = taskcompletion;", Targets(0, 4)),
    ],
)
def test_so_many_at_most_as_tasks_wait(formula: str, expected: Targets) -> None:
    assert targets(formula) == expected


@pytest.mark.parametrize(
    "formula",
    [
        "$TargetDedicatedNodes = 2;",
        f"$TargetDedicatedNodes = max(1, {WAITING});",
        f"$TargetDedicatedNodes = min(4, max(1, {WAITING}));",
        f"$TargetDedicatedNodes = min(4, {WAITING}) + 2;",
        f"$TargetDedicatedNodes = min(4, {WAITING} + 2);",
        f"$TargetDedicatedNodes = min(4, {WAITING}) + max(8);",
        f"$most = 4; $TargetDedicatedNodes = min($most, {WAITING});",
        f"$TargetDedicatedNodes = 0; $TargetDedicatedNodes = min(4, {WAITING});",
        f"$TargetDedicatedNodes = 0; $TargetDedicated = min(4, {WAITING});",
        "$tasks = 8; $TargetDedicatedNodes = min(4, $tasks);",
        f"$TargetDedicatedNodes = $x > 1 ? 4 : min(4, {WAITING});",
        "nodes",
    ],
)
def test_what_has_another_shape_is_not_known(formula: str) -> None:
    assert targets(formula) is None
