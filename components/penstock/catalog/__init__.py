"""Offerings, prices, regions and transfer: the project's own data files and one lookup each.

Nothing is read at import. Each cloud's file is read at the first question about that cloud, once per process.
An unknown price is None, never 0: callers show it as "unpriced".
"""

from .lookup import Catalog, load
from .shapes import InstanceType, InternetTier, Offering, StorageClass, UnitPrice

__all__ = ["Catalog", "InstanceType", "InternetTier", "Offering", "StorageClass", "UnitPrice", "load"]
