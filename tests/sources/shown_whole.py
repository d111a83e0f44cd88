"""A reading as plain text, with what only some sources tell: phones, other profiles, former handles."""

from doorstep.facts.seen import Reading, Who

from .helpers import shown


def shown_whole(found: Reading) -> str:
    """As `shown`, then the owner and further identifiers."""
    lines = [shown(found).rstrip(), ""]
    if found.owner is not None:
        lines += [f"me: {found.owner.name} {' '.join(found.owner.emails)} {_more(found.owner)}".rstrip()]
    everybody = {(one.who.network, one.who.key): one.who for one in found.profiles}
    lines += [f"{who.network} {who.key} = {more}" for who in everybody.values() if (more := _more(who))]
    return "\n".join(lines).rstrip() + "\n"


def _more(who: Who) -> str:
    return " ".join([*who.phones, *(f"formerly:{key}" for key in who.former), *(f"{on}:{key}" for on, key in who.also)])
