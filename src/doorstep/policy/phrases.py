"""Facts and conditions in plain words, in two voices: to the owner of the doors, and to whoever asks there.

A phrase is one row for each fact: what is said when a yes/no fact holds and when it does not, or a sentence with a
gap for the value. A fact without a row speaks through its question. The public voice knows only what may be told
to anyone: facts about the asker that everybody sees, and none of the owner's judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..facts.catalogue import CATALOGUE, LEVEL_MAX, Catalogue, Fact
from ..facts.values import Value, as_text, duration_text
from .tree import And, AtLeast, Constant, Node, Not, Or, Test, Word, tests_in

NETWORK_NAMES = {
    "linkedin": "LinkedIn", "facebook": "Facebook", "instagram": "Instagram", "x": "X", "mastodon": "Mastodon",
    "bluesky": "Bluesky", "xmpp": "XMPP",
}  # fmt: skip

# To the owner. Yes/no facts: (it holds, it does not hold). Others: (with {} for the value, the same denied).
OWNER = {
    "role": ("this person is {}", "this person is not {}"),
    "on_record": ("you have something about them on record", "you have nothing about them on record"),
    "known": ("you know them in real life", "you do not know them in real life"),
    "met": ("you have met in person", "you have not met in person"),
    "spoken": ("you have spoken", "you have not spoken"),
    "written": ("you have exchanged messages, both ways", "you have not exchanged messages both ways"),
    "introduced": ("someone you trust has introduced you", "nobody you trust has introduced you"),
    "vouched_for": ("someone you trust vouches for them", "nobody you trust vouches for them"),
    "warned_about": ("someone you trust warned you of them", "nobody you trust warned you of them"),
    "worked_together": ("you have worked together", "you have not worked together"),
    "know": ("how well you know them is {}", "how well you know them is not {}"),
    "like": ("your liking for them is {}", "your liking for them is not {}"),
    "trust": ("your trust in them is {}", "your trust in them is not {}"),
    "respect": ("your respect for them is {}", "your respect for them is not {}"),
    "history": ("their past treatment of you is {}", "their past treatment of you is not {}"),
    "known_for": ("you have known each other for {}", "you have not known each other for {}"),
    "last_contact": ("you were last in touch {} ago", "you were not last in touch {} ago"),
    "contacts_past_year": ("you were in touch {} times in a year", "you were not in touch {} times in a year"),
    "mutuals": ("the network counts {} shared contacts", "the network does not count {} shared contacts"),
    "close_mutuals": ("you share {} close contacts", "you do not share {} close contacts"),
    "connected_on": ("you are connected on {} already", "you are not connected on {}"),
    "account_age": ("their account is {} old", "their account is not {} old"),
    "is_bot": ("the account is automated", "the account is not automated"),
    "is_organisation": ("the account is an organisation's", "the account is a person's"),
    "company": ("they say that they work at {}", "they do not say that they work at {}"),
    "place": ("they say that they live in {}", "they do not say that they live in {}"),
    "server": ("their account is on {}", "their account is not on {}"),
    "note": ("their note is {}", "their note is not {}"),
    "claims_to_know_me": ("they say that they know you", "they do not say that they know you"),
    "asked_before": ("they have asked {} times before", "they have not asked {} times before"),
    "open_business": ("there is open business between you", "there is no open business between you"),
    "values_conflict": ("you would mind them seeing your posts", "you would not mind them seeing your posts"),
    "would_see": ("they would see {} posts that you would mind", "they would not see {} posts that you would mind"),
    "room": ("there are {} places left", "there are not {} places left"),
}  # fmt: skip

# To anyone, about `people who …`; {owner} is the owner's name. A fact that is not here is never told.
PUBLIC = {
    "role": ("are {}", "are not {}"),
    "known": ("are acquainted with {owner} in real life", "are not acquainted with {owner} in real life"),
    "met": ("have met {owner} in person", "have not met {owner} in person"),
    "spoken": ("have spoken with {owner}, by phone or video or in person", "have not spoken with {owner} yet"),
    "written": ("have exchanged messages with {owner}", "have not exchanged messages with {owner}"),
    "introduced": ("were introduced by a shared contact", "were not introduced by a shared contact"),
    "worked_together": ("have worked with {owner}", "have not worked with {owner}"),
    "known_for": ("have been acquainted with {owner} for {}", "have not been acquainted with {owner} for {}"),
    "last_contact": ("were last in touch with {owner} {} ago", "were not last in touch with {owner} {} ago"),
    "connected_on": ("are connected with {owner} on {} already", "are not connected with {owner} on {}"),
    "account_age": ("have had their account for {}", "have not had their account for {}"),
    "is_bot": ("run an automated account", "do not run an automated account"),
    "is_organisation": ("write for an organisation's account", "write for themselves"),
    "company": ("work at {}", "do not work at {}"),
    "server": ("have their account on {}", "do not have their account on {}"),
    "note": ("send {}", "do not send {}"),
}  # fmt: skip

_NOTES = {
    "none": "missing", "standard": "a standard text", "template": "a template", "pitch": "a sales pitch",
    "personal": "personal",
}  # fmt: skip
_NOTES_SENT = {
    "none": "no note", "standard": "a standard text", "template": "a text sent to many", "pitch": "a sales pitch",
    "personal": "a personal note",
}  # fmt: skip
_HISTORY = {"none": "nothing to speak of"}
_NO_ARTICLE = {"family": "family", "press": "of the press"}
_MANY = {"family": "family", "press": "of the press"}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "in": "not in", "not in": "in"}
_NUMBERS = {
    "<": "less than {}", "<=": "at most {}", ">": "more than {}", ">=": "at least {}", "==": "exactly {}",
    "in": "exactly {}",
}  # fmt: skip

Say = Callable[[Test, bool], str]


def network_name(network: str) -> str:
    """The network's name as it writes itself."""
    return NETWORK_NAMES.get(network, network)


