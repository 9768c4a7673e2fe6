"""A host of a language for the real engine, as `pulumi-language-nodejs` is one: it runs `__main__.py`, which the engine does not know.

The hosts of the SDKs are in no registry that the tests may use. The engine starts this one with its own address, and reads the port
that it prints.
"""

# ruff: noqa: N802 - the protocol names its methods
from __future__ import annotations

import asyncio
import os
import runpy
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime import Settings, configure, run_in_stack
from pulumi.runtime.config import set_all_config
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2


class Host(language_pb2_grpc.LanguageRuntimeServicer):
    """As much of the protocol as a preview needs."""

    def GetPluginInfo(self, request: empty_pb2.Empty, context: Any) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version="1.0.0")

    def GetRequiredPackages(self, request: Any, context: Any) -> language_pb2.GetRequiredPackagesResponse:
        return language_pb2.GetRequiredPackagesResponse()

    def Run(self, request: Any, context: Any) -> language_pb2.RunResponse:
        os.chdir(request.info.program_directory)
        configure(
            Settings(
                project=request.project,
                stack=request.stack,
                monitor=request.monitor_address,
                engine=sys.argv[-1],
                dry_run=request.dryRun,
                organization=request.organization,
            )
        )
        set_all_config(dict(request.config), list(request.configSecretKeys))
        try:
            asyncio.run(run_in_stack(_program))
        except Exception as error:  # noqa: BLE001 - the engine tells whatever the program raises
            return language_pb2.RunResponse(error=f"{type(error).__name__}: {error}")
        return language_pb2.RunResponse()


def _program() -> None:
    runpy.run_path("__main__.py", run_name="__main__")


if __name__ == "__main__":
    server = grpc.server(ThreadPoolExecutor(max_workers=4))
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(Host(), server)
    sys.stdout.write(f"{server.add_insecure_port('127.0.0.1:0')}\n")
    sys.stdout.flush()
    server.start()
    server.wait_for_termination()
