"""`Pulumi.yaml` and `Pulumi.<stack>.yaml`: what the engine would hand to a program as its project and its config.

Source: the Pulumi project file and stack settings file references (pulumi.com/docs/iac/concepts/projects) and the
engine's `sdk/go/common/workspace/project.go` and `config.go`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from penstock.problem import InputError, Problem, nearest
from penstock.resources.reading.values import SECRET_MASK, UNKNOWN, SecretText, Value

from .settings_file import mapping_in

_PROJECT_FILES = ("Pulumi.yaml", "Pulumi.yml")
_STACK_KEYS = ("config", "encryptedkey", "encryptionsalt", "environment", "secretsprovider")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A program's project.

    Attributes:
        folder: the folder of `Pulumi.yaml`, absolute.
        program: the folder that the program runs in (`main:`), absolute.
        main: the file to run.
        config_folder: where the stack files are (`stackConfigDir`), absolute.
        declared: the project's own `config` block, keys with their namespace.
        language: `runtime`, or its `name`.
        options: `runtime.options`.
    """

    name: str
    file: Path
    folder: Path
    program: Path
    main: Path
    config_folder: Path
    declared: Mapping[str, Any] = field(default_factory=dict[str, Any])
    language: str = "python"
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class StackConfig:
    """One stack's config.

    Attributes:
        texts: as the SDK wants it: each value a text, objects and lists as JSON. Secrets that cannot be decrypted here
            are given as `placeholder` texts.
        secret_keys: keys whose value is a secret.
        values: as rules see it: parsed, secrets masked, what cannot be decrypted `UNKNOWN`.
        undecrypted: keys whose value is encrypted.
    """

    texts: Mapping[str, str]
    secret_keys: frozenset[str]
    values: Mapping[str, Value]
    undecrypted: tuple[str, ...]

    def masked(self, text: str) -> str:
        """`text`, in which a program may have written a secret. One of a letter or two is no secret, and everywhere."""
        for key in self.secret_keys:
            if len(self.texts[key]) > 2:
                text = text.replace(self.texts[key], SECRET_MASK)
        return text


def read_project(folder: Path) -> Project:
    """The project whose `Pulumi.yaml` is in `folder`.

    Raises:
        InputError: there is none, it is not YAML, or there is no program.
    """
    folder = folder.resolve()
    file = next((folder / name for name in _PROJECT_FILES if (folder / name).is_file()), None)
    if file is None:
        raise _error(folder / "Pulumi.yaml", "there is no Pulumi project here", "give a folder that has a Pulumi.yaml")
    content = mapping_in(file)
    name = content.get("name")
    if not isinstance(name, str) or not name:
        raise _error(file, "the project has no name", "write name: my-project")
    language, options = _runtime(file, content.get("runtime"))
    program, main = _entry(file, folder, content.get("main"), language)
    declared: object = content.get("config")
    config_folder = content.get("stackConfigDir") or (declared if isinstance(declared, str) else None)
    return Project(
        name=name,
        file=file,
        folder=folder,
        program=program,
        main=main,
        config_folder=(folder / str(config_folder)).resolve() if config_folder else folder,
        declared=_declared(file, name, cast("dict[Any, Any]", declared)) if isinstance(declared, dict) else {},
        language=language,
        options=options,
    )


def _runtime(file: Path, runtime: object) -> tuple[str, Mapping[str, Any]]:
    given = cast("dict[str, Any]", runtime) if isinstance(runtime, dict) else {"name": runtime}
    language = given.get("name")
    options: object = given.get("options") or {}
    if not isinstance(language, str) or not language:
        raise _error(file, "the project has no runtime", "write runtime: python, or the language of the program")
    if not isinstance(options, dict):
        raise _error(file, "runtime.options is not a mapping", "write for example options: {toolchain: uv}")
    return language, cast("dict[str, Any]", options)


def _declared(file: Path, project: str, block: Mapping[Any, Any]) -> dict[str, Any]:
    bad = [key for key in block if not isinstance(key, str)]
    if bad:
        raise InputError(
            [
                Problem(f"{file} config.{key}", "a key of config is not a text", f"write '{key}': in quotes")
                for key in bad
            ]
        )
    return _namespaced(project, block)


def _entry(file: Path, folder: Path, main: object, language: str) -> tuple[Path, Path]:
    target = (folder / str(main)).resolve() if main else folder
    if target.is_file():
        return target.parent, target
    if language != "python":
        return target, file
    script = target / "__main__.py"
    if not script.is_file():
        raise _error(
            file, f"there is no program: {script} does not exist", "write __main__.py, or name its folder in `main:`"
        )
    return target, script


def _namespaced(project: str, block: Mapping[str, Any]) -> dict[str, Any]:
    return {key if ":" in key else f"{project}:{key}": value for key, value in block.items()}