def sentence_for(node: Node, say: Say, say_word: Callable[[str, bool], str] | None = None) -> str:
    """The condition as one clause; `say` puts a test into words, true or denied, `say_word` a defined word."""
    return _clause(node, say, say_word, True, 0)


def _clause(node: Node, say: Say, say_word: Callable[[str, bool], str] | None, holds: bool, inside: int) -> str:
    """`inside` is 0 at the top, 1 within a list joined by or, 2 within one joined by and."""
    match node:
        case Test():
            return say(node, holds)
        case Word():
            if say_word is not None and not isinstance(node.meaning, Test):
                return say_word(node.name, holds)
            return _clause(node.meaning, say, say_word, holds, inside)
        case Constant():
            return "always" if node.value == holds else "never"
        case Not():
            return _clause(node.inner, say, say_word, not holds, inside)
        case AtLeast():
            if node.count == 1:
                return _clause(Or(node.parts), say, say_word, holds, inside)
            if node.count == len(node.parts):
                return _clause(And(node.parts), say, say_word, holds, inside)
            all_of_them = "; ".join(_clause(part, say, say_word, True, 0) for part in node.parts)
            text = f"{'at least' if holds else 'fewer than'} {node.count} of these hold: {all_of_them}"
            return f"({text})" if inside else text
        case And() | Or():
            both = isinstance(node, And) == holds
            binds, by = (2, "and") if both else (1, "or")
            *first, last = _flat(node.parts, type(node))
            parts = [_clause(part, say, say_word, holds, binds) for part in first]
            closing = 0 if not inside and isinstance(last, AtLeast) else binds  # nothing follows that it could swallow
            text = listed([*parts, _clause(last, say, say_word, holds, closing)], by)
            return f"({text})" if inside and inside != binds else text


def _flat(parts: Iterable[Node], kind: type) -> list[Node]:
    """The parts, with those of the same kind inside them laid open: a and (b and c) is said as one list."""
    found: list[Node] = []
    for part in parts:
        if isinstance(part, And | Or) and isinstance(part, kind):
            found += _flat(part.parts, kind)
        else:
            found.append(part)
    return found


def listed(parts: list[str], by: str) -> str:
    """`a, b and c`; parts that hold commas of their own are joined by the word alone."""
    if any(", " in part or " or " in part or " and " in part for part in parts[:-1]):
        return f", {by} ".join(parts)
    if len(parts) < 3:
        return f" {by} ".join(parts)
    return f"{', '.join(parts[:-1])} {by} {parts[-1]}"


# --- single tests ---------------------------------------------------------------------------------------------


def to_owner(catalogue: Catalogue) -> Say:
    """Tests in the owner's voice: `you have not spoken`."""

    def say(test: Test, holds: bool) -> str:
        fact = catalogue[test.fact]
        return _said(fact, test, holds, OWNER.get(fact.name) or _own_phrases(fact), _owner_value)

    return say


