"""What the models allow at a place: the names of fields and of types, for suggestions."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

ModelPath = tuple[int | str, ...]
"""A path as pydantic gives it: keys, indexes and the names of union members."""


def fields_at(model: type[BaseModel], path: ModelPath) -> list[str]:
    """The fields that are allowed in the mapping at `path`; none where its keys are free."""
    return [
        info.alias or name
        for kind in _models_at(model, path)
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name, info in kind.model_fields.items()
    ]


def types_at(model: type[BaseModel], path: ModelPath) -> list[str]:
    """The types that are allowed for the mapping at `path`."""
    return [name for kind in _models_at(model, path) for name in _type_names(kind)]


def types_with(model: type[BaseModel], path: ModelPath) -> list[str]:
    """The types that have the field at `path`, which the one that was chosen does not know."""
    outer, chosen = path[:-2], path[-2:-1]
    types = types_at(model, outer)
    if not chosen or chosen[0] not in types:
        return []
    return [kind for kind in types if path[-1] in fields_at(model, (*outer, kind))]


def required_at(model: type[BaseModel], path: ModelPath) -> list[str]:
    """The fields that the record at `path` must have; none where that hangs on its type."""
    kinds = [
        kind for kind in _models_at(model, path) if isinstance(kind, type) and issubclass(kind, BaseModel)
    ]
    if len(kinds) != 1:
        return []
    return [info.alias or name for name, info in kinds[0].model_fields.items() if info.is_required()]


def _models_at(model: type[BaseModel], path: ModelPath) -> list[Any]:
    models: list[Any] = [model]
    for step in path:
        models = [inner for outer in models for inner in _step(outer, step)]
    return [member for found in models for member in _members(found)]


def _step(annotation: Any, step: int | str) -> Iterator[Any]:
    """What a step of a path leads to: a field, a member of a union by its type, an item."""
    for member in _members(annotation):
        if isinstance(member, type) and issubclass(member, BaseModel):
            fields = {info.alias or name: info.annotation for name, info in member.model_fields.items()}
            if step in fields:
                yield from _members(fields[str(step)])
            elif step in _type_names(member):
                yield member
        else:
            yield from get_args(member)[-1:] if get_origin(member) is dict else get_args(member)[:1]


def _type_names(kind: Any) -> tuple[Any, ...]:
    field = kind.model_fields.get("type") if isinstance(kind, type) and issubclass(kind, BaseModel) else None
    return get_args(field.annotation) if field else ()


def _members(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    elif hasattr(annotation, "__metadata__"):
        yield from _members(get_args(annotation)[0])
    else:
        yield annotation
