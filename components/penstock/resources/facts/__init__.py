"""Neutral facts, one file a kind: what a resource means for money and for the limits, whoever declared it on whichever cloud.

A reader turns one resource into facts (`resources/<cloud>/`); `joining` then joins facts that the program joined
(a group with its launch template, a bucket with its lifecycle). Rules and prices read the joined facts only.
Everything that the program may leave to the cloud is `Maybe`: the value or `UNKNOWN`.
Units are in the names: GiB, hours, seconds, USD.
"""

from .budget import Budget
from .capacity import Capacity, Takes
from .charge import Charge, Support
from .data import (
    Bucket,
    BucketPart,
    Gateway,
    HandedOut,
    LifecycleRule,
    LifecycleTransition,
    Snapshots,
    Volume,
    VolumeUse,
)
from .fact import Base, Fact
from .fact_set import FactSet
from .machines import DiskShape, InstanceChoice, Node, NodeTemplate, Standby, Units, Worker
from .other import Free, Unread
from .schedules import IdleStopper, ScaleIn, Scaling, SizeChange, Trigger
from .transfers import Access, Attachment, Path, Reference, Transfer

__all__ = [
    "Access",
    "Attachment",
    "Base",
    "Bucket",
    "BucketPart",
    "Budget",
    "Capacity",
    "Charge",
    "DiskShape",
    "Fact",
    "FactSet",
    "Free",
    "Gateway",
    "HandedOut",
    "IdleStopper",
    "InstanceChoice",
    "LifecycleRule",
    "LifecycleTransition",
    "Node",
    "NodeTemplate",
    "Path",
    "Reference",
    "ScaleIn",
    "Scaling",
    "SizeChange",
    "Snapshots",
    "Standby",
    "Support",
    "Takes",
    "Transfer",
    "Trigger",
    "Units",
    "Unread",
    "Volume",
    "VolumeUse",
    "Worker",
]
