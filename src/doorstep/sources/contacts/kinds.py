"""Which address book a file is of: told by its heading or its first line, whatever the file is called."""

import csv

from ..lines import first_lines
from ..tables import header_form

READ = {"google": "Google contacts", "outlook": "Outlook contacts", "vcard": "contact cards"}
# The headings of other tables that name people too.
_OTHERS = frozenset({"connectedon", "verbundenam", "vernetztam", "recordid", "bookmarkedat", "accountname"})
_FIRST = frozenset({"firstname", "vorname", "prénom", "voornaam"})
_EMAIL = frozenset({"emailaddress", "emailadresse", "adressedemessagerie", "emailadres"})
_OUTLOOK = frozenset(
    {
        "email2address", "email2:adresse", "adressedemessagerie2", "businessphone", "mobilephone", "homephone",
        "categories", "jobtitle", "webpage", "firma", "mobiltelefon", "telefongeschäftlich", "kategorien", "webseite",
        "société", "catégories", "tél.mobile", "bedrijf", "categorieën", "mobieletelefoon",
    }
)  # fmt: skip


def kind_of(key: str, head: bytes) -> str:
    """`google`, `outlook`, `vcard`, or nothing where it is no address book."""
    start = first_lines(head, 40)
    if start.lstrip("\ufeff \t\r\n")[:11].upper() == "BEGIN:VCARD" or key.endswith((".vcf", ".vcard")):
        return "vcard"
    if key.endswith((".json", ".js", ".html", ".htm", ".ics", ".eml")):
        return ""
    header = start.partition("\n")[0]
    for delimiter in ",;\t":
        try:
            cells = {header_form(cell) for cell in next(csv.reader([header], delimiter=delimiter), [])}
        except csv.Error:
            continue
        if cells & _OTHERS:
            return ""
        is_named = bool(cells & {"firstname", "givenname"})
        if is_named and ("email1value" in cells or "familyname" in cells or {"labels", "fileas"} <= cells):
            return "google"
        if cells & _FIRST and cells & _EMAIL and cells & _OUTLOOK:
            return "outlook"
    return ""


def claims(key: str, head: bytes) -> bool:
    """True for an address book."""
    return bool(kind_of(key, head))
