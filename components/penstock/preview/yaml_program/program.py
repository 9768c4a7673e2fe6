"""Reads a YAML program: what it declares is what a preview would register, and no code is run.

Source: Pulumi's "YAML language reference" (pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference) and pulumi/pulumi-yaml,
`pkg/pulumiyaml/run.go`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final, cast

from penstock.preview.program.providers import PROVIDER_PREFIX
from penstock.preview.program.registry import Progress, Registry
from penstock.preview.project.project import Project, StackConfig, read_stack
from penstock.preview.project.settings_file import mapping_in
from penstock.preview.urns import STACK_TYPE, make_urn
from penstock.problem import InputError, Problem, nearest
from penstock.resources.reading.capture import Capture, Resource, SourcePosition
from penstock.resources.reading.values import UNKNOWN, SecretText, Value, known

from .file import Part, Text, problem, read_text
from .types import full_token, is_remote_component
from .values import BadExpressionError, Expressions, Got, step_into

_KEYS: Final = ("type", "name", "properties", "options", "get", "defaultProvider")
_OPTIONS: Final = [
    "additionalSecretOutputs",
    "aliases",
    "customTimeouts",
    "deleteBeforeReplace",
    "deletedWith",
    "dependsOn",
    "envVarMappings",
    "hideDiffs",
    "ignoreChanges",
    "import",
    "parent",
    "pluginDownloadURL",
    "protect",
    "provider",
    "providers",
    "replaceOnChanges",
    "replaceWith",
    "replacementTrigger",
    "retainOnDelete",
    "version",
]

_KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "name": (str,),
    "properties": (dict, str),
    "options": (dict,),
    "get": (dict,),
}
_WRITE: Final = {
    "name": "name: some-name",
    "properties": "properties: {bucket: logs}",
    "options": "options: {protect: true}",
    "get": "get: {id: vpc-1}",
}
"""What the keys of a resource hold, and an example of each."""

_GET_REGION: Final = "aws:index/getRegion:getRegion"
_STACK_REFERENCE: Final = "pulumi:pulumi:StackReference"
_UNVALIDATED: Final = "a YAML program's inputs are not validated: no SDK of its own describes them"


def read_program(project: Project, stack: str, config: Mapping[str, str], progress: Progress | None) -> Capture:
    """What the YAML program of `project` declares.

    Raises:
        InputError: it cannot be read, or names what is not there; with the line of each.
    """
    text = read_text(project)
    mapping_in(text.file)
    project = replace(project, declared={**project.declared, **_declared(project, text)})
    settings = read_stack(project, stack, config, "")
    registry = Registry(project, stack, settings, os.environ, progress)
    if settings.undecrypted:
        registry.note(
            f"encrypted config cannot be read here and is taken as an unknown secret: {', '.join(settings.undecrypted)}"
        )
    _Program(project, text, settings, registry).declare()
    return registry.capture()


def _declared(project: Project, text: Text) -> dict[str, Any]:
    """Config of the program's own file, and what `config` was called before: `configuration`, with types like `List<String>`."""
    found: dict[str, Any] = {}
    for section in ("configuration", "config"):
        for name, value in text.plain(section).items():
            key = name if ":" in name else f"{project.name}:{name}"
            found[key] = _typed(cast("dict[str, Any]", value)) if isinstance(value, dict) else value
    return found


def _typed(declared: Mapping[str, Any]) -> Mapping[str, Any]:
    kind = declared.get("type")
    if not isinstance(kind, str):
        return declared
    return {**declared, "type": "array" if kind.casefold().startswith("list") else kind.casefold()}


