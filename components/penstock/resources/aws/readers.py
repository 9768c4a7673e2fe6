"""AWS: type token -> reader, one small file per family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .access import ACCESS
from .analytics import ANALYTICS
from .balancers import BALANCERS
from .batch import BATCH
from .beanstalk import BEANSTALK
from .budgets import BUDGETS
from .builds import BUILDS
from .charges import Reader
from .classes import CLASSES
from .clock import CLOCK
from .commitments import COMMITMENTS
from .compute import COMPUTE
from .containers import CONTAINERS
from .databases import DATABASES
from .deliveries import DELIVERIES
from .desktops import DESKTOPS
from .file_systems import FILE_SYSTEMS
from .fleets import FLEETS
from .global_data import GLOBAL_DATA
from .links import LINKS
from .moves import MOVES
from .network import NETWORK
from .paths import PATHS
from .rented import RENTED
from .reserved import RESERVED
from .sagemaker import SAGEMAKER
from .scaling import SCALING
from .services import SERVICES
from .small import SMALL
from .snapshots import SNAPSHOTS
from .storage import STORAGE
from .studio import STUDIO
from .tasks import TASKS

READERS: Final[Mapping[str, Reader]] = {
    **COMPUTE,
    **FLEETS,
    **SCALING,
    **RESERVED,
    **COMMITMENTS,
    **BATCH,
    **BEANSTALK,
    **RENTED,
    **DESKTOPS,
    **BUILDS,
    **CONTAINERS,
    **TASKS,
    **SAGEMAKER,
    **STUDIO,
    **ANALYTICS,
    **STORAGE,
    **SNAPSHOTS,
    **FILE_SYSTEMS,
    **DATABASES,
    **CLASSES,
    **GLOBAL_DATA,
    **MOVES,
    **DELIVERIES,
    **ACCESS,
    **NETWORK,
    **BALANCERS,
    **PATHS,
    **LINKS,
    **SERVICES,
    **CLOCK,
    **SMALL,
    **BUDGETS,
}
