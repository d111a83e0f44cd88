"""Address books as tables: Google's two layouts, and Outlook's in some languages."""

from collections.abc import Iterator

from ...facts.text import clean_line
from ..addresses import profile_at
from ..phones import Phones
from ..tables import Shape, Table, skip
from .card import LABEL_LIMIT, Card, each_once, emails_in, name_of

# A table has as many numbered columns as its richest contact needs.
_NUMBERED = range(1, 31)
_SEVERAL = ":::"
_NO_PERSONS = ("fax", "pager", "main", "company", "assistant", "telex")

GOOGLE = Shape(
    "Google contacts",
    {
        "name": ("Name",),
        "first": ("First Name", "Given Name"),
        "middle": ("Middle Name", "Additional Name"),
        "last": ("Last Name", "Family Name"),
        "nickname": ("Nickname", "File As"),
        "firm": ("Organization Name", "Organization 1 - Name"),
        "labels": ("Labels", "Group Membership"),
        **{f"email {n}": (f"E-mail {n} - Value",) for n in _NUMBERED},
        **{f"phone {n}": (f"Phone {n} - Value",) for n in _NUMBERED},
        **{f"phone kind {n}": (f"Phone {n} - Label", f"Phone {n} - Type") for n in _NUMBERED},
        **{f"site {n}": (f"Website {n} - Value",) for n in _NUMBERED},
    },
    must=("first",),
)
OUTLOOK = Shape(
    "Outlook contacts",
    {
        "first": ("First Name", "Vorname", "Prénom", "Voornaam"),
        "middle": ("Middle Name", "Weitere Vornamen", "Deuxième prénom", "Middelste naam"),
        "last": ("Last Name", "Nachname", "Nom", "Achternaam"),
        "nickname": ("Nickname", "Spitzname", "Surnom", "Bijnaam"),
        "firm": ("Company", "Firma", "Société", "Bedrijf"),
        "labels": ("Categories", "Kategorien", "Catégories", "Categorieën"),
        "email 1": ("E-mail Address", "E-Mail-Adresse", "Adresse de messagerie", "E-mailadres"),
        "email 2": ("E-mail 2 Address", "E-Mail 2: Adresse", "Adresse de messagerie 2", "E-mailadres 2"),
        "email 3": ("E-mail 3 Address", "E-Mail 3: Adresse", "Adresse de messagerie 3", "E-mailadres 3"),
        "phone 1": ("Mobile Phone", "Mobiltelefon", "Tél. mobile", "Mobiele telefoon"),
        "phone 2": ("Home Phone", "Telefon privat", "Téléphone (domicile)", "Telefoon thuis"),
        "phone 3": ("Home Phone 2", "Telefon privat 2"),
        "phone 4": ("Business Phone", "Telefon geschäftlich", "Téléphone (bureau)", "Telefoon op werk"),
        "phone 5": ("Business Phone 2", "Telefon geschäftlich 2"),
        "phone 6": ("Primary Phone", "Haupttelefon"),
        "phone 7": ("Other Phone", "Weiteres Telefon"),
        "site 1": ("Web Page", "Webseite", "Page Web", "Webpagina"),
        "site 2": ("Personal Web Page",),
    },
    must=("first", "last"),
)


def cards(table: Table, shape: Shape, phones: Phones) -> Iterator[Card]:
    """The contacts of the table; a row that names nobody becomes a problem."""
    order = list(shape.fields)
    at = {name: order.index(name) for name in order if name in table.fields}
    emails = [index for name, index in at.items() if name.startswith("email ")]
    sites = [index for name, index in at.items() if name.startswith("site ")]
    numbers = [
        (index, at.get(name.replace("phone", "phone kind"), -1))
        for name, index in at.items()
        if name.startswith("phone ") and "kind" not in name
    ]
    # the last cell is always empty: it stands for a field that this layout does not have
    full, first, middle, last, called, firm_at, labels_at = (
        at.get(name, -1) for name in ("name", "first", "middle", "last", "nickname", "firm", "labels")
    )
    for line, cells in table:
        name = name_of(cells[full]) or name_of(cells[first], cells[middle], cells[last])
        firm = name_of(cells[firm_at])
        written = [
            one.strip()
            for index, kind in numbers
            if cells[index] and not (cells[kind] and any(word in cells[kind].casefold() for word in _NO_PERSONS))
            for one in cells[index].split(_SEVERAL)
        ]
        profiles = [profile_at(one) for index in sites if cells[index] for one in cells[index].split(_SEVERAL)]
        labels = cells[labels_at].replace(";", _SEVERAL).split(_SEVERAL) if cells[labels_at] else ()
        card = Card(
            line,
            name or firm or name_of(cells[called]),
            emails_in(cells[index] for index in emails if cells[index]),
            each_once(phones[one] for one in written),
            tuple(dict.fromkeys(one for one in profiles if one)),
            each_once(clean_line(one, LABEL_LIMIT) for one in labels),
            is_firm=bool(firm and not name),
            apart="\0".join((firm, *written)),
        )
        if card.is_empty:
            skip(table.seen, line, "neither a name nor an address nor a number that is exact")
            continue
        yield card
