"""One case of the fuzzing: which program, which mutation, and what is wrong with what comes of it. All by the case's number."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Final

from .answers import lost
from .checking import AGAINST, Result, check, schema_problem
from .mutations import MUTATIONS, SECRET, Mutated
from .seeds import names, seed

CASES: Final = int(os.environ.get("PENSTOCK_FUZZ", "20000"))
"""How many captures are mutated in all."""

HALVES: Final = 2
"""Test files: each records its own part of the programs, so that two processes share the work."""

CHUNKS: Final = 20
"""Tests in each file."""

_KINDS: Final = tuple(MUTATIONS)


def problems(half: int, chunk: int) -> Iterator[str]:
    """What is wrong with the cases of a chunk, each with what it takes to see it again."""
    for case in range(half * CHUNKS + chunk, CASES, HALVES * CHUNKS):
        name, mutated = _case(case, half)
        if mutated is not None:
            for problem in problems_of(name, mutated, table=case % 10 == 0):
                path = ".".join(map(repr, mutated.path))
                yield f"case {case} ({name}, {mutated.how}: {mutated.where} {path}): {problem}"


def problems_of(name: str, mutated: Mutated, *, table: bool) -> Iterator[str]:
    """What is wrong with one."""
    try:
        result = check(mutated.capture, table=table)
    except Exception as error:  # noqa: BLE001 - whatever it is, nobody may see it
        yield f"{type(error).__name__}: {error}"
        return
    yield from (f"the secret is in the {form}" for form, text in result.written.items() if SECRET in text)
    if invalid := schema_problem(result.written["json"]):
        yield f"the JSON is not what the schema says: {invalid}"
    yield from lost(_before(name).by_key(), result.by_key(), mutated)


def _case(case: int, half: int) -> tuple[str, Mutated | None]:
    """The program and the mutation of a case; None where a program has nothing that this can be done to."""
    random = Random(case)
    name = random.choice(names()[half::HALVES])
    capture = seed(name)
    against = {urn for (urn, _), outcomes in _before(name).by_key().items() if outcomes & AGAINST}
    failing = [it for it in capture.resources if it.urn in against]
    for _ in range(8):
        at = random.choice(failing if failing and random.random() < 0.6 else capture.resources)
        if (mutated := MUTATIONS[random.choice(_KINDS)](capture, random, at)) is not None:
            return name, mutated
    return name, None


@cache
def _before(name: str) -> Result:
    return check(seed(name), table=False)