def to_public(catalogue: Catalogue, owner: str) -> Say:
    """Tests in the public voice, about people who ask: `have not spoken with Fred yet`."""

    def say(test: Test, holds: bool) -> str:
        yes, no = PUBLIC[test.fact]
        phrases = yes.replace("{owner}", owner), no.replace("{owner}", owner)
        return _said(catalogue[test.fact], test, holds, phrases, _public_value)

    return say


def is_public(test: Test) -> bool:
    """True where the test may be told to anyone: a public fact, and no label of the owner's own making."""
    if test.fact not in PUBLIC or test.fact not in CATALOGUE:
        return False
    fact = CATALOGUE[test.fact]
    return fact.type != "labels" or all(value in fact.options for value in test.values)


def all_public(node: Node) -> bool:
    """True where every test in the condition may be told to anyone."""
    return all(is_public(test) for test in tests_in(node))


def _said(fact: Fact, test: Test, holds: bool, phrases: tuple[str, str], value: Callable[[Fact, Value], str]) -> str:
    yes, no = phrases
    if test.op == "is":
        return yes if holds else no
    op = test.op if holds else _OPPOSITE[test.op]
    values = listed([value(fact, one) for one in test.values], "or")
    if fact.type in ("level", "count", "duration"):
        if op in ("!=", "not in"):
            return no.replace("{}", f"exactly {values}{_scale(fact)}")
        amount = "fewer than {}" if op == "<" and fact.type == "count" else _NUMBERS[op]
        return yes.replace("{}", amount.format(values) + _scale(fact))
    return (yes if op in ("==", "in") else no).replace("{}", values)


def _scale(fact: Fact) -> str:
    return f" of {LEVEL_MAX}" if fact.type == "level" else ""


def _own_phrases(fact: Fact) -> tuple[str, str]:
    """What is said of a fact of one's own."""
    asked = fact.question.rstrip()
    if fact.type == "yes/no":
        return f"“{asked}” is answered yes", f"“{asked}” is answered no"
    return f"“{asked}” is answered with {{}}", f"“{asked}” is not answered with {{}}"


def _owner_value(fact: Fact, value: Value) -> str:
    if fact.type == "duration" and isinstance(value, int):
        return duration_text(value)
    text = str(value)
    match fact.name:
        case "role":
            return _NO_ARTICLE.get(text) or with_article(text.replace("_", " "))
        case "note":
            return _NOTES.get(text, text)
        case "history":
            return _HISTORY.get(text, text)
        case "connected_on":
            return network_name(text)
        case _:
            return text


def _public_value(fact: Fact, value: Value) -> str:
    text = str(value)
    match fact.name:
        case "role":
            return _MANY.get(text) or plural(text.replace("_", " "))
        case "note":
            return _NOTES_SENT.get(text, text)
        case _:
            return escaped(_owner_value(fact, value)) if fact.type == "word" else _owner_value(fact, value)


def with_article(noun: str) -> str:
    """`a client`, `an old friend`."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def plural(noun: str) -> str:
    """`clients`, `family`."""
    return noun if noun.endswith("s") else noun + "s"


def escaped(text: str) -> str:
    """The user's own words, safe inside Markdown and HTML."""
    return "".join("\\" + one if one in "\\`*_{}[]()#+!|<>&~" else one for one in text)


# --- people ---------------------------------------------------------------------------------------------------


def person_in_words(facts: dict[str, Value], catalogue: Catalogue) -> str:
    """Somebody of whom these facts are known: `a partner; you have known each other for 7 days`."""
    say = to_owner(catalogue)
    parts = []
    who = "somebody"
    for name, value in facts.items():
        fact = catalogue[name]
        if name == "role" and isinstance(value, frozenset):
            if value:
                who = listed([_owner_value(fact, label) for label in sorted(value)], "and")
            else:
                who = "somebody of no known role"
        elif fact.type == "yes/no":
            parts.append(say(Test(name), value is True))
        elif isinstance(value, frozenset):
            labels = listed([_owner_value(fact, label) for label in sorted(value)], "and") or "none of them"
            parts.append((OWNER.get(name) or _own_phrases(fact))[0].replace("{}", labels))
        else:
            shown = _owner_value(fact, value) if fact.type != "level" else f"{as_text(fact, value)} of {LEVEL_MAX}"
            parts.append((OWNER.get(name) or _own_phrases(fact))[0].replace("{}", shown))
    return "; ".join([who, *parts])
