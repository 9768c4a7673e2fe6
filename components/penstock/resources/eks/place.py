"""The region of pulumi-eks components, which they do not say themselves."""

from __future__ import annotations

from typing import Final

from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe

_PROVIDER: Final = "pulumi:providers:aws"


def stack_region(context: Context) -> Maybe[str] | None:
    """The region of what pulumi-eks builds: that of the AWS provider that the program hands a component, or the stack's.

    Which one a component is handed is not in the program's record: where the program has providers of several regions, it is `UNKNOWN`.
    """
    own = Inputs(context.capture.config).text("aws:region")
    stated = [Inputs(it.inputs).text("region") for it in context.of_types(_PROVIDER)]
    found = {plain(it) if isinstance(it, str) else it for it in (own, *stated) if it is not None}
    return None if not found else found.pop() if len(found) == 1 else UNKNOWN
