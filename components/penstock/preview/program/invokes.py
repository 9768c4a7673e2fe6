"""Answers to functions (`aws.get_region()`): truly where the program's own inputs tell, else with placeholders.

The SDK's plain form gives the program plain Python values, so the placeholders are plain too. The program then runs on, and
what contains them is unknown; what it decides on them cannot be followed, and a note says which function it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from penstock.preview.placeholders.labels import of_function
from penstock.preview.placeholders.placeholders import UnknownMap
from penstock.preview.validation.sdk_types import placeholder_value, result_class, result_types
from penstock.preview.wire import UNKNOWN_SENTINELS, from_struct
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.documents import documents
from penstock.resources.reading.values import UNKNOWN, Maybe, SecretText, Value, known

from .registry import Registry

_PARTITIONS: Final = {"cn-": ("aws-cn", "amazonaws.com.cn"), "us-gov-": ("aws-us-gov", "amazonaws.com")}
"""Region prefix -> partition, DNS suffix (AWS General Reference, "AWS service endpoints"); all others: aws."""

_DECODE: Final = "kubernetes:yaml:decode"
"""By which the Kubernetes SDK has its provider take a manifest apart: what is in it is registered as resources of its own."""

_CHART: Final = "kubernetes:helm.sh/v3:Chart"
_TEMPLATE: Final = "kubernetes:helm:template"
"""By which a chart of `helm.v3` has its provider render it; the component itself registers no inputs."""

_UNKNOWN: Final = next(iter(UNKNOWN_SENTINELS))


@dataclass(frozen=True, slots=True)
class Answered:
    """The response to a function call, as far as the SDK reads it. Its `return` is a Python keyword."""

    values: Mapping[str, Any]
    failures: tuple[Any, ...] = ()
    unknown: bool = False
    returnDependencies: Mapping[str, Any] = field(default_factory=dict[str, Any])  # noqa: N815 - the protocol's name

    def __getattr__(self, name: str) -> Any:
        if name == "return":
            return self.values
        raise AttributeError(name)


class Invokes:
    """Answers the function calls of one run."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def answer(self, request: Any) -> Answered:
        """The result of one function call."""
        arguments = from_struct(request.args)
        if request.tok == "pulumi:pulumi:getResource":
            return Answered({"urn": arguments.get("urn"), "id": "", "state": {}})
        if request.tok == _DECODE and known(found := documents(cast("Maybe[str]", arguments.get("text") or ""))):
            return Answered({"result": list(found)})
        if request.tok == _TEMPLATE:
            self._tell_chart(arguments.get("jsonOpts"))
        path = of_function(request.tok, request.provider, json.dumps(arguments, sort_keys=True, default=str))
        told = self._known(request, arguments)
        cls = result_class(request.tok)
        if cls is None:
            self._note(request)
            return Answered(UnknownMap(path))
        unknown = {name: typ for name, typ in result_types(cls).items() if name not in told}
        if not unknown:
            return Answered(told)
        self._note(request)
        return Answered({**told, **{name: placeholder_value(typ, path.part(name)) for name, typ in unknown.items()}})

    def _tell_chart(self, options: object) -> None:
        """Record what a chart is made of as its component's inputs; what has a secret in it stays untold."""
        if isinstance(options, SecretText) or not isinstance(options, str):
            return
        told = cast("dict[str, Any]", json.loads(options))
        inputs = {name: told[name] for name in ("chart", "values") if told.get(name) is not None}
        self._registry.set_inputs(_CHART, str(told.get("release_name")), inputs)

    def _note(self, request: Any) -> None:
        self._registry.note(
            f"{request.tok}: only the cloud can answer; the program ran on with placeholders (a list counts as 3)"
        )

    def _known(self, request: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
        if not request.tok.startswith("aws:"):
            return {}
        region: object = arguments.get("region") or self._region(request)
        if not isinstance(region, str):
            return {}
        told: dict[str, Any] = {"region": region}
        partition, suffix = next(
            (names for prefix, names in _PARTITIONS.items() if region.startswith(prefix)), ("aws", "amazonaws.com")
        )
        match request.tok:
            case "aws:index/getRegion:getRegion":
                name = arguments.get("name") or region
                told |= {
                    "id": name,
                    "name": name,
                    "region": name,
                    "endpoint": f"ec2.{name}.{suffix}",
                    "description": None,  # an unknown one would make the whole of an output form unknown
                }
            case "aws:index/getPartition:getPartition":
                told |= {
                    "id": partition,
                    "partition": partition,
                    "dnsSuffix": suffix,
                    "reverseDnsPrefix": ".".join(reversed(suffix.split("."))),
                }
            case _:
                pass
        return told

    def _region(self, request: Any) -> Value:
        urn = request.provider.rpartition("::")[0] or self._registry.default_provider("aws", request.version)
        provider: Resource | None = self._registry.get(urn)
        return UNKNOWN if provider is None else provider.inputs.get("region")

    def unknown_call(self, request: Any) -> Answered:
        """A method's result: wholly unknown."""
        self._registry.note(f"{request.tok}: a method that only its provider can run; its result is unknown")
        return Answered({"unknown": _UNKNOWN})
