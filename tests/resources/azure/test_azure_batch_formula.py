"""Autoscale formulas of Azure Batch: between how many nodes a target lies, whatever its samples are; else nothing is known."""

from __future__ import annotations

import pytest

from penstock.resources.azure.machines.batch_formula import Targets, targets

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


EXAMPLE = """
startingNumberOfVMs = 1;
maxNumberofVMs = 25;
pendingTaskSamplePercent = $PendingTasks.GetSamplePercent(180 * TimeInterval_Second);
pendingTaskSamples = pendingTaskSamplePercent < 70 ? startingNumberOfVMs : avg($PendingTasks.GetSample(180 * TimeInterval_Second));
$TargetDedicatedNodes=min(maxNumberofVMs, pendingTaskSamples);
$NodeDeallocationOption = taskcompletion;
"""


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (EXAMPLE, Targets(25, 0)),
        ("$TargetDedicatedNodes = 2;", Targets(2, 0, 2)),
        ("$TargetLowPriorityNodes = 100;", Targets(0, 100, 100)),
        (f"$TargetDedicatedNodes = min(4, max(1, {WAITING}));", Targets(4, 0, 1)),
        (f"$TargetDedicatedNodes = min(4, {WAITING}) + 2;", Targets(6, 0, 2)),
        (f"$TargetDedicatedNodes = min(4, {WAITING} + 2);", Targets(4, 0, 2)),
        (f"$most = 4; $TargetDedicatedNodes = min($most, {WAITING});", Targets(4, 0)),
        (f"$TargetDedicatedNodes = 9; $TargetDedicatedNodes = min(4, {WAITING});", Targets(4, 0)),
        ("$tasks = 8; $TargetDedicatedNodes = min(4, $tasks);", Targets(4, 0, 4)),
        (f"$TargetDedicatedNodes = $x > 1 ? 8 : min(4, {WAITING});", Targets(8, 0)),
        (
            "$now = time(); $work = $now.hour >= 8 && $now.hour < 18; $TargetDedicatedNodes = $work ? 20 : 10;",
            Targets(20, 0, 10),
        ),
        (f"$TargetDedicatedNodes = min(10, {WAITING} / 2 * 3);", Targets(10, 0)),
        ("$TargetDedicatedNodes = min(100, $CurrentDedicatedNodes * 1.1);", Targets(100, 0)),
        ("$TargetDedicatedNodes = 7 / 2; // half", Targets(4, 0, 3)),
        ("$TargetDedicatedNodes = 3 - 5;", Targets(0, 0)),
    ],
)
def test_a_target_lies_between_what_its_formula_lets_it_be(formula: str, expected: Targets) -> None:
    assert targets(formula) == expected


@pytest.mark.parametrize(
    "formula",
    [
        f"$TargetDedicatedNodes = max(1, {WAITING});",
        f"$TargetDedicatedNodes = {WAITING};",
        "$TargetDedicatedNodes = $CurrentDedicatedNodes + 1;",
        f"$TargetDedicatedNodes = min(4, {WAITING}) + max(8, {WAITING});",
        f"$TargetDedicatedNodes = 0; $TargetDedicated = min(4, {WAITING});",
        f"$TargetDedicatedNodes = 1 > 2 ? 4 : {WAITING};",
        "$TargetDedicatedNodes = 4 * $x;",
        "$TargetDedicatedNodes = min(4, 5",
        "$TargetDedicatedNodes = 4 5;",
        "$TargetDedicatedNodes = 'a';",
        f"$TargetDedicatedNodes = {'(' * 100}4{')' * 100};",
        "nodes",
    ],
)
def test_what_has_no_upper_end_or_another_shape_is_not_known(formula: str) -> None:
    assert targets(formula) is None
