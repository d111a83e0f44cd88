"""What an import brings, row by row, and how it is written: gathered as tuples, in the order of the foreign keys."""

from collections.abc import Callable
from typing import Any

from ..facts.observations import Observation
from ..facts.seen import SeenInteraction, SeenPost, SeenRequest
from . import sightings
from .book import Held, Seen
from .bulk import insert_rows, update_rows
from .codec import DURATIONS, WORDS, day_text, dumps, fold, runs_of, sameness, time_text, value_text
from .identity import settle
from .resolving import Resolver

Progress = Callable[[str, int, int], None]


class Recorder(Resolver):
    """One import under way, with its observations, requests and interactions."""

    def take_in(self, progress: Progress | None) -> None:
        """Resolves everything in the reading, then writes it."""
        tell = progress or (lambda what, done, of: None)
        reading, total = self.reading, len(self.reading.interactions)
        for seen in reading.profiles:
            held = self.resolve(seen.who)
            if held is None:
                continue
            said = held.said
            assert said is not None  # resolve has just set it
            if seen.is_connection:
                said[3] = 1
                since = day_text(seen.connected_since)
                if since and (said[4] is None or since < said[4]):
                    said[4] = since
            for one in seen.observations:
                self.observe(held, None, one)
        tell("people", len(reading.profiles), len(reading.profiles))
        for request in reading.requests:
            self.ask(request)
        tell("requests", len(reading.requests), len(reading.requests))
        for one_met in reading.interactions:
            self.known_to_all(one_met.who)
        for suggestion in reading.suggestions:
            self.suggest(suggestion)
        for post in reading.posts:
            self.publish(post)
        self.settle_profiles()
        self.write()
        # only now: who they are with is written, so that they need not all wait in memory
        for start in range(0, total, 20_000):
            self.meet(reading.interactions[start : start + 20_000])
            tell("interactions", min(start + 20_000, total), total)

    def observe(self, held: Held, request_id: int | None, one: Observation) -> None:
        """Keeps an observation, or refreshes the day on which the same was last seen."""
        value, seen_on = value_text(one.value), one.seen_on.isoformat()
        is_plain = one.fact not in DURATIONS and one.fact not in WORDS
        same = value if is_plain else sameness(one.fact, value, one.seen_on)
        key = (held.id, request_id, one.fact, same, one.source, one.said_by)
        seen = self.book.observations.get(key)
        if seen is None:
            seen = Seen(self.book.take_id("observation"), [value, seen_on], True)
            self.book.observations[key] = seen
            self.observations.append((None if request_id else held.person_id, held.id, request_id, one, seen))
            self.counts["observations_new"] += 1
        elif seen.is_new:
            columns, apply = sightings.APPLY["observation"]
            now = dict(zip(columns, seen.fields))
            seen.fields = list(apply(now, {"value": value, "seen_on": seen_on}).values())
        else:
            self.counts["observations_known"] += 1
            self._see_again("observation", seen, [value, seen_on])

    def ask(self, one: SeenRequest) -> None:
        """Keeps a request, or finds what became of it."""
        held = self.resolve(one.who)
        if held is None:
            return
        asked_at = time_text(one.asked_at) if one.asked_at else None
        is_answered = one.state != "open"
        answered_on = (day_text(one.answered_on) or self.day) if is_answered else None
        since = answered_on or asked_at or self.day
        day = day_text(one.seen_on) or self.day
        said = [
            one.note,
            one.note_reason,
            one.state,
            since,
            "records",
            day,
            day,
            answered_on,
            int(is_answered),
            one.told_by,
        ]
        key = (held.id, one.direction, asked_at)
        seen = self.book.requests.get(key)
        if seen is None:
            seen = Seen(self.book.take_id("request"), said, True)
            self.book.requests[key] = seen
            self.requests.append((seen.id, held.person_id, held.id, one.network, one.direction, asked_at, seen))
            self.counts["requests_new"] += 1
            self.counts["requests_open"] += not is_answered
        elif seen.is_new:
            self._twice(seen, said)
        else:
            self.counts["requests_known"] += 1
            after = self._see_again("request", seen, said)
            self.counts["requests_open"] += after[2] == "open"
        for observation in one.observations:
            self.observe(held, seen.id, observation)

    def _twice(self, seen: Seen, said: list[Any]) -> None:
        """The same request once more in one export, as in two of its lists: what became of it counts."""
        columns, apply = sightings.APPLY["request"]
        seen.fields = list(apply(dict(zip(columns, seen.fields)), dict(zip(columns, said))).values())
        seen.fields[columns.index("before_doorstep")] = int(seen.fields[2] != "open")

    def publish(self, one: SeenPost) -> None:
        """Keeps a post of the user's, or what it has become."""
        said = [one.audience, one.text, time_text(one.at) if one.at else ""]
        seen = self.book.posts.get((one.network, one.key))
        if seen is None:
            seen = self.book.posts[one.network, one.key] = Seen(self.book.take_id("post"), said, True)
            self.posts.append((seen.id, one.network, one.key, *said, self.import_id))
            self.counts["posts_new"] += 1
        elif not seen.is_new:
            self.counts["posts_known"] += 1
            self._see_again("post", seen, said)

    def meet(self, some: list[SeenInteraction]) -> None:
        """Keeps the interactions that are not known yet."""
        profiles, source, import_id = self.book.profiles, self.reading.source, self.import_id
        known: list[int] = []
        rows: list[tuple[Any, ...]] = []
        row_id = self.book.next["interaction"]
        for one in some:
            who = one.who
            held = profiles.get((who.network, who.key))
            if held is None:
                continue
            by_key = self.book.interactions.setdefault(who.network, {})
            known_id = by_key.get(one.key)
            if known_id is not None:
                known.append(known_id)
                continue
            by_key[one.key] = row_id
            rows.append(
                (row_id, held.person_id, held.id, who.network, one.key, one.kind, one.direction, time_text(one.at),
                 source, import_id)
            )  # fmt: skip
            row_id += 1
        self.book.next["interaction"] = row_id
        insert_rows(
            self.connection, "interaction",
            ("id", "person_id", "profile_id", "network", "key", "kind", "direction", "at", "source", "import_id"), rows,
        )  # fmt: skip
        known = [one_id for one_id in known if one_id < self.first_new_interaction]
        self.counts["interactions_new"] += len(rows)
        self.counts["interactions_known"] += len(known)
        if known:
            self.again.setdefault(("interaction", "{}", "{}"), []).extend(known)

    def is_nothing_new(self) -> bool:
        """True where nothing was added and nothing changed."""
        return not (self.is_changed or self.counts["interactions_new"])

    def write(self) -> None:
        """Writes everything new in the order of the foreign keys, then what changed."""
        self.is_changed = bool(
            self.new_profiles or self.observations or self.requests or self.suggestions or self.new_links or self.posts
            or any(self.changed.values())
        )  # fmt: skip
        if not self.is_changed:
            return
        at, run = self.import_id, self.connection
        # whoever has no name goes by the handle, as `name_of` has it
        names = {
            born_id: held.fields[1] or (key if held.fields[0] else "")
            for held, _, key, born_id in self.new_profiles
            if born_id is not None
        }
        persons = [(one, names[one], fold(names[one])) for one in self.persons]
        insert_rows(run, "person", ("id", "name", "folded"), persons)
        insert_rows(
            run, "profile", ("id", "person_id", "network", "key", "born_id", *sightings.PROFILE, "import_id"),
            [
                (held.id, held.person_id, network, key, born_id, *held.fields, at)
                for held, network, key, born_id in self.new_profiles
            ],
        )  # fmt: skip
        insert_rows(
            run, "link", ("id", "profile_id", "other_profile_id", "reason", "import_id"),
            [(row_id, *ends, reason, at) for ends, (row_id, reason) in self.new_links.items()],
        )  # fmt: skip
        insert_rows(run, "post", ("id", "network", "key", *sightings.POST, "import_id"), self.posts)
        insert_rows(
            run, "request",
            ("id", "person_id", "profile_id", "network", "direction", "asked_at", *sightings.REQUEST, "import_id"),
            [(*row[:6], *row[6].fields, at) for row in self.requests],
        )  # fmt: skip
        insert_rows(
            run, "observation",
            ("id", "person_id", "profile_id", "request_id", "fact", "value", "source", "seen_on", "said_by",
             "import_id"),
            [
                (seen.id, person_id, profile_id, request_id, one.fact, seen.fields[0], one.source, seen.fields[1],
                 one.said_by, at)
                for person_id, profile_id, request_id, one, seen in self.observations
            ],
        )  # fmt: skip
        insert_rows(
            run, "suggestion",
            ("id", "kind", "profile_id", "other_profile_id", "fact", "value", "source", "seen_on", "said_by", "reason",
             "import_id"),
            self.suggestions,
        )  # fmt: skip
        for table, rows in self.changed.items():
            update_rows(run, table, sightings.APPLY[table][0], list(rows.values()))
        self._settle_people()
        for done in (self.persons, self.observations, self.requests, self.new_profiles):
            done.clear()
        self.book.observations.clear()

    def _settle_people(self) -> None:
        if not (self.new_links or self.changed["profile"]):
            return
        moved = settle(self.connection)
        for held in self.book.profiles.values():
            held.person_id = moved.get(held.id, held.person_id)

    def write_sightings(self) -> None:
        """Notes which rows of earlier imports this one saw again, as runs of ids."""
        insert_rows(
            self.connection, "seen_again", ("import_id", "table_name", "before", "said", "rows"),
            [
                (self.import_id, table, before, said, dumps(runs_of(ids)))
                for (table, before, said), ids in self.again.items()
            ],
        )  # fmt: skip
