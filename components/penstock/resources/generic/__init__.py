"""Generic doors: types through which a program can ask for anything, without a reader of what it asks for.

| door | what is read |
| --- | --- |
| Cloud Control (`aws-native`, `aws:cloudcontrol/resource:Resource`) | as the resource of pulumi-aws that it is, else by the machines it names |
| CloudFormation, Azure Resource Manager | the resources in the template's text; a template that is elsewhere is undetermined |
| commands, deployment scripts, code of dynamic providers | by the machines they name, by what they call, and by copies; what is not in the text is undetermined |
| Deployment Manager, service catalog | undetermined: what they do is not in the program |
| a component that its provider builds, any other provider | by the machines, the accelerators and the many of something that it names; its money is undetermined then |

Each is listed as without a price (unpriced-resource). A door that names nothing accelerated, buys nothing and hides nothing is no more
than that, so that an `echo hello` or a chart of nginx blocks nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.reading.charges import Reader

from .cloud_control import CONTROLLED, translated
from .commands import COMMANDS, copied
from .dynamic import DYNAMIC
from .other import OPAQUE, other
from .templates import TEMPLATES

READERS: Final[Mapping[str, Reader]] = {**TEMPLATES, **COMMANDS, **DYNAMIC, **OPAQUE, CONTROLLED: other}
"""Whatever package they are of."""

__all__ = ["READERS", "copied", "other", "translated"]
