"""What every mapping of the stack file is: frozen, and a key that it does not have is an error."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """The keys of one mapping, and their types. `model.Model` adds how a refusal is told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def validated(cls, data: Any) -> Self:
        """For who tells what is wrong by themselves. Raises pydantic's own ValidationError."""
        return super().model_validate(data)
