"""The commands that exchange with the server, say where one stands, and open a locked notebook."""

import click

from desktop.cli.french import Command, Option
from desktop.cli.output import followed, note, safe, say, say_json
from desktop.cli.session import Session
from desktop.services.exchanging.declined import WipeOrdered
from desktop.services.exchanging.exchange import EVERY, exchange
from desktop.services.exchanging.locking import GRACE, unlock
from desktop.services.exchanging.sentences import told
from desktop.services.exchanging.standing import Standing, standing
from desktop.services.exchanging.telling import done
from desktop.services.exchanging.wiping import obey
from desktop.services.exchanging.wording import counted
from sync.client.outcome import Outcome


@click.command(
    "sync",
    cls=Command,
    help="""Échange avec le serveur\u00a0: envoie vos fiches, reçoit celles des autres.

    Arrêté en route, l’échange reprend au suivant là où il en était.""",
)
@click.option(
    "--agree-removals",
    "agreed",
    cls=Option,
    is_flag=True,
    help="Accepte un échange qui enverrait beaucoup de fiches à la corbeille.",
)
@click.pass_obj
def sync_command(session: Session, agreed: bool) -> None:
    """Exchange once."""
    with session.notebook(locked_too=True) as notebook:
        try:
            with followed() as ticket:
                outcome = exchange(notebook, ticket, agreed_removals=EVERY if agreed else 0)
        except WipeOrdered:
            obey(notebook)
            raise
        here = standing(notebook)
    if session.as_json:
        say_json(_result(outcome))
    else:
        say(_sentence(outcome))
        for remark in here.remarks:
            say(safe(remark))
    if outcome.trouble is not None:
        raise told(outcome.trouble)


@click.command(
    "status",
    cls=Command,
    help="""Dit ce qui reste à envoyer, ce qui est reçu, et si l’on peut fermer.

    Ne demande rien au réseau.""",
)
@click.pass_obj
def status_command(session: Session) -> None:
    """Answer both questions."""
    with session.notebook(locked_too=True) as notebook:
        here = standing(notebook)
    if session.as_json:
        say_json(_facts(here))
        return
    for sentence in (here.may_i_close, here.the_others, *here.remarks):
        say(safe(sentence))
    if here.advice:
        note(safe(here.advice))


@click.command(
    "unlock",
    cls=Command,
    help="""Ouvre un carnet resté longtemps sans échange, avec un code donné par téléphone.

    CODE est la réponse aux six signes que montre le carnet fermé.""",
)
@click.argument("code", metavar="CODE")
@click.pass_obj
def unlock_command(session: Session, code: str) -> None:
    """Open for some days."""
    with session.notebook(locked_too=True) as notebook:
        unlock(notebook, code)
    say(f"Le carnet s’ouvre à nouveau, pour {counted(GRACE, 'jour')}. Pensez à échanger d’ici là.")


def _sentence(outcome: Outcome) -> str:
    said = done(outcome, photos=False)
    if not outcome.records:
        return said
    fresh = counted(len(outcome.records), "fiche mise à jour", "fiches mises à jour")
    return f"{said} {fresh}."


def _result(outcome: Outcome) -> dict[str, object]:
    return {
        "sent": outcome.sent,
        "received": outcome.received,
        "records": len(outcome.records),
        "parked": [
            {"operation": verdict.operation, "reason": verdict.reason} for verdict in outcome.parked
        ],
        "left": outcome.left,
        "repaired": outcome.repaired,
        "files_sent": outcome.files_sent,
        "files_received": outcome.files_fetched,
        "files_waiting": outcome.files_waiting,
    }


def _facts(here: Standing) -> dict[str, object]:
    counts = here.counts
    return {
        "joined": here.joined,
        "space": here.space_name,
        "to_send": {"operations": counts.operations, "records": counts.records},
        "to_decide": counts.to_decide,
        "postponed": counts.postponed,
        "merged": counts.merged,
        "parked": counts.parked,
        "parked_records": dict(here.apart),
        "waiting": counts.waiting,
        "last_success": here.last_success,
        "trouble": here.trouble,
        "locked": here.lock.locked,
        "days_left": here.lock.days_left,
        "may_i_close": here.may_i_close,
        "the_others": here.the_others,
    }
