"""A Pulumi provider in Python that stands in for the clouds' own: the engine talks to it as it would to theirs.

It keeps no state of a run: the engine configures it several times, once per provider of the program and operation, each
over a connection of its own, which is how a resource is matched with its provider's region and tags. What exists is in
the `World`. It is the same for every package; what one cloud does is a `Cloud`.

It refuses what the installed SDK does not know: types, functions, properties (nested ones too), missing or mistyped values;
and changes to what does not exist. It deliberately does not know which changes force a replacement: each one is an update.
"""

# ruff: noqa: N802 - the methods are named by the protocol

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol, TypeAlias

import grpc
from google.protobuf import empty_pb2, json_format, struct_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

from .sdk_schema import DEFAULTS, UNKNOWN, Checker, Json, SchemaError, function_schema, plausible, resource_schema
from .world import RefusedError, Thing, World, text

Context: TypeAlias = grpc.ServicerContext


class Cloud(Protocol):
    """What one provider package does beyond its types. `version` is the one that the installed SDK asks the engine for."""

    package: str
    version: str

    def defaults(self, token: str, urn: str, inputs: Json) -> Json:
        """Inputs that the provider fills in itself when they are unset: a physical name, say."""
        ...

    def refuse(self, token: str, inputs: Json) -> Iterator[tuple[str, str]]:
        """(property, reason) for everything that the cloud would not take."""
        ...

    def identify(self, token: str, urn: str, inputs: Json, world: World) -> str:
        """The id of a new resource. Refuses one that refers to what is not there."""
        ...

    def compute(self, thing: Thing, prop: str, config: Mapping[str, Any]) -> Any:
        """The value of an output that the program did not set."""
        ...

    def changed(self, thing: Thing) -> None:
        """`thing` was updated: what the cloud does then."""
        ...

    def release(self, thing: Thing, world: World) -> None:
        """Refuses to delete what is still in use."""
        ...

    def answer(self, token: str, arguments: Json, config: Mapping[str, Any], world: World) -> Json:
        """The result of a function, without the arguments that it echoes."""
        ...


