"""Rows of labels and values, the newest form of Meta's lists; the labels are in the language of the account."""

from collections.abc import Iterator
from sys import intern

from .letters import name_of, repaired

# What the label of a name is called.
NAMES = frozenset(
    {
        "name", "full name", "nom", "nombre", "nome", "naam", "navn", "namn", "nimi", "nama", "jméno", "meno", "név",
        "nume", "imię", "imię i nazwisko", "ime", "adı", "ad", "isim", "tên", "όνομα", "имя", "ім'я", "име", "שם",
        "الاسم", "नाम", "ชื่อ", "名前", "氏名", "姓名", "名字", "名称", "名稱", "이름",
    }
)  # fmt: skip


def label_values(entry: object) -> list[tuple[str, str]]:
    """The labels with their texts, addresses where there is no text, nested ones too; empty where there are none."""
    values = entry.get("label_values") if isinstance(entry, dict) else None
    return list(_pairs(values, 4)) if isinstance(values, list) else []


def _pairs(values: object, deeper: int) -> Iterator[tuple[str, str]]:
    if not isinstance(values, list) or not deeper:
        return
    for one in values:
        if not isinstance(one, dict):
            continue
        label = one.get("label")
        value = next((text for name in ("value", "href") if isinstance(text := one.get(name), str) and text), None)
        if isinstance(label, str) and value is not None:
            yield intern(repaired(label)), repaired(value)
        for inner in ("vec", "dict"):
            yield from _pairs(one.get(inner), deeper - 1)


def name_among(pairs: list[tuple[str, str]]) -> str | None:
    """The value of the label that means *name* in any language, else the only value; None where neither is there."""
    for label, value in pairs:
        if label.strip().casefold() in NAMES:
            return name_of(value)
    return name_of(pairs[0][1]) if len(pairs) == 1 else None
