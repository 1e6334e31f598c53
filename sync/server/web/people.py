"""The routes about the people of a space and their laptops."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from sync.protocol import routes
from sync.protocol.people import Challenge, InvitationCode, Invite, SpacePeople, UnlockCode
from sync.server.space_desk import SpaceDesk
from sync.server.web.desk import Desk
from sync.server.web.documents import described

DeviceInPath = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


def peopling(office: SpaceDesk, desk: Desk) -> APIRouter:
    """Return the routes."""
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

    @router.post(routes.REVOKE, openapi_extra=described(answers=SpacePeople))
    async def revoke(request: Request, device: DeviceInPath) -> Response:
        """Put a laptop out."""
        return await desk.answer(request, lambda got: office.revoke(got.caller, device), 0)

    @router.post(routes.WIPE_DEVICE, openapi_extra=described(answers=SpacePeople))
    async def wipe(request: Request, device: DeviceInPath) -> Response:
        """Put a laptop out and have it empty itself."""
        return await desk.answer(request, lambda got: office.wipe(got.caller, device), 0)

    @router.post(routes.UNLOCK, openapi_extra=described(Challenge, UnlockCode))
    async def unlock(request: Request, device: DeviceInPath) -> Response:
        """Receive the code that opens a locked laptop."""
        return await desk.answer(
            request, lambda got: office.unlock(got.caller, device, got.message(Challenge).signs)
        )

    return router