class StandIn(provider_pb2_grpc.ResourceProviderServicer):
    """The provider's protocol over a cloud and a world.

    Attributes:
        cloud: the package that it stands in for.
        world: what exists.
        asked: URN -> the inputs as the program gave them, of every resource that the engine had checked.
    """

    def __init__(self, cloud: Cloud, world: World) -> None:
        self.cloud = cloud
        self.world = world
        self.asked: dict[str, Json] = {}
        self._configs: dict[str, Mapping[str, Any]] = {}

    def Handshake(
        self, request: provider_pb2.ProviderHandshakeRequest, context: Context
    ) -> provider_pb2.ProviderHandshakeResponse:
        return provider_pb2.ProviderHandshakeResponse(accept_resources=False, accept_outputs=False)

    def GetPluginInfo(self, request: empty_pb2.Empty, context: Context) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version=self.cloud.version)

    def CheckConfig(self, request: provider_pb2.CheckRequest, context: Context) -> provider_pb2.CheckResponse:
        # Provider inputs that are not text arrive as JSON in a string, so only their names can be held to the SDK.
        known = resource_schema(request.type or _type_of(request.urn)).inputs
        return provider_pb2.CheckResponse(
            inputs=request.news,
            failures=[
                provider_pb2.CheckFailure(property=key, reason="no such property in the SDK's types")
                for key in request.news
                if key not in known and key not in ("version", DEFAULTS, "__internal")
            ],
        )

    def DiffConfig(self, request: provider_pb2.DiffRequest, context: Context) -> provider_pb2.DiffResponse:
        return _diff(_plain(request.old_inputs), _plain(request.news))

    def Configure(self, request: provider_pb2.ConfigureRequest, context: Context) -> provider_pb2.ConfigureResponse:
        self._configs[context.peer()] = _plain(request.args)
        return provider_pb2.ConfigureResponse(acceptSecrets=False, supportsPreview=True)

    def Check(self, request: provider_pb2.CheckRequest, context: Context) -> provider_pb2.CheckResponse:
        token = _type_of(request.urn)
        news, olds = _plain(request.news), _plain(request.olds)
        self.asked[request.urn] = news
        with _refusing(context):
            schema = resource_schema(token)
        checker = Checker()
        inputs = checker.object(news, schema.inputs)
        for key, value in self.cloud.defaults(token, request.urn, inputs).items():
            was_filled_in = key in olds.get(DEFAULTS, ())
            inputs[key] = olds[key] if was_filled_in else value
            inputs[DEFAULTS].append(key)
        failures = [*checker.faults, *self.cloud.refuse(token, inputs)]
        return provider_pb2.CheckResponse(
            inputs=_wire(inputs),
            failures=[provider_pb2.CheckFailure(property=path, reason=reason) for path, reason in failures],
        )

    def Diff(self, request: provider_pb2.DiffRequest, context: Context) -> provider_pb2.DiffResponse:
        return _diff(_plain(request.old_inputs), _plain(request.news))

    def Create(self, request: provider_pb2.CreateRequest, context: Context) -> provider_pb2.CreateResponse:
        token, inputs = _type_of(request.urn), _plain(request.properties)
        with _refusing(context):
            if request.preview:
                return provider_pb2.CreateResponse(properties=_wire(self._preview(token, inputs)))
            thing = Thing(request.urn, token, self.cloud.identify(token, request.urn, inputs, self.world), {})
            self._settle(thing, inputs, context)
            self.world.add(thing)
        return provider_pb2.CreateResponse(id=thing.id, properties=_wire(thing.properties))

    def Read(self, request: provider_pb2.ReadRequest, context: Context) -> provider_pb2.ReadResponse:
        thing = self.world.find(_type_of(request.urn), request.id)
        if thing is None:
            return provider_pb2.ReadResponse()  # the engine's word for "it is gone"
        inputs = _plain(request.inputs)
        # As a bridged provider does: the inputs that the program set, with the values that they have in the world now.
        seen = {key: value if key == DEFAULTS else thing.properties.get(key) for key, value in inputs.items()}
        return provider_pb2.ReadResponse(id=thing.id, properties=_wire(thing.properties), inputs=_wire(seen))

    def Update(self, request: provider_pb2.UpdateRequest, context: Context) -> provider_pb2.UpdateResponse:
        token, news = _type_of(request.urn), _plain(request.news)
        with _refusing(context):
            thing = self.world.get(token, request.id)
            if request.preview:
                return provider_pb2.UpdateResponse(properties=_wire({**self._preview(token, news), **news}))
            self._settle(thing, news, context)
            self.cloud.changed(thing)
        return provider_pb2.UpdateResponse(properties=_wire(thing.properties))

    def Delete(self, request: provider_pb2.DeleteRequest, context: Context) -> empty_pb2.Empty:
        token = _type_of(request.urn)
        with _refusing(context):
            thing = self.world.get(token, request.id)
            self.cloud.release(thing, self.world)
            self.world.remove(thing)
        return empty_pb2.Empty()

    def Invoke(self, request: provider_pb2.InvokeRequest, context: Context) -> provider_pb2.InvokeResponse:
        arguments = _plain(request.args)
        with _refusing(context):
            schema = function_schema(request.tok)
            unknown = arguments.keys() - schema.arguments
            if unknown:
                raise RefusedError(f"{request.tok} takes no {', '.join(sorted(unknown))}")
            config = self._configs[context.peer()]
            said = {**arguments, "id": request.tok, **self.cloud.answer(request.tok, arguments, config, self.world)}
        response = provider_pb2.InvokeResponse()
        answered: struct_pb2.Struct = getattr(response, "return")  # a word of Python's
        answered.CopyFrom(
            _wire(
                {
                    key: said.get(key, plausible(prop, key))
                    for key, prop in schema.results.items()
                    if key in said or prop.always
                }
            )
        )
        return response

    def Attach(self, request: plugin_pb2.PluginAttach, context: Context) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def Cancel(self, request: empty_pb2.Empty, context: Context) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def GetMapping(self, request: provider_pb2.GetMappingRequest, context: Context) -> provider_pb2.GetMappingResponse:
        return provider_pb2.GetMappingResponse()

    def _preview(self, token: str, inputs: Json) -> Json:
        """Inputs, and UNKNOWN for every output that only the cloud can know."""
        computed = {key: UNKNOWN for key, prop in resource_schema(token).outputs.items() if prop.always}
        return {"id": UNKNOWN} | computed | {key: value for key, value in inputs.items() if key != DEFAULTS}

    def _settle(self, thing: Thing, inputs: Json, context: Context) -> None:
        """Gives `thing` the inputs, keeps what was computed before, and computes what is still missing."""
        config = self._configs[context.peer()]
        outputs = resource_schema(thing.type).outputs
        kept = {key: value for key, value in thing.properties.items() if key in outputs and outputs[key].always}
        thing.properties = {"id": thing.id} | kept | {key: value for key, value in inputs.items() if key != DEFAULTS}
        for key, prop in outputs.items():
            if prop.always and (key not in thing.properties or key == "tagsAll"):
                thing.properties[key] = self.cloud.compute(thing, key, config)


@contextmanager
def serve(*stand_ins: StandIn) -> Generator[str]:
    """Serves each on a free port while the block runs; gives what PULUMI_DEBUG_PROVIDERS must say."""
    servers: list[grpc.Server] = []
    places: list[str] = []
    for stand_in in stand_ins:
        server = grpc.server(ThreadPoolExecutor(max_workers=16))
        provider_pb2_grpc.add_ResourceProviderServicer_to_server(stand_in, server)
        places.append(f"{stand_in.cloud.package}:{server.add_insecure_port('127.0.0.1:0')}")
        server.start()
        servers.append(server)
    try:
        yield ",".join(places)
    finally:
        for server in servers:
            server.stop(grace=None).wait()


@contextmanager
def _refusing(context: Context) -> Generator[None]:
    try:
        yield
    except (RefusedError, SchemaError) as error:
        context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))


def _diff(old: Json, new: Json) -> provider_pb2.DiffResponse:
    changed = sorted(key for key in (old.keys() | new.keys()) - {DEFAULTS} if old.get(key) != new.get(key))
    some, none = provider_pb2.DiffResponse.DIFF_SOME, provider_pb2.DiffResponse.DIFF_NONE
    return provider_pb2.DiffResponse(changes=some if changed else none, diffs=changed)


def _type_of(urn: str) -> str:
    return text(urn.split("::")[2].rpartition("$")[2])


def _plain(struct: struct_pb2.Struct) -> Json:
    return json_format.MessageToDict(struct)


def _wire(value: Json) -> struct_pb2.Struct:
    return json_format.ParseDict(value, struct_pb2.Struct())
