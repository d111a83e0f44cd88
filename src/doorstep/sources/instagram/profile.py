"""Whose export it is: user name, display name, and whether anybody may follow without asking."""

from dataclasses import dataclass

from ...facts.seen import SeenFile
from ..meta.labels import NAMES
from ..meta.letters import name_of, repaired
from .users import user_of

_USER_LABELS = frozenset(
    {
        "username", "benutzername", "nutzername", "nom d'utilisateur", "nom d’utilisateur", "nombre de usuario",
        "nome utente", "nome de usuário", "nome de utilizador", "gebruikersnaam", "användarnamn", "brukernavn",
        "brugernavn", "nazwa użytkownika", "kullanıcı adı", "имя пользователя", "ユーザーネーム", "用户名",
        "사용자 이름",
    }
)  # fmt: skip
_PRIVATE_LABELS = frozenset(
    {
        "private account", "privates konto", "compte privé", "cuenta privada", "account privato", "profilo privato",
        "conta privada", "privéaccount", "privat konto", "konto prywatne",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner's user name and display name, empty where not told; `is_public` only where the file says so."""

    user: str = ""
    name: str = ""
    is_public: bool = False


def owner(document: object, seen: SeenFile) -> Owner:
    """The owner as `personal_information.json` tells, or the older `profile.json`."""
    told = document if isinstance(document, dict) else {}
    seen.rows = 1
    users = told.get("profile_user")
    first = users[0] if isinstance(users, list) and users and isinstance(users[0], dict) else {}
    values = first.get("string_map_data")
    if isinstance(values, dict):
        found = _labelled(values)
    else:
        found = Owner(user_of(told.get("username")), name_of(told.get("name")), told.get("private_account") is False)
    seen.kept = int(bool(found.user))
    return found


def _labelled(values: dict[str, object]) -> Owner:
    user = name = ""
    is_public = False
    for raw, one in values.items():
        value = one.get("value") if isinstance(one, dict) else None
        label = repaired(raw).strip().casefold()
        if not isinstance(value, str):
            continue
        if label in _USER_LABELS:
            user = user or user_of(value)
        elif label in NAMES:
            name = name or name_of(value)
        elif label in _PRIVATE_LABELS:
            is_public = value.strip().casefold() == "false"
    return Owner(user, name, is_public)