class _Program:
    """Evaluates one program: each name when it is first needed, once."""

    def __init__(self, project: Project, text: Text, settings: StackConfig, registry: Registry) -> None:
        self._project = project
        self._text = text
        self._settings = settings
        self._registry = registry
        self._resources: dict[str, Resource] = {}
        self._variables: dict[str, Got] = {}
        self._under_way: list[str] = []
        self._defaults: dict[str, str] = {}
        self._ids: dict[str, Value] = {}
        self._expressions = Expressions(self._look_up, self._invoke, project.program)
        self._stack = registry.urn(None, STACK_TYPE, f"{project.name}-{registry.stack}")

    def declare(self) -> None:
        """Register everything.

        Raises:
            InputError: with every resource, variable and output that cannot be evaluated.
        """
        self._registry.add(
            Resource(
                urn=self._stack,
                type=STACK_TYPE,
                name=f"{self._project.name}-{self._registry.stack}",
                inputs={},
                custom=False,
            )
        )
        for part in self._text.parts("components").values():
            what = f"component {part.name}: components are of plugins (PulumiPlugin.yaml), not of programs"
            raise problem(self._text.file, part.line, what, "write its resources under resources:")
        problems: dict[Problem, None] = {}
        resources = self._text.parts("resources")
        for part in sorted(resources.values(), key=lambda part: not _is_default_provider(part.value)):
            self._try(problems, lambda part=part: self._resource(part.name))
        for part in self._text.parts("variables").values():
            self._try(problems, lambda part=part: self._variable(part.name))
        outputs: dict[str, Value] = {}
        for part in self._text.parts("outputs").values():
            self._try(problems, lambda part=part: outputs.update({part.name: self._evaluated(part, part.value).value}))
        if problems:
            raise InputError(list(problems))
        self._registry.set_outputs(self._stack, outputs, of_stack=True)
        if resources:
            self._registry.note(_UNVALIDATED)

    def _try(self, problems: dict[Problem, None], evaluate: Callable[[], object]) -> None:
        try:
            evaluate()
        except InputError as error:
            self._under_way.clear()
            problems.update(dict.fromkeys(error.problems))

    def _evaluated(self, part: Part, value: Any) -> Got:
        try:
            return self._expressions.of(value)
        except BadExpressionError as error:
            raise problem(self._text.file, part.line, f"{part.name}: {error}", error.fix) from None

    # Names

    def _look_up(self, name: str, way: Sequence[str | int]) -> Got:
        if name in self._text.parts("resources"):
            return self._of_resource(self._resource(name), way)
        if name in self._text.parts("variables"):
            got = self._variable(name)
            return Got(step_into(got.value, way), got.urns)
        if name == "pulumi":
            return Got(step_into(self._of_pulumi(), way))
        for key in (name, f"{self._project.name}:{name}"):
            if key in self._settings.values:
                return Got(step_into(self._config(key), way))
        names = [*self._text.parts("resources"), *self._text.parts("variables"), "pulumi"]
        names += [key.removeprefix(f"{self._project.name}:") for key in self._settings.values]
        near = nearest(name, names)
        raise BadExpressionError(
            f"${{{name}}} is neither a resource, a variable nor a config value",
            f"did you mean ${{{near}}}?" if near else f"declare {name}, or write a literal ${{ as $${{",
        )

    def _of_pulumi(self) -> dict[str, Value]:
        return {
            "cwd": str(self._project.program),
            "organization": "organization",
            "project": self._project.name,
            "rootDirectory": str(self._project.folder),
            "stack": self._registry.stack,
        }

    def _config(self, key: str) -> Value:
        """A value of config, of the type that it is declared to be."""
        value = self._settings.values[key]
        declared = self._project.declared.get(key)
        kind = cast("dict[str, Any]", declared).get("type") if isinstance(declared, dict) else None
        if kind == "string" and known(value) and not isinstance(value, SecretText):
            return self._settings.texts[key]
        return value

    def _of_resource(self, resource: Resource, way: Sequence[str | int]) -> Got:
        urns = frozenset({resource.urn})
        if not way:
            return Got(UNKNOWN, urns)
        if way[0] == "urn":
            return Got(resource.urn, urns)
        if way[0] == "id":
            return Got(self._ids.get(resource.urn, UNKNOWN), urns)
        return Got(step_into(resource.inputs, way), urns)

    def _variable(self, name: str) -> Got:
        if name not in self._variables:
            part = self._text.parts("variables")[name]
            with self._entered(part):
                self._variables[name] = self._evaluated(part, part.value)
        return self._variables[name]

    @contextmanager
    def _entered(self, part: Part) -> Generator[None]:
        if part.name in self._under_way:
            circle = " -> ".join([*self._under_way[self._under_way.index(part.name) :], part.name])
            raise problem(
                self._text.file, part.line, f"{circle} goes round in a circle", "take one of the references out"
            )
        self._under_way.append(part.name)
        yield
        self._under_way.remove(part.name)

    # Resources

    def _resource(self, name: str) -> Resource:
        if name not in self._resources:
            part = self._text.parts("resources")[name]
            with self._entered(part):
                resource = self._made(part, self._checked(part))
            self._registry.add(resource)
            self._resources[name] = resource
        return self._resources[name]

    def _checked(self, part: Part) -> dict[str, Any]:
        """A resource's declaration, each of whose keys is one that there is."""
        if not isinstance(part.value, dict):
            raise problem(
                self._text.file, part.line, f"{part.name} is not a mapping", "write type: and properties: below it"
            )
        declared = self._keyed(part, cast("dict[str, Any]", part.value), _KEYS, "")
        if not isinstance(declared.get("type"), str):
            raise problem(
                self._text.file, part.line, f"{part.name} has no type", "write for example type: aws:s3:Bucket"
            )
        for key, kind in _KINDS.items():
            if declared.get(key) is not None and not isinstance(declared[key], kind):
                what = f"{part.name}.{key} is {declared[key]!r}, which it cannot be"
                raise problem(self._text.file, part.line, what, f"write {_WRITE[key]}")
        options = self._keyed(part, declared.get("options") or {}, _OPTIONS, "options.")
        for key in ("aliases", "ignoreChanges"):
            if options.get(key) is not None and not isinstance(options[key], list):
                what = f"{part.name}.options.{key} is not a list"
                raise problem(self._text.file, part.line, what, f"write {key}: [...]")
        return {**declared, "options": options}

    def _keyed(self, part: Part, given: Mapping[Any, Any], keys: Sequence[str], where: str) -> dict[str, Any]:
        """A mapping by the keys that there are; in what case they are written does not matter."""
        folded = {key.casefold(): key for key in keys}
        for key in given:
            if str(key).casefold() not in folded:
                near = nearest(str(key), keys)
                fix = f"did you mean {near}?" if near else f"it takes {', '.join(keys)}"
                raise problem(self._text.file, part.line, f"{part.name}.{where}{key}: there is no such key", fix)
        return {folded[str(key).casefold()]: value for key, value in given.items()}

    def _made(self, part: Part, declared: Mapping[str, Any]) -> Resource:
        token = full_token(declared["type"])
        options: Mapping[str, Any] = declared.get("options") or {}
        read: Mapping[str, Any] = declared.get("get") or {}
        given: object = read.get("state") if read else declared.get("properties")
        whole = self._evaluated(part, {} if given is None else given)
        pairs = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
        parts = {key: self._evaluated(part, value) for key, value in pairs.items()}
        inputs: Mapping[str, Value] = whole.value if isinstance(whole.value, Mapping) else {}
        depending = self._evaluated(part, options.get("dependsOn")).urns
        parent = self._option(part, options, "parent") or self._stack
        name = str(declared.get("name") or part.name)
        urn = self._registry.urn(parent, token, name)
        remote = is_remote_component(token)
        if token.startswith(PROVIDER_PREFIX):
            inputs = {**inputs, **({"version": str(options["version"])} if "version" in options else {})}
            if declared.get("defaultProvider") is True:
                self._defaults[token.removeprefix(PROVIDER_PREFIX)] = urn
        if remote:
            self._registry.note(f"{token} {name!r} is built by its provider: the resources inside it are not seen")
        if token == _STACK_REFERENCE:
            self._registry.note(f"stack {inputs.get('name', name)}: its outputs are not known here")
        if read:
            self._ids[urn] = self._evaluated(part, read.get("id")).value
        return Resource(
            urn=urn,
            type=token,
            name=name,
            inputs=inputs,
            parent=parent,
            custom=not remote,
            external=bool(read),
            provider=self._provider(part, token, options),
            dependencies=tuple(sorted(whole.urns | depending)),
            property_dependencies={key: tuple(sorted(it.urns)) for key, it in sorted(parts.items()) if it.urns},
            aliases=self._aliases(options.get("aliases"), token, name, parent),
            ignore_changes=tuple(map(str, options.get("ignoreChanges") or ())),
            retain_on_delete=options.get("retainOnDelete") is True,
            protect=self._evaluated(part, options.get("protect")).value is True,
            source=SourcePosition(self._text.file.name, part.line),
        )

    def _option(self, part: Part, options: Mapping[str, Any], key: str) -> str | None:
        """The URN of the one resource that an option names."""
        urns = self._evaluated(part, options.get(key)).urns
        if options.get(key) is not None and len(urns) != 1:
            fix = f"write {key}: ${{name}}, of a resource of this program"
            raise problem(self._text.file, part.line, f"{part.name}.options.{key} names no resource", fix)
        return next(iter(urns), None)

    def _provider(self, part: Part, token: str, options: Mapping[str, Any]) -> str | None:
        package = token.partition(":")[0]
        if (own := self._option(part, options, "provider")) is not None:
            return own
        for urn in sorted(self._evaluated(part, options.get("providers")).urns):
            if urn.split("::")[2].endswith(f"{PROVIDER_PREFIX}{package}"):
                return urn
        if package == "pulumi":
            return None
        return self._defaults.get(package) or self._registry.default_provider(
            package, str(options.get("version") or "")
        )

    def _aliases(self, given: object, token: str, name: str, parent: str) -> tuple[str, ...]:
        found: set[str] = set()
        for alias in cast("list[object]", given) if isinstance(given, list) else []:
            if isinstance(alias, str):
                found.add(alias)
            elif isinstance(alias, dict):
                spec = cast("dict[str, Any]", alias)
                above = None if spec.get("noParent") is True else parent
                found.add(
                    make_urn(
                        str(spec.get("stack") or self._registry.stack),
                        str(spec.get("project") or self._registry.project),
                        above,
                        full_token(str(spec.get("type") or token)),
                        str(spec.get("name") or name),
                    )
                )
        return tuple(sorted(found))

    # Functions

    def _invoke(self, short: str, _arguments: Got, _options: Mapping[str, Any]) -> Value:
        token = full_token(short)
        if token == _GET_REGION and isinstance(region := self._region(), str):
            return {"id": region, "name": region, "region": region}
        self._registry.note(f"{token}: only the cloud can answer; what it gives is unknown")
        return UNKNOWN

    def _region(self) -> Value:
        urn = self._defaults.get("aws") or self._registry.default_provider("aws", "")
        provider = self._registry.get(urn)
        return provider.inputs.get("region") if provider is not None else None


def _is_default_provider(value: object) -> bool:
    return isinstance(value, dict) and cast("dict[str, Any]", value).get("defaultProvider") is True
