"""What can be known about a person or a request: one row a fact.

Types: `yes/no`; `labels` (any number of the labels); `one of` (exactly one of the options); `level` (0 to 5);
`count` (0, 1, 2 …); `duration` (whole days); `word` (free text, compared without regard to case).
Said by: `me`, `records` (mail, calendar, exports, CRM, studies over them), `network`, `asker`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .record import record, replace

LEVEL_MAX = 5
MONTH, YEAR = 30, 365
TYPES = ("yes/no", "labels", "one of", "level", "count", "duration", "word")
# What a network is for and how close it is, 0 public to 3 private, where a policy does not say.
NETWORK_DEFAULTS = {
    "linkedin": ("business", 1),
    "facebook": ("personal", 3),
    "instagram": ("personal", 2),
    "x": ("public", 0),
    "mastodon": ("public", 1),
    "bluesky": ("public", 0),
    "xmpp": ("personal", 3),
}
NETWORKS = tuple(NETWORK_DEFAULTS)
PURPOSES = ("business", "personal", "public")
ALIASES = {"twitter": "x"}


@record
class Step:
    """Something that can be done so that a yes/no fact that is no becomes yes: `minutes` of effort by `who`."""

    text: str
    minutes: int
    who: str = "me"


@record
class Fact:
    """One row of the catalogue.

    `options` are the labels or the options; `networks` is empty where the fact can exist on every network;
    `implies` names yes/no facts that are yes whenever this one is; after `stale_days` an observation no longer
    counts (None: never); `combine` says how observations of equal rank add up: `newest`, `union`, `longest`
    or `shortest` (durations); `happens` is true where the day of a yes is the day on which it took place; `own` is
    true for a fact that a policy brings along.
    """

    name: str
    type: str
    meaning: str
    said_by: tuple[str, ...] = ("me",)
    question: str = ""
    options: tuple[str, ...] = ()
    step: Step | None = None
    implies: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    stale_days: int | None = None
    combine: str = "newest"
    happens: bool = False
    own: bool = False

    @property
    def is_claim(self) -> bool:
        """True where only the asker, or a number that the asker can drive up, stands behind the fact."""
        return "me" not in self.said_by and ("asker" in self.said_by or self.name == "mutuals")


ROLES = (
    "family friend client former_client prospect partner colleague former_colleague vendor recruiter "
    "student patient classmate neighbour press stranger"
)

_ROWS = (
    Fact("role", "labels", "what this person is to me", ("me", "records"),
         "What is this person to you?", tuple(ROLES.split()), stale_days=3 * YEAR, combine="union"),
    Fact("on_record", "yes/no", "there is something about them beyond the request", ("records",),
         "Do you have anything about this person beyond the request?"),
    Fact("known", "yes/no", "I know them in real life", ("me", "records"),
         "Do you know this person in real life?"),
    Fact("met", "yes/no", "we have met in person", ("me", "records"),
         "Have you met in person?", step=Step("meet in person", 60, "both"), implies=("spoken",),
         happens=True),
    Fact("spoken", "yes/no", "we have spoken live, by voice or video", ("me", "records"),
         "Have you spoken, on the phone or by video?", step=Step("have a phone call", 20, "both"),
         implies=("known",), happens=True),
    Fact("written", "yes/no", "we have exchanged messages, both ways", ("records", "me"),
         "Have you exchanged messages, both ways?",
         step=Step("exchange a few messages", 10, "both")),
    Fact("introduced", "yes/no", "someone I trust has introduced us", ("me", "records"),
         "Has someone you trust introduced you?",
         step=Step("ask a mutual contact for an introduction", 15, "them")),
    Fact("vouched_for", "yes/no", "someone I trust, by name, vouches for them", ("me",),
         "Does someone you trust vouch for this person?", step=Step("ask someone you both know", 10, "me"),
         stale_days=2 * YEAR),
    Fact("warned_about", "yes/no", "someone I trust, by name, warned me of them", ("me",),
         "Has someone you trust warned you about this person?", stale_days=5 * YEAR),
    Fact("worked_together", "yes/no", "we have worked together", ("me", "records"),
         "Have you worked together?"),
    Fact("know", "level", "how well I know them", ("me",), "How well do you know them, 0 to 5?",
         stale_days=2 * YEAR),
    Fact("like", "level", "how much I like them", ("me",), "How much do you like them, 0 to 5?",
         stale_days=2 * YEAR),
    Fact("trust", "level", "how far I trust them", ("me",), "How far do you trust them, 0 to 5?",
         stale_days=2 * YEAR),
    Fact("respect", "level", "how much I respect them", ("me",), "How much do you respect them, 0 to 5?",
         stale_days=2 * YEAR),
    Fact("history", "one of", "how they treated me before", ("me", "records"),
         "How did they treat you before?", ("good", "mixed", "bad", "none")),
    Fact("known_for", "duration", "how long we have known each other", ("records", "me"),
         "How long have you known each other?", combine="longest"),
    Fact("last_contact", "duration", "how long ago we were last in touch", ("records", "me"),
         "When were you last in touch?", stale_days=180, combine="shortest"),
    Fact("contacts_past_year", "count", "how often we were in touch in the past year", ("records",),
         "How often were you in touch in the past year?", stale_days=90),
    Fact("mutuals", "count", "how many contacts we share, as the network counts them", ("network",),
         "How many contacts do you share?", networks=("linkedin", "facebook", "x", "instagram", "mastodon"),
         stale_days=180),
    Fact("close_mutuals", "count", "how many contacts we share that I am in touch with", ("records", "me"),
         "How many people that you are in touch with do you share?", stale_days=180),
    Fact("connected_on", "labels", "networks on which we are connected already", ("records", "me"),
         "Where are you connected already?", NETWORKS, combine="union"),
    Fact("account_age", "duration", "how long their account has existed", ("network",),
         "How old is their account?", networks=("x", "mastodon", "bluesky")),
    Fact("is_bot", "yes/no", "the account says that it is automated", ("network",), "Is it a bot?",
         networks=("mastodon", "x", "bluesky")),
    Fact("is_organisation", "yes/no", "the account is not a person's", ("network", "me"),
         "Is it an organisation rather than a person?"),
    Fact("company", "word", "where they say that they work", ("asker", "records"), "Where do they work?",
         networks=("linkedin", "facebook", "xmpp"), stale_days=2 * YEAR),
    Fact("place", "word", "where they say that they live", ("asker",), "Where do they live?",
         stale_days=2 * YEAR),
    Fact("server", "word", "the server that their account is on", ("asker", "network"),
         "Which server are they on?", networks=("mastodon", "xmpp")),
    Fact("note", "one of", "what their note is like", ("asker",), "What is their note like?",
         ("none", "standard", "template", "pitch", "personal"), networks=("linkedin", "xmpp", "facebook")),
    Fact("claims_to_know_me", "yes/no", "they say that they know me", ("asker",),
         "Do they say that they know you?"),
    Fact("asked_before", "count", "how often they asked before", ("records",), "How often did they ask before?"),
    Fact("open_business", "yes/no", "there is an open deal, contract or case between us", ("me", "records"),
         "Is there open business between you?", stale_days=YEAR),
    Fact("values_conflict", "yes/no", "I would mind them seeing my posts here", ("me",),
         "Would you mind them seeing your posts here?", stale_days=2 * YEAR),
    Fact("would_see", "count", "how many of my sensitive posts they would see", ("records",),
         "How many posts that you would mind could they see?", stale_days=90),
    Fact("room", "count", "places left at this closeness", ("records",), "How many places are left?",
         stale_days=30),
)  # fmt: skip

# For an offer on another network these count as none, no and 0: the request there does not exist yet.
OF_THE_REQUEST: Mapping[str, object] = {"note": "none", "claims_to_know_me": False, "asked_before": 0}
# These speak of the network that was asked on, not of the person: for an offer on another one they are not known.
OF_THE_PLACE = ("would_see", "room")


@record
class Catalogue:
    """The facts by name. Iterates in the catalogue's order, the policy's own facts last."""

    facts: Mapping[str, Fact]

    def __contains__(self, name: str) -> bool:
        return name in self.facts

    def __getitem__(self, name: str) -> Fact:
        return self.facts[name]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts.values())

    @property
    def implying(self) -> tuple[Fact, ...]:
        """The facts that imply others."""
        return tuple(fact for fact in self.facts.values() if fact.implies)

    def place(self, name: str) -> int:
        """Where the fact stands in the catalogue, from 0."""
        return list(self.facts).index(name)

    def with_own(self, own: Iterable[Fact]) -> Catalogue:
        """This catalogue and a policy's own facts; labels of an own fact of a shipped name are added to it."""
        facts = dict(self.facts)
        for fact in own:
            shipped = facts.get(fact.name)
            if shipped is not None and shipped.type == "labels" and fact.type == "labels":
                merged = tuple(dict.fromkeys(shipped.options + fact.options))
                facts[fact.name] = replace(shipped, options=merged)
            else:
                facts[fact.name] = fact
        return Catalogue(facts)


CATALOGUE = Catalogue({row.name: row for row in _ROWS})
