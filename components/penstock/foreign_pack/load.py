"""Loads a pack's program up to the point at which it would serve, and keeps the service."""

from __future__ import annotations

import contextlib
import contextvars
import json
import runpy
import traceback
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any, Final, NoReturn, Protocol, TypeVar, cast

import yaml
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from penstock.preview.program.process import as_program
from penstock.preview.project.project import Project
from penstock.problem import InputError, Problem
from penstock.resources.reading.capture import Capture

_FILES: Final = ("PulumiPolicy.yaml", "PulumiPolicy.yml")
_NEW: Final = "name a pack's folder; `penstock policy-pack DIR` writes one"


T = TypeVar("T")


class Service(Protocol):
    """What the engine asks a pack (`pulumi/analyzer.proto`); the second argument is gRPC's context, of which it takes nothing."""

    def GetAnalyzerInfo(self, request: Any, context: None, /) -> analyzer_pb2.AnalyzerInfo: ...  # noqa: N802
    def Configure(self, request: analyzer_pb2.ConfigureAnalyzerRequest, context: None, /) -> Any: ...  # noqa: N802
    def Analyze(self, request: analyzer_pb2.AnalyzeRequest, context: None, /) -> analyzer_pb2.AnalyzeResponse: ...  # noqa: N802
    def AnalyzeStack(  # noqa: N802
        self, request: analyzer_pb2.AnalyzeStackRequest, context: None, /
    ) -> analyzer_pb2.AnalyzeResponse: ...
    def Remediate(self, request: analyzer_pb2.AnalyzeRequest, context: None, /) -> analyzer_pb2.RemediateResponse: ...  # noqa: N802


class _LoadedError(BaseException):
    """Ends the pack's program where it would serve. No `except Exception` of the pack's own can take it."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        self.service = service


def asked(directory: Path, capture: Capture, ask: Callable[[Service], T]) -> T:
    """What `ask` gets from the service of the pack in `directory`, whose folder is the working directory meanwhile.

    Raises InputError: there is no pack in Python there, or its program raised or built no pack.
    """
    pack = read_pack(directory)
    with as_program(pack, _environment(capture)):
        # The SDK keeps settings and config in context variables.
        return contextvars.copy_context().run(lambda: ask(_service(pack)))


def _service(pack: Project) -> Service:
    try:
        with _taken():
            runpy.run_path(str(pack.main), run_name="__main__")
    except _LoadedError as found:
        return found.service
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the pack raises is told the same way
        raise InputError([_raised(error, pack)]) from None
    raise InputError([Problem(str(pack.main), "makes no PolicyPack", "end it with PolicyPack(name, policies=[...])")])


@contextlib.contextmanager
def _taken() -> Generator[None]:
    """While this lasts, a service that is to be served ends the program instead."""
    module = cast("Any", analyzer_pb2_grpc)
    serve = module.add_AnalyzerServicer_to_server

    def take(servicer: Service, server: object) -> NoReturn:  # noqa: ARG001 - gRPC's shape
        raise _LoadedError(servicer)

    module.add_AnalyzerServicer_to_server = take
    try:
        yield
    finally:
        module.add_AnalyzerServicer_to_server = serve


def read_pack(directory: Path) -> Project:
    """The pack's project. Raises InputError: there is none, it cannot be read, or it is not in Python."""
    folder = directory.resolve()
    file = next((folder / name for name in _FILES if (folder / name).is_file()), None)
    if file is None:
        raise InputError([Problem(str(directory), "there is no PulumiPolicy.yaml: it is no policy pack", _NEW)])
    try:
        content: object = yaml.safe_load(file.read_bytes())
    except Exception as error:  # noqa: BLE001 - YAML's constructors raise whatever a text provokes
        what = f"cannot be read: {type(error).__name__}: {' '.join(str(error).split())}"
        raise InputError([Problem(str(file), what, "write description: and runtime: python")]) from None
    settings = cast("dict[Any, Any]", content) if isinstance(content, dict) else {}
    runtime = settings.get("runtime")
    language = cast("dict[Any, Any]", runtime).get("name") if isinstance(runtime, dict) else runtime
    if language != "python":
        fix = "write runtime: python; packs in other languages run in the engine alone"
        raise InputError([Problem(str(file), f"runtime is {language!r}: only Python packs run in process", fix)])
    target = (folder / str(settings.get("main") or "")).resolve()
    main = target if target.is_file() else target / "__main__.py"
    if not main.is_file():
        raise InputError([Problem(str(file), f"there is no program: {main} does not exist", "write __main__.py")])
    return Project(name=folder.name, file=file, folder=folder, program=main.parent, main=main, config_folder=folder)


def _environment(capture: Capture) -> Mapping[str, str]:
    """What the engine tells a pack's process of the stack; values of its config that are not known are left out."""
    return {
        "PULUMI_PROJECT": capture.project,
        "PULUMI_STACK": capture.stack,
        "PULUMI_ORGANIZATION": "organization",
        "PULUMI_DRY_RUN": "true",
        "PULUMI_CONFIG": json.dumps(dict(_config(capture))),
    }


def _config(capture: Capture) -> Generator[tuple[str, str]]:
    for key, value in capture.config.items():
        if isinstance(value, str):
            yield key, str(value)  # a secret's mask
        else:
            with contextlib.suppress(TypeError):  # there is something unknown in it
                yield key, json.dumps(value)


def _raised(error: BaseException, pack: Project) -> Problem:
    frames = [it for it in traceback.extract_tb(error.__traceback__) if it.filename.startswith(f"{pack.program}/")]
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(pack.main)
    return Problem(
        where, f"the pack raised {type(error).__name__}: {error}", "run it with `pulumi preview` to see more"
    )
