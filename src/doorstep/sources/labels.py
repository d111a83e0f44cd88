"""What the name of a group or list in an address book says about the people in it."""

import re
from datetime import date
from functools import lru_cache

from ..facts.observations import Observation
from ..facts.seen import Suggestion, Who
from ..facts.text import clean_line
from ..facts.values import fold

# Words for each role, in English, German, Dutch, French, Spanish, Italian and Portuguese; several words are one label.
_WORDS = {
    "family": "family, relatives, familie, verwandte, verwandtschaft, famille, familia, famiglia, família",
    "friend": "friend, friends, close friends, freund, freunde, freundinnen, freundeskreis, vriend, vrienden, ami, "
    "amis, amies, amigo, amigos, amigas, amici, amiche",
    "former_client": "former client, former clients, past clients, ex-clients, former customers, ehemalige kunden, "
    "altkunden, oud-klanten, anciens clients, antiguos clientes, ex clienti, ex-clientes, antigos clientes",
    "client": "client, clients, customer, customers, kunde, kunden, kundinnen, klant, klanten, cliente, clientes, "
    "clienti, mandanten",
    "prospect": "prospect, prospects, leads, interessenten, prospecten, prospectos, potenziali clienti",
    "partner": "business partner, business partners, geschäftspartner, zakenpartners, partner aziendali",
    "former_colleague": "former colleagues, ex-colleagues, ehemalige kollegen, oud-collega's, anciens collègues, "
    "antiguos compañeros, ex colleghi, ex-colegas",
    "colleague": "colleague, colleagues, coworker, coworkers, co-workers, kollege, kollegen, kolleginnen, "
    "arbeitskollegen, collega's, collegas, collègues, compañeros de trabajo, colleghi, colegas de trabalho",
    "vendor": "vendor, vendors, supplier, suppliers, lieferant, lieferanten, leveranciers, fournisseurs, "
    "proveedores, fornitori, fornecedores",
    "recruiter": "recruiter, recruiters, headhunter, headhunters, personalvermittler, recruteurs, reclutadores",
    "student": "student, students, pupils, studenten, studierende, schüler, leerlingen, étudiants, élèves, alumnos, "
    "estudiantes, studenti, alunos",
    "patient": "patient, patients, patienten, patientinnen, patiënten, pacientes, pazienti",
    "classmate": "classmates, schoolmates, klassenkameraden, mitschüler, klasgenoten, camarades de classe",
    "neighbour": "neighbour, neighbours, neighbor, neighbors, nachbar, nachbarn, buren, voisins, vecinos, vicini, "
    "vizinhos",
    "press": "press, journalists, presse, journalisten, pers, periodistas, giornalisti, jornalistas, imprensa",
}
ROLES = {word.strip(): role for role, words in _WORDS.items() for word in words.split(",")}
_SINGLE = {word: role for word, role in ROLES.items() if " " not in word}
_BETWEEN = re.compile(r"[\s,;:/|&+()\[\]#_.-]+")
# Everybody is in these: they say nothing.
_OF_ALL = frozenset({"mycontacts", "my contacts", "starred in android", "starred", "contacts", "other contacts", "all"})


def told_by_label(label: str, who: Who, source: str, on: date) -> Observation | Suggestion | None:
    """What the user's own label says of who bears it: a role where it is just that word, a suggestion where such a
    word is part of it, else nothing."""
    name, role, is_sure = _meaning(label)
    if not role:
        return None
    if is_sure:
        return Observation("role", frozenset({role}), f"{source}, “{name}”", on, "records")
    seen = Observation("role", frozenset({role}), source, on, "records")
    return Suggestion("fact", who, f"in your group “{name}”", observation=seen)


@lru_cache(maxsize=1000)
def _meaning(label: str) -> tuple[str, str, bool]:
    """The label without its mark, the role in it if there is just one, and whether it is nothing else."""
    name = clean_line(label, 100).removeprefix("* ").strip()
    folded = fold(name)
    if not folded or folded in _OF_ALL:
        return name, "", False
    if folded in ROLES:
        return name, ROLES[folded], True
    parts = {_SINGLE[word] for word in _BETWEEN.split(folded) if word in _SINGLE}
    return name, parts.pop() if len(parts) == 1 else "", False