def read_stack(project: Project, stack: str, given: Mapping[str, str], placeholder: str) -> StackConfig:
    """The config of `stack`: the project's defaults, under the stack's file, under `given` (keys as on the command line).

    Raises:
        InputError: no such stack (unless `given` stands in for its file), a file that cannot be read, a value that the
            project requires and nobody gives, or one of the wrong type.
    """
    file = stack_file(project, stack)
    raw: dict[str, Any] = {}
    for key, declared in project.declared.items():
        if isinstance(declared, dict):
            settings = cast("dict[str, Any]", declared)
            value = settings.get("value", settings.get("default"))
            if value is not None:
                raw[key] = value
        else:
            raw[key] = declared
    if file is not None:
        raw.update(_stack_block(file))
    elif not given:
        _require_stack(project, stack)
    raw.update(_namespaced(project.name, given))
    _check_declared(project, stack, file, raw)
    texts: dict[str, str] = {}
    values: dict[str, Value] = {}
    secret: set[str] = set()
    undecrypted: list[str] = []
    for key, value in sorted(raw.items()):
        is_secret = _has_secure(value)
        readable = _replace_secure(value, placeholder)
        texts[key] = _text(readable)
        if is_secret:
            secret.add(key)
            undecrypted.append(key)
        values[key] = _replace_secure(_parsed(value), UNKNOWN)
        declared = project.declared.get(key)
        if isinstance(declared, dict) and cast("dict[str, Any]", declared).get("secret") is True:
            secret.add(key)
            if not is_secret:
                values[key] = SecretText(texts[key])
    return StackConfig(texts=texts, secret_keys=frozenset(secret), values=values, undecrypted=tuple(undecrypted))


def stack_file(project: Project, stack: str) -> Path | None:
    """`Pulumi.<stack>.yaml`, if it is there."""
    for suffix in ("yaml", "yml"):
        file = project.config_folder / f"Pulumi.{stack}.{suffix}"
        if file.is_file():
            return file
    return None


def _require_stack(project: Project, stack: str) -> None:
    known = sorted(
        path.name.removeprefix("Pulumi.").removesuffix(path.suffix)
        for path in project.config_folder.glob("Pulumi.*.y*ml")
    )
    if not known:
        return  # a program that needs no config has no stack file
    near = nearest(stack, known)
    raise _error(
        project.config_folder / f"Pulumi.{stack}.yaml",
        f"there is no stack {stack!r}",
        f"did you mean {near!r}? " * bool(near) + f"stacks here: {', '.join(known)}; or give --config key=value",
    )


def _stack_block(file: Path) -> dict[str, Any]:
    content = mapping_in(file)
    for key in content:
        near = nearest(str(key), _STACK_KEYS)
        if key not in _STACK_KEYS and near is not None and near not in content:
            raise _error(file, f"there is no key {key!r}: it would be ignored", f"did you mean {near}?")
    config: object = content.get("config") or {}
    if not isinstance(config, dict):
        raise _error(file, "config is not a mapping of keys to values", "write config: {aws:region: us-east-1}")
    block = cast("dict[Any, Any]", config)
    bad = [key for key in block if not isinstance(key, str) or ":" not in key]
    if bad:
        raise InputError(
            [
                Problem(f"{file} config.{key}", "a key of config has no namespace", f"write <project>:{key}")
                for key in bad
            ]
        )
    return cast("dict[str, Any]", block)


def _check_declared(project: Project, stack: str, file: Path | None, raw: Mapping[str, Any]) -> None:
    problems: list[Problem] = []
    where = str(file) if file else f"stack {stack}"
    others = [key for key in raw if key not in project.declared]
    for key, declared in project.declared.items():
        if not isinstance(declared, dict):
            continue
        settings = cast("dict[str, Any]", declared)
        if key not in raw:
            about = f" ({settings['description']})" if settings.get("description") else ""
            near = nearest(key, others)
            fix = (
                f"write {key}: ... or --config {key}=..." if near is None else f"did you mean it by {near}? Write {key}"
            )
            problems.append(Problem(where, f"config {key} is missing{about}; {project.file.name} requires it", fix))
        elif (kind := settings.get("type")) and not _fits(raw[key], str(kind)):
            problems.append(
                Problem(f"{where} config.{key}", f"{raw[key]!r} is not of type {kind}", f"write a value of type {kind}")
            )
    if problems:
        raise InputError(problems)


def _fits(value: Any, kind: str) -> bool:
    if _has_secure(value):
        return True
    parsed = _parsed(value)
    match kind:
        case "integer":
            return isinstance(parsed, int) and not isinstance(parsed, bool)
        case "boolean":
            return isinstance(parsed, bool)
        case "array":
            return isinstance(parsed, list)
        case "object":
            return isinstance(parsed, dict)
        case _:
            return not isinstance(value, dict | list)


def _parsed(value: Any) -> Any:
    """Config from the command line is text; a text that is JSON (an object, a number, a bool) means that."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _has_secure(value: Any) -> bool:
    if isinstance(value, dict):
        mapping = cast("dict[str, Any]", value)
        return _is_secure(mapping) or any(_has_secure(item) for item in mapping.values())
    return isinstance(value, list) and any(_has_secure(item) for item in cast("list[Any]", value))


def _is_secure(value: Mapping[str, Any]) -> bool:
    return len(value) == 1 and isinstance(value.get("secure"), str)


def _replace_secure(value: Any, by: Any) -> Any:
    if isinstance(value, dict):
        mapping = cast("dict[str, Any]", value)
        return by if _is_secure(mapping) else {key: _replace_secure(item, by) for key, item in mapping.items()}
    if isinstance(value, list):
        return [_replace_secure(item, by) for item in cast("list[Any]", value)]
    return value


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or isinstance(value, dict | list):
        return json.dumps(value)
    return str(value)


def _error(where: Path, what: str, fix: str) -> InputError:
    return InputError([Problem(str(where), what, fix)])
