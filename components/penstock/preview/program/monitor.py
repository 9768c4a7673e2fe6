"""The engine's end of the SDK's protocol, as a plain object in this process: it records what the program asks for.

Source: the engine's `pkg/resource/deploy/source_eval.go` (what a resource monitor does with each request) and the SDK's
`pulumi.runtime` (what it reads of each response). Responses are plain objects, not protobuf messages: the SDK hands the
values in them through as they are, which is how placeholders reach the program.
"""

# ruff: noqa: N802 - the protocol names its methods
from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import unquote, urlsplit

from google.protobuf import empty_pb2
from pulumi.runtime.proto import resource_pb2

from penstock.preview.errors.own_frames import is_own
from penstock.preview.placeholders.marks import is_placeholder
from penstock.preview.placeholders.placeholders import UnknownOutput
from penstock.preview.urns import STACK_TYPE, make_urn, type_of
from penstock.preview.validation.sdk_types import ResourceClasses
from penstock.preview.wire import UNKNOWN_SENTINELS, decode, from_struct
from penstock.resources.reading.capture import Resource, SourcePosition
from penstock.resources.reading.values import UNKNOWN, Value

from .callbacks import doubts
from .echo import outputs_of, unknown_id
from .invokes import Invokes
from .providers import PROVIDER_PREFIX
from .registry import Registry
from .transforms import Transforms

_Answer = TypeVar("_Answer")

STACK_REFERENCE: Final = "pulumi:pulumi:StackReference"

_FEATURES: Final = [
    "SECRETS",
    "RESOURCE_REFERENCES",
    "ALIAS_SPECS",
    "REPLACEMENT_TRIGGER",
    "DELETED_WITH",
    "REPLACE_WITH",
    "TRANSFORMS",
    "INVOKE_TRANSFORMS",
    "PARAMETERIZATION",
    "RESOURCE_HOOKS",
    "ERROR_HOOKS",
    "STATE_MIGRATIONS",
]
"""What the SDK may ask of this monitor. Not output values: they would hide unknown parts of a remote component's inputs."""

_NOT: Final = "outputValues"
"""The same, by the name that SDKs before `GetDeploymentInfo` ask for it."""


@dataclass(frozen=True, slots=True)
class Registered:
    """The response to a registration, as far as the SDK reads it."""

    urn: str
    id: str | UnknownOutput = ""
    object: Mapping[str, Any] = field(default_factory=dict[str, Any])
    propertyDependencies: None = None  # noqa: N815 - the protocol's name
    result: int = resource_pb2.Result.SUCCESS
    unknown: bool = False

    @property
    def properties(self) -> Mapping[str, Any]:
        """The name of `object` in the response to a read."""
        return self.object


