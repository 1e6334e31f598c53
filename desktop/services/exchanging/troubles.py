"""What stops an exchange on its way: one sentence and one advice for each cause."""

from typing import ClassVar

from desktop.errors import UserError
from desktop.services.exchanging.wording import lapse


class Trouble(UserError):  # noqa: N818 - named after what happened
    """Say why an exchange did not end; nothing that was saved here is ever concerned.

    ``outcome`` is what the journal keeps of it. ``lasting`` troubles do not pass by waiting: they
    are tried again rarely. ``retry_after`` is what the server asked for, in seconds, or 0.
    """

    exit_code: ClassVar[int] = 3
    outcome: ClassVar[str] = "other"
    lasting: ClassVar[bool] = False
    says: ClassVar[str] = (
        "L’échange n’a pas pu se faire. Vos fiches sont gardées sur cet ordinateur."
    )
    retry_after: float = 0


class NotConnected(Trouble):
    """No network."""

    outcome: ClassVar[str] = "no_network"
    says: ClassVar[str] = (
        "Vous n’êtes pas connecté. C’est normal\u00a0: tout est gardé sur cet ordinateur et "
        "partira au prochain échange."
    )
    advises: ClassVar[str] = "Rien à faire\u00a0: l’échange se fera dès que le réseau sera là."


class ServerSilent(Trouble):
    """The server does not answer."""

    outcome: ClassVar[str] = "server_down"
    says: ClassVar[str] = (
        "Le réseau est là, mais le serveur de l’équipe ne répond pas. Vos fiches sont gardées "
        "sur cet ordinateur et partiront dès qu’il répondra."
    )
    advises: ClassVar[str] = (
        "Un nouvel essai se fera de lui-même. Si le serveur ne répond toujours pas demain, "
        "prévenez la personne qui s’en occupe."
    )


class CutShort(Trouble):
    """The connection was lost half-way."""

    outcome: ClassVar[str] = "interrupted"
    says: ClassVar[str] = (
        "La connexion s’est coupée pendant l’échange. Ce qui était passé est acquis des deux "
        "côtés, et le reste est gardé sur cet ordinateur."
    )
    advises: ClassVar[str] = "L’échange reprendra de lui-même là où il s’est arrêté."


class StrangeCertificate(Trouble):
    """The certificate is not trusted."""

    outcome: ClassVar[str] = "certificate"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Le serveur répond, mais son certificat n’est pas reconnu. Par prudence, rien ne lui a "
        "été envoyé\u00a0: vos fiches sont gardées sur cet ordinateur."
    )
    advises: ClassVar[str] = (
        "Souvent, le réseau du lieu demande une autorisation, ou la date de l’ordinateur est à "
        "régler. Réessayez avec un autre réseau, ou prévenez votre service informatique."
    )


class PortalInTheWay(Trouble):
    """Something else than the server answered."""

    outcome: ClassVar[str] = "portal"
    says: ClassVar[str] = (
        "Une autre page a répondu à la place du serveur. C’est fréquent sur le wifi d’un lieu "
        "public\u00a0: vos fiches sont gardées sur cet ordinateur."
    )
    advises: ClassVar[str] = (
        "Ouvrez votre navigateur, acceptez les conditions du réseau, puis relancez l’échange."
    )


class OtherBeginning(Trouble):
    """The address begins with https and the port speaks in clear, or the reverse."""

    outcome: ClassVar[str] = "scheme"
    says: ClassVar[str] = (
        "Ce qui répond à l’adresse du serveur ne parle pas comme elle commence\u00a0: l’un est en "
        "https, l’autre non. Rien n’a été envoyé\u00a0: vos fiches sont gardées sur cet ordinateur."
    )
    advises: ClassVar[str] = (
        "Relisez l’adresse et son numéro de port avec la personne qui gère l’espace. Sur le wifi "
        "d’un lieu public, ouvrez d’abord votre navigateur, puis relancez l’échange."
    )


class ProxyInTheWay(Trouble):
    """The proxy refused."""

    outcome: ClassVar[str] = "proxy"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Le réseau d’ici ne laisse pas passer l’échange (son serveur mandataire le refuse). Vos "
        "fiches sont gardées sur cet ordinateur."
    )
    advises: ClassVar[str] = (
        "Réessayez avec un autre réseau, ou demandez à votre service informatique d’autoriser "
        "l’adresse du serveur de l’équipe."
    )


class ClockOff(Trouble):
    """The clocks differ too much; ``offset_ms`` is server minus ours, 0 when not known."""

    outcome: ClassVar[str] = "clock"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "L’heure de cet ordinateur est trop loin de celle du serveur. Vos fiches sont gardées "
        "sur cet ordinateur, et l’échange attend."
    )
    advises: ClassVar[str] = (
        "Réglez la date et l’heure dans les réglages de l’ordinateur, puis relancez l’échange."
    )

    def __init__(self, offset_ms: int = 0) -> None:
        sentence = ""
        if offset_ms:
            way = "retarde" if offset_ms > 0 else "avance"
            sentence = (
                f"L’heure de cet ordinateur {way} de {lapse(abs(offset_ms))} sur celle du "
                "serveur. Vos fiches sont gardées sur cet ordinateur, et l’échange attend."
            )
        super().__init__(sentence, self.advises)


class AnotherServer(Trouble):
    """What answers is not the server that this notebook joined."""

    outcome: ClassVar[str] = "not_our_server"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Ce qui répond à l’adresse du serveur ne se comporte pas comme lui. Par prudence, "
        "l’échange s’est arrêté\u00a0: rien de douteux n’est entré dans votre carnet."
    )
    advises: ClassVar[str] = (
        "Réessayez depuis un autre réseau. Si cela se répète, prévenez la personne qui s’occupe "
        "du serveur."
    )


class AddressNotUsable(Trouble):
    """The address is none, or would send everything in clear."""

    exit_code: ClassVar[int] = 2
    outcome: ClassVar[str] = "address"
    lasting: ClassVar[bool] = True
    field: ClassVar[str] = "server"
    says: ClassVar[str] = (
        "Cette adresse de serveur ne convient pas. Rien n’a été envoyé, et votre carnet n’a pas "
        "changé."
    )
    advises: ClassVar[str] = (
        "Elle commence par «\u00a0https://\u00a0», comme https://carnet.exemple.fr\u00a0: sans "
        "cela, n’importe qui sur le réseau pourrait lire vos fiches."
    )
