"""The commands that attach files to records, and copy them out again."""

from pathlib import Path
from typing import Any

import click

from desktop.cli.arguments import FILE, plain_word
from desktop.cli.french import Command, Option
from desktop.cli.output import counted, followed, note, note_error, safe, say, say_json
from desktop.cli.session import Session
from desktop.services.attaching.files import (
    Attached,
    Piece,
    Ready,
    attach,
    attachment_of,
    export_copy,
    read_sources,
)
from desktop.services.notebook import Notebook
from sync.records.attachment import RecognisablePeople

SOME_REFUSED = 2


class _People(click.ParamType[str]):
    """« non », « avec autorisation », « sans autorisation », or a code."""

    name = "personnes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code; refuse the others, naming the three answers."""
        named = {"avec-autorisation": "OUI_AUTORISE", "sans-autorisation": "OUI_SANS_AUTORISATION"}
        codes = {code.value: code.value for code in RecognisablePeople}
        known = {plain_word(name): code for name, code in (codes | named).items()}
        word = plain_word(str(value))
        if word not in known:
            self.fail("répondez non, avec-autorisation ou sans-autorisation.", param, ctx)
        return known[word]


@click.command(
    "attach",
    cls=Command,
    help="""Joint des photos, des sons ou des documents à une fiche.

    Les photos sont redressées, réduites et débarrassées du lieu, de l’appareil et de tout ce
    qu’elles cachent. Un fichier refusé n’arrête pas les autres\u00a0: le code de retour est alors
    2. Les originaux restent où ils sont.""",
)
@click.argument("files", metavar="FICHIER…", nargs=-1, required=True, type=FILE)
@click.option("--to", "to", cls=Option, metavar="REPÈRE", default="", help="La fiche à compléter.")
@click.option(
    "--people",
    cls=Option,
    required=True,
    type=_People(),
    metavar="non|avec-autorisation|sans-autorisation",
    help="Si l’on peut reconnaître quelqu’un, et s’il a donné son accord.",
)
@click.option(
    "--caption",
    cls=Option,
    default="",
    metavar="TEXTE",
    help="La légende, sans nom de personne.",
)
@click.pass_obj
def attach_command(
    session: Session, files: tuple[Path, ...], *, to: str, people: str, caption: str
) -> int:
    """Attach each file that can be; return 2 when one was refused."""
    with session.writing() as notebook, followed() as ticket:
        about = notebook.resolve(to) if to else ""
        ready = read_sources(files, ticket)
        pieces = [Piece(file, people, caption) for file in ready.files]
        attached = attach(notebook, pieces, about, ticket)
        _told(session, notebook, ready, attached)
    return SOME_REFUSED if ready.refusals else 0


@click.command(
    "extract",
    cls=Command,
    help="""Écrit le fichier d’une pièce jointe hors du carnet.

    La copie n’est plus protégée par le carnet\u00a0: effacez-la après usage.""",
)
@click.argument("reference", metavar="REPÈRE")
@click.option(
    "--out",
    cls=Option,
    type=FILE,
    required=True,
    metavar="FICHIER",
    help="Le fichier à écrire\u00a0; un ancien du même nom est remplacé.",
)
@click.pass_obj
def extract_command(session: Session, reference: str, out: Path) -> None:
    """Write the copy."""
    with session.notebook() as notebook:
        record_id = notebook.resolve(reference, "attachment")
        export_copy(notebook, record_id, out)
    if session.as_json:
        say_json({"id": record_id, "file": str(out)})
        return
    say(safe(out))
    note("Cette copie n’est plus protégée par le carnet\u00a0: effacez-la après usage.")


def _told(session: Session, notebook: Notebook, ready: Ready, attached: Attached) -> None:
    records = [attachment_of(notebook, key) for key in attached.ids]
    if session.as_json:
        say_json([{"id": one.id, "code": one.code, "file": one.file_name} for one in records])
    else:
        for one in records:
            say(f"{safe(one.code)}  {safe(one.file_name)}")
    for refusal in ready.refusals:
        if session.as_json:
            note_error(refusal.sentence, field=refusal.field, advice=refusal.advice)
        else:
            note(f"{safe(refusal.sentence)} {safe(refusal.advice)}")
    for name in attached.repeated:
        note(f"«\u00a0{safe(name)}\u00a0» est déjà joint à cette fiche.")
    unclean = sum(not file.cleaned for file in ready.files)
    if unclean:
        kept = counted(unclean, "fichier gardé tel quel", "fichiers gardés tels quels")
        note(f"{kept}\u00a0: des noms peuvent y être cachés. Relisez avant de transmettre.")
