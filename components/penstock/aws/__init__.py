"""GPU environments on AWS: components with the cost controls built in, each usable alone."""

from penstock.common.labels import Labels
from penstock.common.program import environment_from_config

from .alarms import Alarms
from .budget import Budget
from .dashboard import Dashboard
from .environment import Environment
from .idle import AgentSource, Steward, WatchedPool
from .network import Network
from .node_pool import NodePool
from .storage import Bucket, CheckpointBucket, DatasetBucket, OutputBucket, ScratchBucket

__all__ = [
    "AgentSource",
    "Alarms",
    "Bucket",
    "Budget",
    "CheckpointBucket",
    "Dashboard",
    "DatasetBucket",
    "Environment",
    "Labels",
    "Network",
    "NodePool",
    "OutputBucket",
    "ScratchBucket",
    "Steward",
    "WatchedPool",
    "environment_from_config",
]