class Monitor:
    """Answers one run of one program. Every method is called by the SDK, from several threads."""

    def __init__(
        self, registry: Registry, program: Path, stack_outputs: Mapping[str, Mapping[str, Value]] | None = None
    ) -> None:
        self._registry = registry
        self._program = program
        self._stack_outputs = stack_outputs or {}
        self._classes = ResourceClasses()
        self._transforms = Transforms(program)
        self._invokes = Invokes(registry)
        self._packages: dict[str, tuple[str, str]] = {}
        self._component_providers: dict[str, Mapping[str, str]] = {}
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.get_ident()

    def run_on(self, loop: asyncio.AbstractEventLoop) -> None:
        """Do all work in the thread of `loop`, which is this one.

        The SDK calls from threads of a pool, but loads a provider's modules when something in them is first asked for, and
        that by one thread at a time only (`importlib.util.LazyLoader`): another that comes meanwhile finds the module empty.
        Reading a resource's types asks for some. So only the wait for a transform is left to the pool.
        """
        self._loop, self._thread = loop, threading.get_ident()

    def _in_turn(self, work: Callable[[], _Answer]) -> _Answer:
        """What `work` gives, done by the loop's own thread, in this thread's context."""
        if self._loop is None or threading.get_ident() == self._thread:
            return work()
        done: Future[_Answer] = Future()

        def do() -> None:
            try:
                done.set_result(work())
            except BaseException as error:  # noqa: BLE001 - handed to whoever asked
                done.set_exception(error)

        self._loop.call_soon_threadsafe(do, context=copy_context())
        return done.result()

    # Registrations

    def RegisterResource(self, request: Any) -> Registered:
        """Record a resource or a component; answer with its known inputs and placeholders for everything else."""
        urn = self._registry.urn(request.parent, request.type, request.name)
        provider, providers = self._provider(request)
        if request.type != STACK_TYPE:
            request = self._transforms.apply(request, urn, provider, providers)
        return self._in_turn(lambda: self._register(request, urn))

    def _register(self, request: Any, urn: str) -> Registered:
        custom = bool(request.custom)
        plain = from_struct(request.object)
        inputs = self._inputs(plain)
        if request.type.startswith(PROVIDER_PREFIX) and request.version:
            inputs.setdefault("version", request.version)
        resource = Resource(
            urn=urn,
            type=request.type,
            name=request.name,
            inputs=inputs,
            parent=request.parent or None,
            custom=custom,
            provider=self._provider_urn(request) if custom or request.remote else None,
            dependencies=tuple(sorted(request.dependencies)),
            property_dependencies={
                key: tuple(sorted(set(deps.urns)))
                for key, deps in sorted(request.propertyDependencies.items())
                if deps.urns
            },
            aliases=tuple(sorted({self._alias(request, alias) for alias in request.aliases})),
            ignore_changes=tuple(request.ignoreChanges),
            retain_on_delete=request.retainOnDelete,
            protect=request.protect,
            hooks=_hooks(request),
            source=self._source(request) if request.type != STACK_TYPE else None,
        )
        self._registry.add(resource)
        if request.type == STACK_TYPE:
            return Registered(urn)
        if not custom:
            with self._lock:
                self._component_providers[urn] = dict(request.providers)
        if request.remote:
            self._registry.note(
                f"{request.type} {request.name!r} is built by its provider: the resources inside it are not seen"
            )
        outputs = outputs_of(self._classes.of(request.type), urn, plain, invent=custom or request.remote)
        return Registered(urn, unknown_id(urn) if custom else "", outputs)

    def ReadResource(self, request: Any) -> Registered:
        """Record a resource that exists already; what it is made of is unknown, but for what the program says."""
        return self._in_turn(lambda: self._read(request))

    def _read(self, request: Any) -> Registered:
        urn = self._registry.urn(request.parent, request.type, request.name)
        plain = from_struct(request.properties)
        self._registry.add(
            Resource(
                urn=urn,
                type=request.type,
                name=request.name,
                inputs=self._inputs(plain),
                parent=request.parent or None,
                external=True,
                provider=self._provider_urn(request),
                dependencies=tuple(sorted(request.dependencies)),
                source=self._source(request),
            )
        )
        if request.type == STACK_REFERENCE:
            return Registered(urn, request.id, self._referenced(urn, request.id))
        identifier = unknown_id(urn) if _unknown_text(request.id) else request.id
        return Registered(urn, identifier, outputs_of(self._classes.of(request.type), urn, plain))

    def _referenced(self, urn: str, name: str) -> Mapping[str, Any]:
        """Another stack's outputs, if they were given; else unknown."""
        outputs = self._stack_outputs.get(name)
        if outputs is None:
            self._registry.note(f"stack {name}: its outputs are not known here")
            return {"name": name, **outputs_of(None, urn, {}, names=("outputs",))}
        return {"name": name, "outputs": dict(outputs), "secretOutputNames": []}

    def RegisterResourceOutputs(self, request: Any) -> empty_pb2.Empty:
        """Record what a component or the stack exports."""
        outputs = self._inputs(from_struct(request.outputs), doubt=False)
        self._registry.set_outputs(request.urn, outputs, of_stack=type_of(request.urn) == STACK_TYPE)
        return empty_pb2.Empty()

    def ExistsResource(self, request: Any) -> resource_pb2.ExistsResourceResponse:
        """Only the cloud can know."""
        del request
        return resource_pb2.ExistsResourceResponse(exists=False, unknown=True)

    def _inputs(self, plain: Mapping[str, object], *, doubt: bool = True) -> dict[str, Value]:
        inputs = {key: decode(value, is_unknown=is_placeholder) for key, value in plain.items()}
        places = doubts() if doubt else ()
        for place in places:
            self._registry.note(
                f"{place}: decides on a value that only the cloud knows: what it declares here is taken as unknown"
            )
        return {key: _doubt(value) for key, value in inputs.items()} if places else inputs

    def _alias(self, request: Any, alias: Any) -> str:
        if alias.WhichOneof("alias") == "urn":
            return alias.urn
        spec = alias.spec
        parent = None if spec.noParent else spec.parentUrn or request.parent
        return make_urn(
            spec.stack or self._registry.stack,
            spec.project or self._registry.project,
            parent,
            spec.type or request.type,
            spec.name or request.name,
        )

    def _source(self, request: Any) -> SourcePosition | None:
        """The innermost line of the program that led to the request: the SDK's own may be in a provider's package."""
        for position in (*_frames(request), request.sourcePosition):
            path = Path(unquote(urlsplit(str(position.uri)).path))
            if is_own(path, self._program):
                return SourcePosition(path.relative_to(self._program).as_posix(), position.line)
        return None

    # Providers

    def _provider(self, request: Any) -> tuple[str, Mapping[str, str]]:
        """The provider reference that a request comes to, before transforms: its own, or one of its parent's."""
        providers: dict[str, str] = dict(request.providers)
        if request.provider or not (request.custom or request.remote):
            return request.provider, providers
        package = request.type.partition(":")[0]
        inherited = self._component_providers.get(request.parent, {})
        return providers.get(package) or inherited.get(package, ""), providers

    def _provider_urn(self, request: Any) -> str | None:
        if request.provider:
            return request.provider.rpartition("::")[0]
        package = request.type.partition(":")[0]
        if package == "pulumi":
            return None
        version = request.version
        if request.packageRef:
            package, version = self._packages.get(request.packageRef, (package, version))
        return self._registry.default_provider(package, version)

    def RegisterPackage(self, request: Any) -> resource_pb2.RegisterPackageResponse:
        """A parameterised package: resources of it name the reference given here."""
        version = request.parameterization.version or request.version
        name = request.parameterization.name or request.name
        ref = f"{name}@{version}"
        with self._lock:
            self._packages[ref] = (name, version)
        return resource_pb2.RegisterPackageResponse(ref=ref)

    # Functions

    def Invoke(self, request: Any) -> Any:
        """Answer a function, after the stack's invoke transforms."""
        request = self._transforms.apply_to_invoke(request)
        return self._in_turn(lambda: self._invokes.answer(request))

    def Call(self, request: Any) -> Any:
        """A resource's method: nobody here can run it."""
        return self._invokes.unknown_call(request)

    # Transforms and the rest of the protocol

    def RegisterStackTransform(self, request: Any) -> empty_pb2.Empty:
        """Remember a transform of every resource from now on."""
        self._transforms.add(request)
        return empty_pb2.Empty()

    def RegisterStackInvokeTransform(self, request: Any) -> empty_pb2.Empty:
        """Remember a transform of every function call from now on."""
        self._transforms.add_for_invokes(request)
        return empty_pb2.Empty()

    def RegisterResourceHook(self, request: Any) -> empty_pb2.Empty:
        """Hooks run when something is changed: never here. Each resource names its own."""
        del request
        return empty_pb2.Empty()

    RegisterErrorHook = RegisterResourceHook

    def GetDeploymentInfo(self, request: Any) -> resource_pb2.DeploymentInfo:
        """Which parts of the protocol this monitor speaks."""
        del request
        numbers: dict[str, Any] = dict(resource_pb2.ResourceMonitorFeature.items())
        supported = [numbers[name] for it in _FEATURES if (name := f"RESOURCE_MONITOR_FEATURE_{it}") in numbers]
        return resource_pb2.DeploymentInfo(supportedFeatures=supported)

    def SupportsFeature(self, request: Any) -> resource_pb2.SupportsFeatureResponse:
        """The same, as SDKs ask that are some months old: one feature at a time, by its name."""
        return resource_pb2.SupportsFeatureResponse(hasSupport=request.id != _NOT)

    def SignalAndWaitForShutdown(self, request: Any) -> empty_pb2.Empty:
        """The program has ended well: nothing is to be waited for, no transform will be called."""
        del request
        self._transforms.close()
        return empty_pb2.Empty()

    def close(self) -> None:
        """End the connections that transforms needed."""
        self._transforms.close()


def _hooks(request: Any) -> tuple[str, ...]:
    if "hooks" not in request.DESCRIPTOR.fields_by_name:  # an SDK of a year ago
        return ()
    return tuple(sorted({name for _, names in request.hooks.ListFields() for name in names}))


def _frames(request: Any) -> list[Any]:
    """The calls that led to a request, innermost first; an SDK of a year ago tells only one, `sourcePosition`."""
    if "stackTrace" not in request.DESCRIPTOR.fields_by_name:
        return []
    return [frame.pc for frame in request.stackTrace.frames]


def _unknown_text(text: str) -> bool:
    return text in UNKNOWN_SENTINELS or is_placeholder(text)


def _doubt(value: Value) -> Value:
    """`value` with each of its leaves unknown: one of the branches of a decision on a placeholder."""
    if isinstance(value, Mapping):
        return {key: _doubt(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_doubt(item) for item in value]
    return UNKNOWN
