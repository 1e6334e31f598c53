"""Describe the routes: their bodies are read by hand, their schemas are the protocol's own."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from sync.protocol.encoding import JSON
from sync.protocol.files import FileStates, WantedFiles
from sync.protocol.messages import (
    BucketDigests,
    BucketIds,
    ExchangeReply,
    ExchangeRequest,
    FileState,
    JoinReply,
    JoinRequest,
    LogPage,
    Problem,
    Sealed,
    Singles,
    Wanted,
    WipeState,
)
from sync.protocol.parts import WantedBuckets
from sync.protocol.people import (
    Challenge,
    InvitationCode,
    Invite,
    NewRole,
    SpacePeople,
    UnlockCode,
)

_REFERENCE: Final = "#/components/schemas/"
_OCTETS: Final = "application/octet-stream"
_MESSAGES: Final = (
    BucketDigests, BucketIds, Challenge, ExchangeReply, ExchangeRequest, FileState, FileStates,
    InvitationCode, Invite, JoinReply, JoinRequest, LogPage, NewRole, Problem, Sealed, Singles,
    SpacePeople, UnlockCode, Wanted, WantedBuckets, WantedFiles, WipeState,
)  # fmt: skip
_SIGNED: Final[list[dict[str, list[str]]]] = [{"token": [], "time": [], "signature": []}]
_SCHEMES: Final = {
    "token": {"type": "http", "scheme": "bearer"},
    "time": {"type": "apiKey", "in": "header", "name": "carnet-time"},
    "signature": {"type": "apiKey", "in": "header", "name": "carnet-signature"},
}

Extra = dict[str, Any]


def described(
    asks: type[BaseModel] | None = None,
    answers: type[BaseModel] | None = None,
    *,
    signed: bool = True,
    octets_in: bool = False,
    answers_as: str = "",
) -> Extra:
    """Return what OpenAPI is told of a route: bodies in, bodies out, problems, signature."""
    extra: Extra = {"responses": {**_answer(answers, answers_as), "default": _problem()}}
    if asks is not None:
        extra["requestBody"] = {"required": True, "content": _content(asks)}
    elif octets_in:
        extra["requestBody"] = {"required": True, "content": _octets(_OCTETS)}
    if signed:
        extra["security"] = _SIGNED
    return extra


def describe(app: FastAPI, version: str) -> Extra:
    """Return the OpenAPI document of an application."""
    document = get_openapi(title="Carnet de quartier", version=version, routes=app.routes)
    schemas = models_json_schema(
        [(message, "validation") for message in _MESSAGES], ref_template=_REFERENCE + "{model}"
    )[1]["$defs"]
    components = document.setdefault("components", {})
    components["schemas"] = schemas
    components["securitySchemes"] = _SCHEMES
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            if operation["responses"].get("204"):
                operation["responses"].pop("200", None)
    return document


def _content(model: type[BaseModel]) -> Extra:
    return {JSON: {"schema": {"$ref": _REFERENCE + model.__name__}}}


def _octets(media_type: str) -> Extra:
    return {media_type: {"schema": {"type": "string", "format": "binary"}}}


def _answer(model: type[BaseModel] | None, media_type: str) -> Extra:
    if media_type:
        return {"200": {"description": "Done", "content": _octets(media_type)}}
    if model is None:
        return {"204": {"description": "Done"}}
    return {"200": {"description": "Done", "content": _content(model)}}


def _problem() -> Extra:
    return {"description": "Refused", "content": _content(Problem)}
