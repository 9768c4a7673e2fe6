"""What a program has registered so far: the engine's view of one run. Safe to use from the SDK's several threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from penstock.preview.placeholders.labels import shown
from penstock.preview.placeholders.marks import is_placeholder
from penstock.preview.placeholders.readable_names import readable
from penstock.preview.project.project import Project, StackConfig
from penstock.preview.urns import make_urn
from penstock.problem import InputError, Problem
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import Value

from .providers import PROVIDER_PREFIX, default_inputs, default_name

Progress = Callable[[int, str], None]


class Registry:
    """Resources by URN, default providers made on demand, outputs, and notes for people."""

    def __init__(
        self, project: Project, stack: str, config: StackConfig, environ: Mapping[str, str], progress: Progress | None
    ) -> None:
        self.project = project.name
        self._folder = f"{project.program}/"
        self.stack = stack
        self._config = config
        self._environ = environ
        self._progress = progress
        self._resources: dict[str, Resource] = {}
        self._outputs: Mapping[str, Value] = {}
        self._notes: dict[str, None] = {}
        self._lock = threading.RLock()

    def urn(self, parent: str | None, token: str, name: str) -> str:
        """The URN that the engine would give."""
        return make_urn(self.stack, self.project, parent, token, name)

    def add(self, resource: Resource) -> None:
        """Record a resource.

        Raises:
            InputError: its URN is taken.
        """
        with self._lock:
            first = self._resources.get(resource.urn)
            if first is not None and is_placeholder(resource.urn):
                self.note(f"{resource.type}: named after a value that only the cloud knows; one stands for several")
            elif first is not None and not (first.external and resource.external):
                raise InputError([_duplicate(first, resource)])
            self._resources[resource.urn] = resource
            count = len(self._resources)
        if self._progress is not None:
            self._progress(count, shown(f"{resource.type} {resource.name}"))

    def get(self, urn: str) -> Resource | None:
        """The resource with that URN, if it is registered."""
        return self._resources.get(urn)

    def default_provider(self, package: str, version: str) -> str:
        """The URN of the package's default provider, registered when it is first needed."""
        token = PROVIDER_PREFIX + package
        urn = self.urn(None, token, default_name(version))
        with self._lock:
            if urn not in self._resources:
                inputs = default_inputs(package, version, self._config, self._environ)
                self.add(Resource(urn=urn, type=token, name=default_name(version), inputs=inputs))
        return urn

    def set_outputs(self, urn: str, outputs: Mapping[str, Value], *, of_stack: bool) -> None:
        """Record what a component, or the stack, registered as its outputs."""
        outputs = {shown(name): value for name, value in outputs.items()}
        with self._lock:
            if of_stack:
                self._outputs = outputs
            if urn in self._resources:
                self._resources[urn] = replace(self._resources[urn], outputs=outputs)

    def set_inputs(self, token: str, name: str, inputs: Mapping[str, Value]) -> None:
        """Record what a component is made of, which it does not register itself."""
        with self._lock:
            for urn, it in self._resources.items():
                if (it.type, it.name) == (token, name):
                    self._resources[urn] = replace(it, inputs=inputs)

    def note(self, text: str) -> None:
        """Tell a person something, once; places in the program are told from its folder."""
        with self._lock:
            self._notes.setdefault(shown(self._config.masked(text)).replace(self._folder, ""))

    def capture(self) -> Capture:
        """All of it, sorted by URN: the order of registration differs from run to run."""
        with self._lock:
            return Capture(
                project=self.project,
                stack=self.stack,
                resources=readable(self._resources.values()),
                config=self._config.values,
                outputs=dict(sorted(self._outputs.items())),
                origin="program",
                notes=tuple(sorted(self._notes)),
            )


def _duplicate(first: Resource, second: Resource) -> Problem:
    places = sorted({str(place) for place in (first.source, second.source) if place is not None})
    return Problem(
        " and ".join(places) or second.urn,
        f"two resources have the same URN {second.urn}: type {second.type}, name {second.name!r}",
        "give each a name of its own",
    )
