"""Push operations in the chain of somebody else, vouched for with one's own key."""

from desktop.store.enrolment import enrolment_of
from sync.operations.operation import Operation, Verb, canonical, seal
from sync.protocol.messages import ExchangeRequest, ScopeRequest
from sync.protocol.runs import pack
from sync.protocol.versions import PROTOCOL
from tests.simulation.laptop import Laptop
from tests.simulation.line import Line


def push_forged(line: Line, forger: Laptop, victim: Laptop) -> str:
    """Push an operation that the victim never wrote; return its id."""
    forged = _next_of(victim)
    enrolment = enrolment_of(forger.notebook.base.settings)
    assert enrolment is not None
    vouched = enrolment.key.attest(forged.scope, forged.device, forged.number, forged.id)
    scope = ScopeRequest(scope=forged.scope, want=0, runs=pack([forged]), attestations=(vouched,))
    line.exchange(
        ExchangeRequest(
            protocol=PROTOCOL,
            schema_version=1,
            incarnation=forger.notebook.base.identity.device,
            scopes=(scope,),
        )
    )
    return forged.id


def _next_of(victim: Laptop) -> Operation:
    """Return what could follow the chain of a laptop."""
    identity = victim.notebook.base.identity
    chain = [
        each
        for each in victim.operations()
        if (each.device, each.scope) == (identity.device, identity.space)
    ]
    end = chain[-1] if chain else None
    return seal(
        device=identity.device,
        number=end.number + 1 if end else 1,
        previous=end.id if end else "",
        scope=identity.space,
        record="f" * 32,
        kind="visit",
        verb=Verb.CREATE,
        fields=canonical({"facts": "faux"}),
        parents=(),
        clock=victim.now() << 16,
        author=identity.person.id,
        schema=1,
    )
