"""Every route of the real application, every identity, every place: what the table says."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute

from sync.protocol import routes
from sync.protocol.encoding import decode, encode
from sync.protocol.messages import Problem
from sync.protocol.people import Challenge
from sync.server.web.app import create_app, openapi
from sync.server.web.services import services_on
from tests.sync.server.office import Office, join_request
from tests.sync.server.web.rights import (
    FORBIDDEN,
    IDENTITIES,
    MEMBERS,
    PLACES,
    RIGHTS,
    SPACE,
    STRANGERS,
    UNDESCRIBED,
)
from tests.sync.server.web.town import CONTENT, Town, open_town

Door = tuple[str, str]
_DOORS = sorted(RIGHTS)


@pytest.fixture
def town(office: Office) -> Iterator[Town]:
    with open_town(office) as opened:
        yield opened


def _described(office: Office) -> set[Door]:
    document = openapi(services_on(office.store, office.clock), "1.0")
    return {
        (method.upper(), path) for path, methods in document["paths"].items() for method in methods
    }


def _served(served: Iterable[Any]) -> Iterator[Door]:
    for route in served:
        if hasattr(route, "original_router"):
            yield from _served(route.original_router.routes)
        else:
            assert isinstance(route, APIRoute)  # nothing is mounted that would not be described
            yield from ((method, route.path) for method in route.methods or ())


def _said(answer: Any) -> tuple[int, str]:
    refused = answer.status_code >= 400
    return answer.status_code, decode(Problem, answer.content).code if refused else ""


def _whole(answer: Any) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
    return answer.status_code, answer.content, tuple(answer.headers.items())


def test_the_table_has_each_route_and_no_other(office: Office) -> None:
    app = create_app(services_on(office.store, office.clock), "1.0")

    served = set(_served(app.routes))

    assert _described(office) == set(RIGHTS)
    assert served == set(RIGHTS) | UNDESCRIBED


def test_each_identity_gets_what_the_table_says_in_each_place(town: Town) -> None:
    cells = [
        (door, identity, place)
        for door in _DOORS
        for identity in IDENTITIES
        for place in (PLACES if RIGHTS[door].placed else (SPACE,))
    ]

    got = {(door, *who): _said(town.knock(who[0], door, town.scope(*who))) for door, *who in cells}

    assert got == {(door, *who): RIGHTS[door].expected(*who) for door, *who in cells}


def test_what_one_may_not_see_is_answered_like_what_is_not_there(town: Town) -> None:
    forbidden = [
        (door, who, place)
        for door in _DOORS
        if RIGHTS[door].placed
        for who in MEMBERS
        for place in (*FORBIDDEN, *([] if who in RIGHTS[door].space else [SPACE]))
    ]

    answers = [town.knock(who, door, town.scope(who, place)) for door, who, place in forbidden]

    assert len({_whole(each) for each in answers}) == 1


def test_whoever_is_not_let_in_learns_nothing_of_why(town: Town) -> None:
    strangers = [
        (door, who, place)
        for door in _DOORS
        for who in STRANGERS
        for place in PLACES
        if RIGHTS[door].expected(who, place)[0] == 401
    ]

    answers = [town.knock(who, door, town.scope(who, place)) for door, who, place in strangers]

    assert len({_whole(each) for each in answers}) == 1


def test_a_file_of_others_is_no_more_there_than_one_of_nobody(town: Town) -> None:
    agent, theirs = town.laptops["agent"], "f" * 64
    announced = town.other.send(
        "PUT", routes.FILE.format(scope=town.other.joined.space, sha256=theirs) + "?size=9"
    )

    asked = [
        town.knock("agent", ("GET", route), agent.joined.space, file)
        for route in (routes.FILE, routes.CHUNK)
        for file in (theirs, "0" * 64)
    ]

    assert announced.json()["missing"] == [0]
    assert asked[0].content == asked[1].content
    assert (asked[2].status_code, asked[2].content) == (404, asked[3].content)
    assert town.knock("agent", ("GET", routes.CHUNK), agent.joined.space).content == CONTENT


def test_a_laptop_of_another_space_is_like_none_for_whoever_looks_after_ours(town: Town) -> None:
    about = [door for door in _DOORS if "{device}" in door[1]]
    devices = (town.other.joined.device, "0" * 32)

    answers = [
        town.laptops["administrator"].send(
            method,
            route.format(device=device),
            encode(Challenge(signs="ABC 234")) if route == routes.UNLOCK else b"",
        )
        for method, route in about
        for device in devices
    ]

    assert len(answers) == 2 * len(about)
    assert {_whole(each)[:2] for each in answers} == {(404, answers[0].content)}
    assert town.other.send("GET", routes.WIPE).json() == {"wipe": False}


def test_a_spent_code_opens_to_nobody_whoever_they_are(town: Town) -> None:
    spent = encode(join_request(town.office.invite("Somebody").code))
    first = town.client.post(routes.JOIN, content=spent)

    answers = [town.client.post(routes.JOIN, content=spent)]
    answers += [town.laptops[who].send("POST", routes.JOIN, spent) for who in town.laptops]

    assert first.status_code == 200
    assert {_said(each) for each in answers} == {(403, "code")}
