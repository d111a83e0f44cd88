"""Everything that is held about a person, shown or removed for good, in every backup too."""

from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, insert, or_, select

from ..errors import DoorstepError
from . import erasing, opening, schema
from .backups import Backups
from .codec import day_text, time_text
from .journal import add_entry
from .opening import engine_for, ensure_known, stamp_of, writing
from .records import ForgetReport

PENDING = "sweep pending"


class Forgetting(Backups):
    """`about` and `forget`."""

    def about(self, person_id: int) -> dict[str, Any]:
        """Everything held about a person, as plain data with its sources: what one would send them."""
        person = self.person(person_id)
        requests = self.requests(person_id=person_id)
        kept = self.kept_observations(person_id=person_id)
        for one in requests:
            kept += self.kept_observations(request_id=one.id)
        names = {one.id: one for one in self.imports()}
        with self._reading() as connection:
            named = erasing.promised(connection, {person_id})
        return {
            "id": person.id,
            "name": person.name,
            "profiles": [
                {"network": one.network, "key": one.key, "name": one.name, "url": one.url, "former": list(one.former),
                 "is_connection": one.is_connection, "connected_since": day_text(one.connected_since)}
                for one in self.profiles([person_id])[person_id]
            ],
            "facts": [
                {"fact": one.observation.fact, "value": _plain(one.observation.value), "source": one.observation.source,
                 "seen_on": day_text(one.observation.seen_on), "said_by": one.observation.said_by,
                 "request": one.request_id, "file": names[one.import_id].file_name if one.import_id in names else None}
                for one in kept
            ],
            "requests": [
                {"id": one.id, "network": one.network, "direction": one.direction,
                 "asked_at": time_text(one.asked_at) if one.asked_at else None, "note": one.note,
                 "note_reason": one.note_reason, "state": one.state, "answered_on": day_text(one.answered_on)}
                for one in requests
            ],
            "decisions": [
                {"request": one.request_id, "at": time_text(one.at), "action": one.action, "verdict": one.verdict,
                 "because": list(one.because), "reason": one.reason, "obliged": one.obliged,
                 "facts": {name: _plain(value) for name, value in (one.facts or {}).items()}}
                for one in self.decisions(person_id=person_id)
            ],
            "own_views": [{"request": one.request_id, "at": time_text(one.at), "answer": one.answer}
                          for one in self.views(person_id=person_id)],
            "judged_again": [
                {"request": case.request_id, "first": case.first, "answer": case.answer,
                 "at": time_text(case.at) if case.at else None}
                for round_ in self.rejudgings() for case in round_.cases if case.request_id in {r.id for r in requests}
            ],
            "outcomes": [{"request": one.request_id, "on": day_text(one.on), "what": one.what, "words": one.words}
                         for one in self.outcomes(person_id=person_id)],
            "replies": [{"request": one.request_id, "text": one.text, "at": time_text(one.at)}
                        for one in self.replies(person_id=person_id)],
            "interactions": [
                {"network": one.network, "kind": one.kind, "direction": one.direction, "at": time_text(one.at),
                 "source": one.source, "words": one.words}
                for one in self.interactions(person_id)
            ],
            "agenda": [
                {"text": one.text, "fact": one.fact, "due": day_text(one.due), "is_done": one.done_at is not None,
                 "ended": one.ended}
                for one in self.agenda(done=True) if one.person_id == person_id or one.id in named
            ],
            "suggestions": [
                {"kind": one.kind, "reason": one.reason, "state": one.state, "source": one.observation.source
                 if one.observation else "", "fact": one.observation.fact if one.observation else None,
                 "value": _plain(one.observation.value) if one.observation else None,
                 "other_person": one.other_person_id if one.person_id == person_id else one.person_id}
                for one in self.suggestions(None, person_id=person_id)
            ],
            "joined_from": [{"name": one.gone_name, "at": time_text(one.at)} for one in self.merges(person_id)
                            if one.apart_at is None],
        }  # fmt: skip

    def forget(self, person_id: int) -> ForgetReport:
        """Removes a person for good: rows, images in the journal, free pages, write-ahead log, every backup in reach.

        Requests that were decided stay without a name. The backups go first: whoever stops it halfway still finds
        the person in the ledger, and asks again. It cannot be undone, and no import or undo brings them back.
        """
        self.person(person_id)
        with self._engine.connect() as connection:
            marks = erasing.marks_of(connection, person_id)
            names = erasing.names_of(connection, {person_id})
        mentioned = self._mentioned_with(person_id, names)
        for part in (self.home / opening.BACKUPS).glob("*.part*"):  # left by a backup that was killed
            part.unlink(missing_ok=True)
        cleaned: list[Path] = []
        unreached: list[Path] = []
        for one in self.backups():
            (cleaned if self._clean(one.path, marks) else unreached).append(one.path)
        with self._engine.connect() as connection, writing(connection):
            counts, kept = erasing.erase(connection, [person_id])
            erasing.keep_marks(connection, marks, self._at())
            connection.execute(delete(schema.setting).where(schema.setting.c.key == PENDING))
            connection.execute(insert(schema.setting).values(key=PENDING, value=self._at()))
            add_entry(connection, "forget", self._at(), counts)
        return ForgetReport(
            person_id, dict(counts), kept, tuple(cleaned), tuple(unreached), self.finish_sweep(), mentioned
        )

    def finish_sweep(self) -> bool:
        """Cleans the free pages where a forgetting has not got to it; True where nothing is left to clean."""
        pending = schema.setting.c.key == PENDING
        with self._engine.connect() as connection:
            if connection.execute(select(schema.setting.c.id).where(pending)).first() is None:
                return True
            if not erasing.sweep(connection):
                return False
            with writing(connection):
                connection.execute(delete(schema.setting).where(pending))
            return erasing.sweep(connection)

    def _clean(self, path: Path, marks: erasing.Marks) -> bool:
        """Removes the marked people from a backup; False where it cannot be reached or read."""
        if not path.is_file():
            return False
        engine = engine_for(path, wal=False)
        try:
            with engine.connect() as connection:
                stamp = stamp_of(connection)
                if stamp is None:
                    return False
                ensure_known(stamp, path)
                if stamp != schema.REVISION:
                    from . import migrating

                    migrating.upgrade(connection)
                with writing(connection):
                    erasing.erase(connection, erasing.people_marked(connection, marks))
                    erasing.keep_marks(connection, marks, self._at())
                erasing.sweep(connection)
            return True
        except DoorstepError:
            return False
        finally:
            engine.dispose()

    def _mentioned_with(self, person_id: int, names: list[str]) -> tuple[int, ...]:
        """The other people whose notes, words, replies or vouchers name one of these names in full."""
        if not names:
            return ()
        request, contact, reply, decision = schema.request.c, schema.interaction.c, schema.reply.c, schema.decision.c
        told = schema.observation.c

        def tells(column: Any) -> Any:
            return or_(*(func.lower(column).contains(name.lower(), autoescape=True) for name in set(names)))

        questions = (
            select(request.person_id).where(tells(request.note)),
            select(contact.person_id).where(contact.words != "", tells(contact.words)),
            select(request.person_id).join(schema.reply, reply.request_id == request.id).where(tells(reply.text)),
            select(request.person_id)
            .join(schema.decision, decision.request_id == request.id)
            .where(tells(decision.reason)),
            select(told.person_id).where(told.said_by == "me", told.withdrawn == 0, tells(told.source)),
            select(request.person_id)
            .join(schema.outcome, schema.outcome.c.request_id == request.id)
            .where(tells(schema.outcome.c.words)),
            select(schema.agenda.c.person_id).where(tells(schema.agenda.c.text)),
        )
        with self._reading() as connection:
            found = {one for question in questions for one in connection.execute(question).scalars() if one is not None}
        return tuple(sorted(found - {person_id}))


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value
