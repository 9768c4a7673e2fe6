"""Manifests and charts: objects that a program does not declare one by one.

`ConfigGroup` and `ConfigFile` bring manifests, `Directory` what kustomize makes of a folder, `Chart` and `Release` what Helm makes of a
chart. What is written in the program is read as the objects that it is. What is in a file or in a chart is not in the program: of a
chart its values are, and they say which machines and accelerators it is to use; a file, a folder, or values that are not known may
bring anything. A chart that keeps no inputs is without a price, and no more. Where the engine shows the objects themselves (its
children), they are read and the rest is not looked at.
Source: pulumi-kubernetes, `yaml/v2`, `kustomize/v2`, `helm.sh/v3` and `helm.sh/v4`; the types without a version (`yaml:ConfigFile`)
make their objects in the program's own process, and keep no inputs; of a chart of `helm.sh/v3` a run of the program tells the values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from penstock.resources.facts import Fact, Unread
from penstock.resources.reading.blocks import block_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.documents import documents
from penstock.resources.reading.inputs import Inputs, as_list, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .contents import contents, unseen
from .home import base, home

_FILES: Final = ("directory", "file", "files")

ReaderOf = Callable[[str], Reader]
"""The reader of an object's type."""


def manifests(reader_of: ReaderOf) -> Mapping[str, Reader]:
    """Type -> reader; `reader_of` reads the objects inside."""

    def group(resource: Resource, context: Context) -> Iterable[Fact]:
        if context.has_parts(resource, "kubernetes:"):
            return
        here = home(resource, context)
        yield Unread(**base(resource, here), type=resource.type, name=resource.name)
        inputs = Inputs(resource.inputs)
        said = [name for name in (*_FILES, "objs", "yaml") if inputs.given(name)]
        if not said and context.complete:  # it keeps no inputs, and what it made is not in the program
            yield unseen(resource, here, "")
        for name in said:
            for it in (UNKNOWN,) if name in _FILES else _objects(inputs.raw(name)):
                if isinstance(it, Unknown):
                    yield unseen(resource, here, name)
                else:
                    yield from reader_of(type_of(it))(replace(resource, type=type_of(it), inputs=it), context)

    return {
        f"kubernetes:{name}": group
        for name in (
            *("yaml:ConfigFile", "yaml:ConfigGroup", "kustomize:Directory"),
            *("yaml/v2:ConfigFile", "yaml/v2:ConfigGroup", "kustomize/v2:Directory"),
        )
    }


_VALUES: Final = ("values", "valueYamlFiles")


def _chart(resource: Resource, context: Context) -> Iterable[Fact]:
    if context.has_parts(resource, "kubernetes:"):
        return
    here = home(resource, context)
    yield Unread(**base(resource, here), type=resource.type, name=resource.name)
    inputs = Inputs(resource.inputs)
    # Its own text, such as its name, repository and description, says nothing of the machines that it is to have.
    yield from contents(replace(resource, inputs={key: inputs.raw(key) for key in _VALUES}), here)
    for name in _VALUES:
        if isinstance(inputs.raw(name), Unknown) or (name == "valueYamlFiles" and inputs.given(name)):
            yield unseen(resource, here, name)


def _delivered(resource: Resource, context: Context) -> Iterable[Fact]:
    """An order to a controller that brings what is in a repository: any object, as a folder's. A chart whose values are written out is
    read as one; values in a text or in a file are not seen (Argo CD user guide, Helm; Flux, Kustomization)."""
    here = home(resource, context)
    yield Unread(**base(resource, here), type=resource.type, name=resource.name)
    yield from contents(resource, here)
    source = block_at(Inputs(resource.inputs), "spec", "source")
    helm = block_at(source, "helm")
    hidden = isinstance(helm, Unknown) or (helm is not None and any(helm.given(name) for name in _HELM_TEXTS))
    if not isinstance(source, Inputs) or not source.given("chart") or hidden:
        yield unseen(resource, here, "spec")


_HELM_TEXTS: Final = ("values", "valueFiles")


def _objects(value: Value) -> Iterator[Maybe[Mapping[str, Value]]]:
    """The objects of manifests: written out, or as text of one or more of them."""
    items = (value,) if isinstance(value, str | Mapping) else as_list(value)
    for item in (UNKNOWN,) if isinstance(items, Unknown) else items:
        found = documents(item) if isinstance(item, str) else (item,)
        for it in (UNKNOWN,) if isinstance(found, Unknown) else found:
            yield it if isinstance(it, Mapping) else UNKNOWN


def type_of(value: Mapping[str, Value]) -> str:
    """The type token of an object: `kubernetes:apps/v1:Deployment`; of the core group, `kubernetes:core/v1:Pod`."""
    inputs = Inputs(value)
    version, kind = inputs.text("apiVersion"), inputs.text("kind")
    if not isinstance(version, str) or not isinstance(kind, str):
        return "kubernetes::"
    group = plain(version)
    return f"kubernetes:{group if '/' in group else f'core/{group}'}:{plain(kind)}"


CHARTS: Final[Mapping[str, Reader]] = {
    f"kubernetes:{name}": _chart
    for name in ("helm.sh/v2:Chart", "helm.sh/v3:Chart", "helm.sh/v3:Release", "helm.sh/v4:Chart")
}

DELIVERED: Final[Mapping[str, Reader]] = {
    f"kubernetes:{name}": _delivered
    for name in (
        *(
            "argoproj.io/v1alpha1:Application",
            "argoproj.io/v1alpha1:ApplicationSet",
            "fleet.cattle.io/v1alpha1:GitRepo",
        ),
        *(f"kustomize.toolkit.fluxcd.io/{version}:Kustomization" for version in ("v1beta1", "v1beta2", "v1")),
    )
}
