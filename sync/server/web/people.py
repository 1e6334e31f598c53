"""The routes about the people of a space and their laptops."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from sync.protocol import routes
from sync.protocol.people import (
    Challenge,
    InvitationCode,
    Invite,
    NewRole,
    SpacePeople,
    UnlockCode,
)
from sync.server.space_desk import SpaceDesk
from sync.server.web.desk import Desk
from sync.server.web.documents import described
from sync.server.web.journal import no_answer

PersonInPath = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
DeviceInPath = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


def peopling(office: SpaceDesk, desk: Desk) -> APIRouter:
    """Return the routes about people."""
    router = APIRouter()

    @router.get(routes.PEOPLE, openapi_extra=described(answers=SpacePeople))
    async def people(request: Request) -> Response:
        """Receive who is in one's space, with which laptops."""
        return await desk.answer(request, lambda got: office.people(got.caller), 0)

    @router.post(routes.INVITATIONS, openapi_extra=described(Invite, InvitationCode))
    async def invite(request: Request) -> Response:
        """Ask for an invitation code."""
        return await desk.answer(
            request, lambda got: office.invite(got.caller, got.message(Invite))
        )

    @router.post(routes.ROLE, openapi_extra=described(NewRole, SpacePeople))
    async def set_role(request: Request, person: PersonInPath) -> Response:
        """Give somebody another role."""
        return await desk.answer(
            request, lambda got: office.set_role(got.caller, person, got.message(NewRole).role)
        )

    @router.post(routes.REMOVE, openapi_extra=described(answers=SpacePeople))
    async def remove(request: Request, person: PersonInPath) -> Response:
        """Have somebody leave the space."""
        return await desk.answer(request, lambda got: office.remove(got.caller, person), 0)

    return router


def putting_out(office: SpaceDesk, desk: Desk) -> APIRouter:
    """Return the routes about their laptops."""
    router = APIRouter()

    @router.post(routes.REVOKE, openapi_extra=described(answers=SpacePeople))
    async def revoke(request: Request, device: DeviceInPath) -> Response:
        """Put a laptop out."""
        return await desk.answer(request, lambda got: office.revoke(got.caller, device), 0)

    @router.post(routes.WIPE_DEVICE, openapi_extra=described(answers=SpacePeople))
    async def wipe(request: Request, device: DeviceInPath) -> Response:
        """Put a laptop out and have it empty itself."""
        return await desk.answer(request, lambda got: office.wipe(got.caller, device), 0)

    @router.post(routes.LEAVE, openapi_extra=described(), status_code=204)
    async def leave(request: Request) -> Response:
        """Say that this laptop leaves."""
        await desk.respond(request, lambda got: office.leave(got.caller), 0, revoked=True)
        return no_answer()

    @router.post(routes.UNLOCK, openapi_extra=described(Challenge, UnlockCode))
    async def unlock(request: Request, device: DeviceInPath) -> Response:
        """Receive the code that opens a locked laptop."""
        return await desk.answer(
            request, lambda got: office.unlock(got.caller, device, got.message(Challenge).signs)
        )

    return router
