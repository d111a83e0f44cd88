"""Which column of a CRM's table holds what: by the product's own headings, by the user's mapping, or as a guess."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

from ...errors import SourceError
from ...facts.text import clean_line
from ..tables import header_form
from .dates import DAY_FIRST, MONTH_FIRST

CONTACTS, ACTIVITIES, NOTES = "contacts", "activities", "notes"
# What a column can be taken for, with the words for it; the order is that of the report.
FIELDS: Mapping[str, str] = {
    "name": "the whole name",
    "first": "the first name",
    "last": "the family name",
    "email": "an e-mail address, or several",
    "email2": "another e-mail address",
    "phone": "a phone number",
    "phone2": "another phone number",
    "company": "where they work",
    "stage": "how far a deal is: customer, lead …",
    "status": "a second column of that kind",
    "label": "a label of that kind",
    "contacted": "the day of the last contact",
    "id": "the number that the CRM gives them",
}
# Among the mappings: what the user wants for the table at hand; in one of them: that this is just what was wanted.
WISH = "*"
DATES = "dates"  # beside the columns a mapping may say `day first` or `month first`
_HEADER_WITHIN = 10

_GUESSES: Mapping[str, str] = {
    "name": "name, full name, contact, contact name, contact person, person, display name, kontakt, ansprechpartner, "
    "vollständiger name, nom complet, nombre completo, nome completo, naam, 氏名, 名前",
    "first": "first name, given name, firstname, forename, vorname, prénom, prenom, nombre, nome, voornaam, 名",
    "last": "last name, surname, family name, lastname, nachname, familienname, nom, nom de famille, apellido, "
    "apellidos, cognome, sobrenome, achternaam, 姓",
    "email": "email, e-mail, email address, e-mail address, mail, mail address, e-mail-adresse, email adresse, "
    "adresse mail, adresse e-mail, courriel, correo, correo electrónico, e-mail 1, primary email, work email, メール, "
    "メールアドレス",
    "email2": "email 2, e-mail 2, other email, secondary email, private email, home email",
    "phone": "phone, phone number, telephone, tel, mobile, mobile phone, mobile number, cell, telefon, "
    "telefonnummer, handy, mobil, téléphone, teléfono, telefono, telefone, telefoon, 電話番号, 電話",
    "phone2": "phone 2, other phone, work phone, home phone, mobile 2",
    "company": "company, company name, organisation, organization, account, account name, employer, firma, "
    "unternehmen, société, entreprise, empresa, azienda, bedrijf, parent company, 会社, 会社名",
    "stage": "stage, lifecycle stage, lead stage, pipeline stage, deal stage, phase, étape, etapa, fase",
    "status": "status, lead status, contact status, customer status, statut, estado, stato",
    "label": "label, labels, type, contact type, relationship, category, kategorie, art, tags, tag, group, groups",
    "contacted": "last contacted, last contact, last contact date, last talked to, letzter kontakt, "
    "zuletzt kontaktiert, dernier contact, último contacto, ultimo contatto",
    "id": "id, record id, contact id, customer number, kundennummer",
}
_BY_HEADING = {header_form(word): field for field, words in _GUESSES.items() for word in words.split(",")}


@dataclass(frozen=True, slots=True)
class Product:
    """A table that a CRM writes: all of `must` and one of `either` are its signature; `fields` are its headings."""

    name: str
    kind: str
    must: tuple[str, ...]
    either: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """A table that was recognised: its kind, what it is called, the heading of each field, and which CRM wrote it."""

    kind: str
    called: str
    fields: Mapping[str, str]
    dates: str = ""
    product: str = ""


PRODUCTS = (
    Product(
        "HubSpot notes", NOTES, ("Note body", "Associated Contact"), ("Activity date",),
        {"contact": ("Associated Contact",), "due": ("Activity date",), "note": ("Note body",)},
    ),
    Product(
        "HubSpot contacts", CONTACTS, ("Record ID",),
        ("Contact owner", "Lead Status", "Lifecycle Stage", "Associated Company"),
        {
            "id": ("Record ID",), "first": ("First Name",), "last": ("Last Name",), "email": ("Email",),
            "email2": ("Additional email addresses", "Work email"), "phone": ("Mobile Phone Number", "Phone Number"),
            "phone2": ("Phone Number",), "company": ("Company Name", "Associated Company"),
            "stage": ("Lifecycle Stage",), "status": ("Lead Status",), "contacted": ("Last Contacted",),
            "changed": ("Last Activity Date", "Last Modified Date"), "created": ("Create Date",),
        },
    ),
    Product(
        "Pipedrive activities", ACTIVITIES, ("Activity - Subject", "Activity - Type"), (),
        {
            "id": ("Person - ID",), "contact": ("Person - Name", "Activity - Contact person", "Contact person"),
            "email": ("Person - Email", "Person - Email - Work"), "type": ("Activity - Type",),
            "due": ("Activity - Due date", "Due date"), "time": ("Activity - Due time", "Due time"),
            "done": ("Activity - Done", "Done"), "company": ("Organization - Name", "Activity - Organization"),
            "key": ("Activity - ID",),
        },
    ),
    Product(
        "Pipedrive persons", CONTACTS, ("Person - Name",), (),
        {
            "id": ("Person - ID",), "name": ("Person - Name",), "email": ("Person - Email", "Person - Email - Work"),
            "email2": ("Person - Email - Home", "Person - Email - Other"),
            "phone": ("Person - Phone", "Person - Phone - Mobile", "Person - Phone - Work"),
            "phone2": ("Person - Phone - Home", "Person - Phone - Other"),
            "company": ("Organization - Name", "Person - Organization"), "label": ("Person - Label", "Person - Labels"),
            "changed": ("Person - Last activity date",), "created": ("Person - Person created",),
        },
    ),
    Product(
        "Salesforce contacts", CONTACTS, ("Account Name",), ("Mailing City", "Last Activity", "Lead Source"),
        {
            "id": ("Contact ID", "Lead ID"), "first": ("First Name",), "last": ("Last Name",),
            "name": ("Contact Name", "Full Name"), "email": ("Email",), "phone": ("Mobile", "Mobile Phone", "Phone"),
            "phone2": ("Phone", "Business Phone"), "company": ("Account Name",), "status": ("Lead Status", "Status"),
            "stage": ("Stage",), "label": ("Type", "Account Type"), "changed": ("Last Activity",),
            "created": ("Created Date",),
        },
    ),
    Product(
        "Salesforce contacts", CONTACTS, ("LastName", "AccountId"), (),
        {
            "id": ("Id",), "first": ("FirstName",), "last": ("LastName",), "email": ("Email",),
            "phone": ("MobilePhone", "Phone"), "phone2": ("Phone",), "changed": ("LastActivityDate",),
            "created": ("CreatedDate",), "status": ("Status",),
        },
    ),
)  # fmt: skip


def recognised(header: list[str], mappings: Mapping[str, Mapping[str, str]]) -> Found | None:
    """What a header says: by the user's own mapping for it, else by a CRM's signature; None where neither knows it."""
    own = mappings.get(print_of(header), {})
    dates, fields = own.get(DATES, ""), {field: heading for field, heading in own.items() if field in FIELDS}
    if fields and is_useful(fields):
        return Found(CONTACTS, "a table with your mapping", fields, dates)
    at = _by_form(header)
    for product in PRODUCTS:
        has = [header_form(word) in at for word in product.must]
        one_of = not product.either or any(header_form(word) in at for word in product.either)
        if all(has) and one_of:
            found: dict[str, str] = {}
            for field, headings in product.fields.items():
                taken = set(found.values())
                named = next((at[form] for word in headings if (form := header_form(word)) in at), None)
                if named is not None and (named not in taken or field not in ("phone2", "email2")):
                    found[field] = named
            return Found(product.kind, product.name, found, dates, product.name.partition(" ")[0])
    return None


def guessed(header: list[str]) -> dict[str, str]:
    """The most likely heading of each field, by the words for it in some languages; to be confirmed by the user."""
    found: dict[str, str] = {}
    for form, heading in _by_form(header).items():
        field = _BY_HEADING.get(form)
        if field is not None:
            found.setdefault(field, heading)
    return found


def wished(base: Mapping[str, str], wish: Mapping[str, str], header: list[str], place: str) -> dict[str, str]:
    """The headings as the user wants them, the rest as before; SourceError where there is no such field or column."""
    at, found = _by_form(header), dict(base)
    for field, heading in wish.items():
        if field == DATES:
            plain = heading.replace("-", " ").strip()
            if plain not in (DAY_FIRST, MONTH_FIRST):
                raise _unfit(place, f"`dates` is day-first or month-first, not `{heading}`")
            found[DATES] = plain
        elif field not in FIELDS:
            raise _unfit(place, f"there is no `{field}`", f"A column can be: {', '.join(FIELDS)}.")
        elif not heading.strip():
            found.pop(field, None)
        elif header_form(heading) not in at:
            raise _unfit(place, f"there is no column `{heading}`", f"There are: {', '.join(at.values())}.")
        else:
            found[field] = at[header_form(heading)]
    return found


def _unfit(place: str, why: str, next_step: str = "") -> SourceError:
    return SourceError(why, place=place, next_step=clean_line(next_step, 1000))


def is_useful(fields: Iterable[str]) -> bool:
    """True where somebody can be told by these fields: by an address, a name, or both halves of one."""
    return not {"email", "name", "contact"}.isdisjoint(fields) or {"first", "last"} <= set(fields)


def print_of(header: list[str]) -> str:
    """The print of a header: the same for every table with these headings in this order."""
    return blake2b("\0".join(map(header_form, header)).encode("utf-8", "replace"), digest_size=8).hexdigest()


def header_in(head: bytes, mappings: Mapping[str, Mapping[str, str]]) -> list[str] | None:
    """The header among the first ten records of a table: one that is known, else one that can be guessed, else the
    first record that may be one. None where there is none of them."""
    best: list[str] | None = None
    first: list[str] | None = None
    text = _text(head)
    for delimiter in ",;\t":
        try:
            for record in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _HEADER_WITHIN):
                if sum(map(bool, map(str.strip, record))) < 2:
                    continue
                if recognised(record, mappings) is not None:
                    return record
                fields = guessed(record)
                if first is None and all(cell.isprintable() and len(cell) < 100 for cell in record):
                    first = record
                if best is None and is_useful(fields) and not any("@" in cell for cell in record):
                    best = record
        except csv.Error:
            continue
    return best or first


def _by_form(header: list[str]) -> dict[str, str]:
    at: dict[str, str] = {}
    for cell in header:
        if cell.strip():
            at.setdefault(header_form(cell), cell)
    return at


def _text(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace")
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # the head may end within a character
        return head.decode("utf-8-sig", "ignore") if error.start > len(head) - 4 else head.decode("cp1252", "replace")
