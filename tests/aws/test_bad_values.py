"""What a program gives in Python is refused as a stack file's values are: the same values, in the same words, at the argument's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pulumi
import pytest

from penstock import aws, spec
from penstock.problem import ArgumentError
from penstock.terms import Purpose

from .recorder import run

LABELS = aws.Labels(environment="vision", owner="vision", cost_center="ml-1", purpose=Purpose.TRAINING)
NOT_OURS = re.compile(r"pydantic|Input should|validation error|For further information|input_value")
FEW = ("a@b.cd",)

COMPONENTS: dict[str, tuple[Callable[[], object], str]] = {
    "a bucket of negative size": (
        lambda: aws.DatasetBucket("d", labels=LABELS, gib=-5),
        "bucket d: gib: -5 is too small\n    write a number above 0",
    ),
    "a bucket of no number": (
        lambda: aws.DatasetBucket("d", labels=LABELS, gib=float("nan")),
        "bucket d: gib: nan is not a number\n    write one without quotes, for example 2.5",
    ),
    "data that expires before it is there": (
        lambda: aws.CheckpointBucket("c", labels=LABELS, expire_after=timedelta(days=-1)),
        "bucket c: expire_after: -1d is no usable duration\n    write one above 0 and up to ten years, for example 20m",
    ),
    "scratch that expires at once": (
        lambda: aws.ScratchBucket("s", labels=LABELS, expire_after=timedelta(0)),
        "bucket s: expire_after: 0d is no usable duration\n    write one above 0 and up to ten years, for example 20m",
    ),
    "a budget of less than nothing": (
        lambda: aws.Budget("b", labels=LABELS, monthly_usd=Decimal(-1), notify=FEW),
        "budget b: monthly_usd: -1 is too small\n    write a number above 0",
    ),
    "a budget for nobody's address": (
        lambda: aws.Budget("b", labels=LABELS, monthly_usd=Decimal(1), notify=("nobody",)),
        "budget b: notify[0]: 'nobody' cannot be used here\n    write an e-mail address, for example ml-platform@example.com",
    ),
    "an alarm for nobody's address": (
        lambda: aws.Alarms("a", labels=LABELS, pools={}, steward_function="f", notify=("a@b",), region="us-east-1"),
        "alarms a: notify[0]: 'a@b' cannot be used here\n    write an e-mail address, for example ml-platform@example.com",
    ),
    "seven zones": (
        lambda: aws.Network("n", labels=LABELS, region="us-east-1", zones=7),
        "network n: zones: 7 is too large\n    write 6 or less",
    ),
    "somebody else's addresses": (
        lambda: aws.Network("n", labels=LABELS, region="us-east-1", cidr="8.8.0.0/16"),
        (
            "network n: cidr: '8.8.0.0/16' is not private: traffic to its real owners would stay inside the network\n"
            "    write a private IPv4 block of /16 to /24, for example 10.40.0.0/16"
        ),
    ),
    "an owner that no tag can hold": (
        lambda: replace(LABELS, owner=""),
        (
            "Labels: owner: '' cannot be used here\n"
            "    write 1 to 128 letters (A to Z), digits, spaces inside, and _ . : / = + @ -"
        ),
    ),
    "a purpose that is none": (
        lambda: replace(LABELS, purpose="trainig"),  # pyright: ignore[reportArgumentType]
        (
            "Labels: purpose: 'trainig' is not a choice\n"
            "    did you mean training? Write one of training, evaluation, inference, development"
        ),
    ),
}


@pytest.mark.parametrize("what", COMPONENTS)
def test_a_component_refuses_what_the_stack_file_does(what: str) -> None:
    made, says = COMPONENTS[what]
    with pytest.raises(pulumi.RunError) as caught:
        run(made)
    assert str(caught.value) == says


def pool(**changes: Any) -> spec.Pool:
    given: dict[str, Any] = {"name": "train", "gpu": spec.Gpu(name="A100"), "max": 1}
    return spec.Pool(**given | changes)


ARGUMENTS: dict[str, tuple[Callable[[], object], str]] = {
    "a pool of -1 nodes": (lambda: pool(max=-1), "Pool.max: -1 is too small\n    write 1 or more"),
    "a minimum below none": (lambda: pool(min=-2), "Pool.min: -2 is too small\n    write 0 or more"),
    "an unknown argument": (
        lambda: pool(maxx=1),
        "Pool.maxx: unknown key\n    remove it: max is already there",
    ),
    "a misspelt choice": (
        lambda: pool(capacity_type="sopt"),
        "Pool.capacity_type: 'sopt' is not a choice\n    did you mean spot? Write one of spot, on-demand, reserved",
    ),
    "no accelerators": (
        lambda: spec.Gpu(name="A100", count=0),
        "Gpu.count: 0 is too small\n    write 1 or more",
    ),
    "a value inside another": (
        lambda: pool(gpu={"name": "A100", "count": -1}),
        "Pool.gpu.count: -1 is too small\n    write 1 or more",
    ),
    "two values": (
        lambda: spec.Schedule(timezone="Berlin", onhour="0 8 * *", offhour="0 20 * * *", size=1),
        (
            "Schedule.timezone: 'Berlin' is not an IANA time zone\n    did you mean Europe/Berlin?\n"
            "Schedule.onhour: '0 8 * *' has 4 cron fields, not 5\n"
            '    write "minute hour day-of-month month day-of-week", for example "0 8 * * 1-5"'
        ),
    ),
    "what is missing": (
        lambda: spec.Checkpoint(every=timedelta(minutes=10)),  # pyright: ignore[reportCallIssue]
        "Checkpoint.save_within: missing (how long one save takes at most)\n    write for example save_within: 90s",
    ),
    "a copy": (
        lambda: pool().model_copy(update={"max": -1}),
        "Pool.max: -1 is too small\n    write 1 or more",
    ),
    "a clash": (
        lambda: spec.Network(vpc_id="vpc-1", subnet_ids=("subnet-1",), cidr="10.0.0.0/16"),
        (
            "Network.cidr: given together with vpc_id, which is a network that exists: it would have no effect\n"
            "    keep cidr (a new network) or vpc_id, not both"
        ),
    ),
}


@pytest.mark.parametrize("what", ARGUMENTS)
def test_an_argument_is_refused_in_our_words(what: str) -> None:
    made, says = ARGUMENTS[what]
    with pytest.raises(ArgumentError) as caught:
        made()
    assert str(caught.value) == says
    assert caught.value.__context__ is None  # nothing of the library's above it in a traceback
    assert not NOT_OURS.search(str(caught.value))
