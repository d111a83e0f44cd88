"""From the properties of a card to the contact that it is of."""

import re
from collections.abc import Iterable

from ...facts.text import clean_line
from ..addresses import SERVICES, profile_at, profile_on
from ..phones import Phones
from .card import LABEL_LIMIT, Card, each_once, emails_in, name_of
from .properties import Property

_NO_PERSONS = frozenset({"FAX", "PAGER", "MODEM", "BBS", "MAIN", "COMPANY"})
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PLACE = re.compile(r"_\$!<(.*)>!\$_")


def card(line: int, properties: Iterable[Property], phones: Phones) -> Card:
    """The contact; empty where nothing on the card says whom it is of."""
    full, built, nickname, firm, uid, kind = "", "", "", "", "", ""
    emails: list[str] = []
    numbers: list[str] = []
    written: list[str] = []
    links: list[Property] = []
    labels: list[str] = []
    members: list[str] = []
    called: dict[str, str] = {}
    shows_firm = False
    for head, value in properties:
        match head.name:
            case "FN":
                full = full or name_of(_plain(value))
            case "N":
                family, given, middle = (*_fields(value), "", "", "")[:3]
                built = built or name_of(given, middle, family)
            case "NICKNAME":
                nickname = nickname or name_of(_plain(value))
            case "ORG":
                firm = firm or name_of(*_fields(value)[:1])
            case "EMAIL":
                emails.append(_plain(value))
            case "TEL" if not head.types & _NO_PERSONS:
                written.append(value)
                numbers.append(phones[value] if ";ext=" not in value else "")
            case "URL" | "SOCIALPROFILE" | "X-SOCIALPROFILE" | "IMPP" | "X-TWITTER" | "X-JABBER":
                links.append((head, value))
            case "CATEGORIES":
                labels += [clean_line(part, LABEL_LIMIT) for part in _fields(value, ",")]
            case "X-ABLABEL":
                called[head.group] = _PLACE.sub(r"\1", value)
            case "UID":
                uid = uid or _uid(value)
            case "KIND" | "X-ADDRESSBOOKSERVER-KIND":
                kind = value.strip().casefold()
            case "MEMBER" | "X-ADDRESSBOOKSERVER-MEMBER":
                members.append(_uid(value))
            case "X-ABSHOWAS":
                shows_firm = value.strip().upper() == "COMPANY"
    name = full or built
    return Card(
        line,
        name or firm or nickname,
        emails_in(emails),
        each_once(numbers),
        tuple(dict.fromkeys(found for one in links[:60] if (found := _profile(one, called.get(one[0].group, ""))))),
        each_once(labels),
        uid,
        is_firm=kind == "org" or shows_firm or bool(firm and not name),
        members=tuple(members) if kind == "group" else (),
        apart="\0".join((firm, *written)),
    )


def _profile(one: Property, called: str) -> tuple[str, str] | None:
    """The profile that the line names: by its address, else by the service that it says it is of."""
    head, value = one[0], _plain(one[1]).strip()
    if head.name == "X-TWITTER":
        return profile_on("x", value)
    if head.name == "X-JABBER" or value.casefold().startswith("xmpp:"):
        return profile_on("xmpp", value)
    found = profile_at(value) if "://" in value or head.name == "URL" else None
    if found is not None:
        return found
    services = [head.parameter("SERVICE-TYPE"), head.parameter("X-SERVICE-TYPE"), called, *sorted(head.types)]
    service = next((name for name in services if name.casefold() in SERVICES), "")
    if "://" not in value:
        value = value.rpartition(":")[2]
    return profile_on(service, value) or profile_on(service, head.parameter("X-USER"))


def _uid(value: str) -> str:
    return clean_line(value, 200).casefold().removeprefix("urn:uuid:")


def _plain(text: str) -> str:
    """The text without the backslashes that protect its commas, semicolons and line ends."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text) if "\\" in text else text


def _fields(text: str, mark: str = ";") -> list[str]:
    """The parts between the marks that no backslash protects."""
    if "\\" not in text:
        return text.split(mark)
    hidden = text.replace("\\\\", "\0").replace(f"\\{mark}", "\1")
    return [_plain(part.replace("\1", mark).replace("\0", "\\\\")) for part in hidden.split(mark)]
