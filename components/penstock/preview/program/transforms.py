"""Transforms: functions of the program that change a resource, or a function call, before it is recorded.

They live in a small gRPC server that the SDK starts in the program; a request names it and a token. As the engine does:
a resource's own transforms run first, then those of its parents from the nearest upwards, then the stack's.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import grpc
from pulumi.runtime.proto import callback_pb2, callback_pb2_grpc, resource_pb2

from penstock.preview.errors.own_frames import is_own
from penstock.problem import InputError, Problem

_FRAME: Final = re.compile(r'^  File "(.+)", line (\d+), in (.+)$', re.MULTILINE)


class Transforms:
    """The transforms of one run. Safe to use from several threads."""

    def __init__(self, program: Path) -> None:
        self._program = program
        self._of_stack: list[Any] = []
        self._of_invokes: list[Any] = []
        self._of_resource: dict[str, Sequence[Any]] = {}
        self._parents: dict[str, str] = {}
        self._channels: dict[str, grpc.Channel] = {}
        self._lock = threading.Lock()

    def add(self, callback: Any) -> None:
        """A transform of every resource from now on."""
        with self._lock:
            self._of_stack.append(callback)

    def add_for_invokes(self, callback: Any) -> None:
        """A transform of every function call from now on."""
        with self._lock:
            self._of_invokes.append(callback)

    def apply(self, request: Any, urn: str, provider: str, providers: Mapping[str, str]) -> Any:
        """The registration `request` as its transforms leave it.

        Raises:
            InputError: a transform raised.
        """
        with self._lock:
            self._parents[urn] = request.parent
            self._of_resource[urn] = tuple(request.transforms)
            callbacks = [*request.transforms, *self._of_parents(request.parent), *self._of_stack]
        if not callbacks:
            return request
        properties, options = request.object, _options(request, provider, providers)
        for callback in callbacks:
            asked = resource_pb2.TransformRequest(
                name=request.name,
                type=request.type,
                custom=request.custom,
                parent=request.parent,
                properties=properties,
                options=options,
            )
            answer = resource_pb2.TransformResponse.FromString(
                self._call(callback, asked, f"{request.type} {request.name}")
            )
            if answer.HasField("properties"):
                properties = answer.properties
            if answer.HasField("options"):
                options = answer.options
        return _changed(request, properties, options)

    def _of_parents(self, urn: str) -> list[Any]:
        found: list[Any] = []
        while urn:
            found += self._of_resource.get(urn, ())
            urn = self._parents.get(urn, "")
        return found

    def apply_to_invoke(self, request: Any) -> Any:
        """The function call `request` as the stack's invoke transforms leave it."""
        with self._lock:
            callbacks = list(self._of_invokes)
        for callback in callbacks:
            asked = resource_pb2.TransformInvokeRequest(
                token=request.tok,
                args=request.args,
                options=resource_pb2.TransformInvokeOptions(
                    provider=request.provider, version=request.version, plugin_download_url=request.pluginDownloadURL
                ),
            )
            answer = resource_pb2.TransformInvokeResponse.FromString(self._call(callback, asked, request.tok))
            changed = resource_pb2.ResourceInvokeRequest()
            changed.CopyFrom(request)
            if answer.HasField("args"):
                changed.args.CopyFrom(answer.args)
            if answer.HasField("options"):
                changed.provider = answer.options.provider
                changed.version = answer.options.version
            request = changed
        return request

    def _call(self, callback: Any, message: Any, subject: str) -> bytes:
        with self._lock:
            channel = self._channels.get(callback.target)
            if channel is None:
                channel = self._channels[callback.target] = grpc.insecure_channel(callback.target)
        stub: Any = callback_pb2_grpc.CallbacksStub(channel)
        try:
            request = callback_pb2.CallbackInvokeRequest(token=callback.token, request=message.SerializeToString())
            return stub.Invoke(request).response
        except grpc.RpcError as error:
            place, told = _told(error, self._program)
            what = f"a transform of {subject} raised: {told}"
            raise InputError([Problem(place, what, "correct the transform")]) from None

    def close(self) -> None:
        """End the connections."""
        with self._lock:
            for channel in self._channels.values():
                channel.close()


def _told(error: grpc.RpcError, program: Path) -> tuple[str, str]:
    """Where in the program a transform raised, and what: the SDK sends the message and then all frames as text."""
    details = error.details() if isinstance(error, grpc.Call) else None
    text = str(details or error)
    message, _, frames = (text.partition(" error: ")[2] or text).partition(":\n  File ")
    own = [
        f"{path.relative_to(program).as_posix()}:{line} in {name}"
        for file, line, name in _FRAME.findall(f"  File {frames}")
        if is_own(path := Path(file), program)
    ]
    return own[-1] if own else "__main__.py", message.strip()


def _options(request: Any, provider: str, providers: Mapping[str, str]) -> resource_pb2.TransformResourceOptions:
    options = resource_pb2.TransformResourceOptions(
        depends_on=request.dependencies,
        ignore_changes=request.ignoreChanges,
        replace_on_changes=request.replaceOnChanges,
        version=request.version,
        aliases=request.aliases,
        provider=provider,
        providers=providers,
        plugin_download_url=request.pluginDownloadURL,
        retain_on_delete=request.retainOnDelete,
        deleted_with=request.deletedWith,
        additional_secret_outputs=request.additionalSecretOutputs,
    )
    if request.HasField("protect"):
        options.protect = request.protect
    if request.HasField("customTimeouts"):
        options.custom_timeouts.CopyFrom(request.customTimeouts)
    if _has_hooks(request) and request.HasField("hooks"):
        options.hooks.CopyFrom(request.hooks)
    if request.deleteBeforeReplaceDefined:
        options.delete_before_replace = request.deleteBeforeReplace
    return options


def _has_hooks(request: Any) -> bool:
    """SDKs of a year ago have none."""
    return "hooks" in request.DESCRIPTOR.fields_by_name


def _changed(request: Any, properties: Any, options: Any) -> Any:
    changed: Any = resource_pb2.RegisterResourceRequest()
    changed.CopyFrom(request)
    changed.object.CopyFrom(properties)
    for name, values in (
        ("dependencies", options.depends_on),
        ("ignoreChanges", options.ignore_changes),
        ("aliases", options.aliases),
    ):
        changed.ClearField(name)
        getattr(changed, name).extend(values)
    if _has_hooks(request):
        changed.hooks.CopyFrom(options.hooks)
    changed.providers.clear()
    changed.providers.update(options.providers)
    changed.provider = options.provider
    changed.version = options.version
    changed.protect = options.protect
    changed.retainOnDelete = options.retain_on_delete
    return changed
