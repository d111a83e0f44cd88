"""The table of what silence means, in words, and the rule that follows from it."""

from ..studies.silence import ENOUGH, RULE, Silence
from .asking_words import NUMBERS
from .words import count_of


def table(found: Silence) -> list[tuple[str, str]]:
    """What silence means, as rows of words and shares."""
    rows = [("answered at all", _share(found.answered, found.first_contacts))]
    rows += [
        (f"  of those, within {count_of(days, 'day')}", _share(found.within[days], found.answered))
        for days in (1, 7, 14)
    ]
    rows += [
        (
            f"still answered after {count_of(days, 'silent day')}",
            _share(found.silent[days].count, found.silent[days].of),
        )
        for days in (1, 7, 14, 30)
    ]
    rows += [
        (f"answered right after {count_of(number, 'unanswered message')}", _share(one.count, one.of))
        for number, one in enumerate(found.after, 1)
    ]
    return rows


def _share(count: int, of: int) -> str:
    return f"{count / of:.1%} of {of:,}" if of else "nobody yet"


def rule_in_words() -> str:
    """The rule that follows from the table."""
    return (
        f"So: follow up once, after {RULE.follow_up} days, when nine of ten answers have come; take a request back "
        f"after {RULE.withdraw}, when fewer than one in twenty are still answered; after {NUMBERS[RULE.messages]} "
        "messages stop, as the next is answered in less than one case of eight."
    )


def own_figures(found: Silence) -> str:
    """Whether the user's own first contacts are enough to tell."""
    if found.is_enough:
        return f"Your own {found.first_contacts:,} first contacts"
    return (
        f"Your own: too little to tell. {count_of(found.first_contacts, 'first contact')} of yours could be "
        f"watched for two months; {ENOUGH} would do."
    )
