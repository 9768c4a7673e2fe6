"""What the models say about the key at a path: its field, its example, where a key of that name belongs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeGuard, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from .finding import Path
from .shape import Shape


def inner(annotation: Any) -> Any:
    """The type itself: no `Annotated` around it, no `| None` beside it."""
    while True:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            annotation = args[0]
        elif origin in (Union, UnionType):
            annotation = next(arg for arg in args if arg is not NoneType)
        else:
            return annotation


def item_type(annotation: Any) -> Any:
    """What a list is of, itself stripped; None when it is no list."""
    kind = inner(annotation)
    return inner(get_args(kind)[0]) if get_origin(kind) is tuple else None


def model_at(path: Path, root: type[Shape]) -> type[Shape] | None:
    """The model of the mapping at `path` in a `root`; None when the models put no mapping there."""
    kind: Any = root
    for part in path:
        if isinstance(part, int):
            kind = item_type(kind)
            continue
        model = inner(kind)
        field = model.model_fields.get(part) if _is_model(model) else None
        if field is None:
            return None
        kind = field.annotation
    kind = inner(kind)
    return kind if _is_model(kind) else None


def field_at(path: Path, root: type[Shape]) -> FieldInfo | None:
    """The field of the key at `path`, or of the list that `path` is an item of."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    model = model_at(path[:-1], root) if path else None
    return model.model_fields.get(str(path[-1])) if model else None


def example_at(path: Path, root: type[Shape]) -> Any:
    """A value that is right at `path`; None when the field shows none."""
    field = field_at(path, root)
    example = field.examples[0] if field and field.examples else None
    return example[0] if example and isinstance(path[-1], int) else example


def null_says_something(path: Path, root: type[Shape]) -> bool:
    """Whether null is allowed at `path` and is not what leaving the key out means."""
    field = field_at(path, root)
    if field is None or isinstance(path[-1], int) or NoneType not in get_args(field.annotation):
        return False
    return field.is_required() or (field.default_factory is None and field.default is not None)


@cache
def homes(key: str, whole: type[Shape]) -> tuple[str, ...]:
    """Every mapping of `whole` that has a key of this name, as `pools[].idle`; `whole` itself is an empty text."""
    return tuple(where for where, model in models(whole) if key in model.model_fields)


def models(whole: type[Shape]) -> Iterator[tuple[str, type[Shape]]]:
    """Every mapping of `whole` and its model, outermost first."""
    todo: list[tuple[str, type[Shape]]] = [("", whole)]
    while todo:
        where, model = todo.pop(0)
        yield where, model
        for name, field in model.model_fields.items():
            path = f"{where}.{name}".removeprefix(".")
            item = item_type(field.annotation)
            kind, path = (inner(field.annotation), path) if item is None else (item, f"{path}[]")
            if _is_model(kind):
                todo.append((path, kind))


def _is_model(kind: Any) -> TypeGuard[type[Shape]]:
    return isinstance(kind, type) and issubclass(kind, Shape)
