"""300 resources of the estate's teams on AWS, declared with the provider's own SDK."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from itertools import chain, count, islice
from typing import Any, cast

import pulumi
from estate import aws
from estate.shapes import Item, Ref

made: dict[str, pulumi.CustomResource] = {}


def declare(item: Item) -> None:
    """One resource; its inputs under the SDK's own (snake_case) names."""
    module, name = item.token.split(":")[1].partition("/")[0], item.token.rpartition(":")[2]
    sdk = import_module("pulumi_aws." + {"lambda": "lambda_"}.get(module, module))
    made[item.name] = getattr(sdk, name)(item.name, **{snake(key): value(it) for key, it in item.inputs.items()})


def snake(key: str) -> str:
    """`vpcId` -> `vpc_id`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key).lower()


def value(given: Any) -> Any:
    """An input, with the outputs of other resources in it."""
    match given:
        case Ref(name=name, output=output):
            return getattr(made[name], output)
        case Mapping():
            return {key: value(item) for key, item in cast("Mapping[str, Any]", given).items()}
        case list():
            return [value(item) for item in cast("list[Any]", given)]
        case _:
            return given


for item in islice(chain.from_iterable(map(aws.team, count())), 300):
    declare(item)
