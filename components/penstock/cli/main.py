"""`penstock`: the group of commands, each imported when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Final

import click

from penstock.garbage_collection import garbage_collection_paused
from penstock.problem import InputError

EXIT_VIOLATION: Final = 1
EXIT_INPUT: Final = 2
EXIT_INTERNAL: Final = 70
"""sysexits.h EX_SOFTWARE: a fault of ours, told apart from a fault of the input."""
EXIT_UNREAD: Final = 141
"""128 + SIGPIPE, as a shell has it: neither clean nor blocked has been said to anybody."""

_COMMANDS: Final = {
    "check": "penstock.cli.commands.check",
    "preview": "penstock.cli.commands.preview",
    "estimate": "penstock.cli.commands.estimate",
    "diff": "penstock.cli.commands.diff",
    "prices": "penstock.cli.commands.prices",
    "policy-pack": "penstock.cli.commands.policy_pack",
}


class _LazyGroup(click.Group):
    """Imports a command's file only when that command runs: start-up time is a feature."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        module = _COMMANDS.get(cmd_name)
        return None if module is None else import_module(module).command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from penstock.problem import nearest  # noqa: PLC0415

            close = nearest(args[0], _COMMANDS)
            hint = f"did you mean {close}?" if close else f"commands are {', '.join(_COMMANDS)}."
            raise click.UsageError(f"no command {args[0]!r}: {hint}", ctx) from error


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="penstock", message="penstock %(version)s")
def cli() -> None:
    """See what a Pulumi program creates, what it costs and which rules it breaks, without a cloud account.

    Exit status: 0 clean, 1 a mandatory violation, 2 a problem with the input.
    """


def main(args: list[str] | None = None) -> int:
    """Run the command line and return its exit status. Bad input is told without a traceback. No `args`: the process is ours."""
    os.environ.setdefault("GRPC_VERBOSITY", "ERROR")  # before grpc is imported: its own log lines are nobody's business
    try:
        with garbage_collection_paused(for_good=args is None):
            return cli.main(args, prog_name="penstock", standalone_mode=False) or 0
    except InputError as error:
        from penstock.cli.views.problems import print_problems  # noqa: PLC0415

        print_problems(error)
        return EXIT_INPUT
    except click.ClickException as error:
        error.show()
        return EXIT_INPUT
    except (click.Abort, KeyboardInterrupt):
        print("penstock: interrupted", file=sys.stderr)
        return 130
    except (BrokenPipeError, SystemExit):  # the second is what click and rich make of the first
        # The reader (`| head`) has gone. Point stdout elsewhere so that the interpreter's own flush stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_UNREAD
    except Exception as error:
        if os.environ.get("PENSTOCK_TRACEBACK"):
            raise
        print(
            f"penstock: internal error: {type(error).__name__}: {error}\n"
            "    This is a fault of Penstock, not of your program. Set PENSTOCK_TRACEBACK=1 to see where, and report it.",
            file=sys.stderr,
        )
        return EXIT_INTERNAL


if __name__ == "__main__":
    sys.exit(main())
