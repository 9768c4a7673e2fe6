"""Live prices from the clouds' own price lists into the user's cache, over the figures that the catalog ships.

Only `penstock prices refresh` talks to a network. What it fetches is kept page by page, so that an interrupted run goes on
where it stopped; the cache file is replaced whole or not at all. A price that is far from the one known before is held back
and told: a wrong meter read silently would move every estimate after it.

Each cloud's file says where the shapes are documented, and what its API cannot tell.
"""

from .age import require_fresh
from .compare import Held
from .run import Access, Outcome, refresh

__all__ = ["Access", "Held", "Outcome", "refresh", "require_fresh"]
