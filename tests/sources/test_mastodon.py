"""What goes wrong in Mastodon's lists and archives, each named after its symptom."""

import json
from pathlib import Path

import pytest

from doorstep.errors import ColumnsError, DriftError, EmptyArchiveError, SourceError
from doorstep.facts.seen import Reading

from .helpers import read, zipped

PUBLIC, ME = "https://www.w3.org/ns/activitystreams#Public", "https://home-beispiel.example/users/fred"
ACTOR = json.dumps({"id": ME, "preferredUsername": "fred", "name": "Fred"})
NADIA = "nadia@harbour-beispiel.example"


def export(folder: Path, files: dict[str, str | bytes], name: str = "archive-20261101090000-a.zip") -> Reading:
    (found,) = read([zipped(folder, files, name)])
    return found


def keys(found: Reading) -> list[str]:
    return [one.who.key for one in found.profiles]


def post(number: int, to: object, cc: object = (), content: str = "<p>Hi</p>", tags: object = ()) -> dict[str, object]:
    about = {"id": f"{ME}/statuses/{number}", "type": "Note", "content": content, "published": "2026-10-01T09:00:00Z"}
    return {"type": "Create", "object": {**about, "to": to, "cc": list(cc), "tag": list(tags)}}  # type: ignore[call-overload]


def outbox(*items: object) -> str:
    return json.dumps({"type": "OrderedCollection", "orderedItems": items})


@pytest.mark.parametrize(
    "text",
    [
        f"Account address,Show boosts,Notify on new posts,Languages\n{NADIA},true,false,\n",
        f"Account address,Show boosts\n{NADIA},true\n",
        f"{NADIA}\n",
        f"@{NADIA}",
        f"\ufeffAccount address,Show boosts\r\n\r\n{NADIA.upper()},true\r\n\n{NADIA},false",
        f"Account address;Show boosts\n{NADIA};true\n",
        f"#Account address\n{NADIA}\n",
    ],
)
def test_a_list_reads_alike_with_every_heading_and_with_none(tmp_path: Path, text: str) -> None:
    found = export(tmp_path, {"following_accounts.csv": text})
    assert keys(found) == [NADIA]
    assert found.files[0].skipped == []


def test_a_list_saved_by_a_spreadsheet_as_utf16_with_tabs_is_read(tmp_path: Path) -> None:
    text = f"Account address\tShow boosts\n{NADIA}\ttrue\n".encode("utf-16")
    assert keys(export(tmp_path, {"following_accounts.csv": text})) == [NADIA]


def test_the_same_server_in_two_alphabets_is_one_server(tmp_path: Path) -> None:
    rows = "zoe@münchen-beispiel.example\nzoe@xn--mnchen-beispiel-zvb.example\nzoe@MÜNCHEN-beispiel.example\n"
    found = export(tmp_path, {"following_accounts.csv": rows})
    assert keys(found) == ["zoe@xn--mnchen-beispiel-zvb.example"]
    assert found.files[0].skipped == []


def test_who_is_on_my_own_server_has_no_server_in_the_list(tmp_path: Path) -> None:
    alone = export(tmp_path, {"following_accounts.csv": f"bob\n{NADIA}\n"})
    assert [(one.who.key, one.who.exact) for one in alone.profiles] == [
        ("?bob|on your own server", False),
        (NADIA, True),
    ]
    assert any("actor.json" in one for one in alone.warnings)
    together = export(tmp_path, {"following_accounts.csv": f"bob\n{NADIA}\n", "actor.json": ACTOR})
    assert keys(together) == ["bob@home-beispiel.example", NADIA]
    assert together.warnings == []


def test_blocks_and_mutes_are_history_and_the_worse_counts(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"blocked_accounts.csv": NADIA, "muted_accounts.csv": f"{NADIA}\notto@loud.example"}
    facts = [(one.fact, one.value) for who in export(tmp_path, files).profiles for one in who.observations]
    assert [fact for fact in facts if fact[0] == "history"] == [("history", "bad"), ("history", "mixed")]


def test_a_list_named_by_a_role_is_one_and_a_name_that_holds_one_is_a_question(tmp_path: Path) -> None:
    rows = f"Clients,{NADIA}\nold clients of Bob,dora@work.example\nmaps,otto@loud.example\n"
    found = export(tmp_path, {"lists.csv": "List name,Account address\n" + rows, "following_accounts.csv": NADIA})
    roles = {who.who.key: one.value for who in found.profiles for one in who.observations if one.fact == "role"}
    assert roles == {NADIA: frozenset({"client"})}
    assert [(one.who.key, one.reason) for one in found.suggestions] == [
        ("dora@work.example", "in your group “old clients of Bob”")
    ]


def test_servers_that_are_blocked_are_nobody(tmp_path: Path) -> None:
    found = export(tmp_path, {"following_accounts.csv": NADIA, "blocked_domains.csv": "loud.example\n"})
    assert keys(found) == [NADIA]
    assert [(one.read_as, one.kept) for one in found.files][1] == ("not read: names servers, not people", 0)


def test_a_list_under_a_name_of_its_own_is_known_by_its_heading(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(f"Account address,Hide notifications\n{NADIA},true\n", encoding="utf-8")
    (found,) = read([tmp_path / "mine.csv"])
    assert [one.read_as for one in found.files] == ["accounts you muted"]


def test_a_list_that_says_neither_follow_nor_block_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(f"Account address\n{NADIA}\n", encoding="utf-8")
    with pytest.raises(EmptyArchiveError):
        read([tmp_path / "mine.csv"])


def test_a_table_of_something_else_is_not_mastodons(tmp_path: Path) -> None:
    (tmp_path / "lists.csv").write_text("Milk,2\nTea,1\n", encoding="utf-8")
    with pytest.raises(ColumnsError):
        read([tmp_path / "lists.csv"])


@pytest.mark.parametrize("text", ["", "\n\n", "Account address,Show boosts\n"])
def test_an_empty_list_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(EmptyArchiveError):
        export(tmp_path, {"following_accounts.csv": text})


def test_one_row_that_is_no_address_costs_that_row_and_a_file_of_them_is_drift(tmp_path: Path) -> None:
    found = export(tmp_path, {"following_accounts.csv": f"{NADIA}\nwhat is this?\n<img src=x>@evil\n"})
    assert keys(found) == [NADIA]
    assert [one.row for one in found.files[0].skipped] == [2, 3]
    with pytest.raises(DriftError):
        export(tmp_path, {"following_accounts.csv": "what is this?\n"})


def test_a_post_is_for_whom_to_and_cc_say(tmp_path: Path) -> None:
    followers = f"{ME}/followers"
    items = [
        post(1, [PUBLIC], [followers]),
        post(2, [followers], [PUBLIC]),
        post(3, [followers]),
        post(4, ["https://harbour-beispiel.example/users/nadia"]),
        post(5, "as:Public"),
        post(6, []),
    ]
    found = export(tmp_path, {"actor.json": ACTOR, "outbox.json": outbox(*items)})
    assert [one.audience for one in found.posts] == ["public", "unlisted", "followers", "public"]


def test_a_message_to_one_person_is_no_post_and_does_not_say_that_nobody_answered(tmp_path: Path) -> None:
    tags = [{"type": "Mention", "href": "https://home-beispiel.example/users/dora", "name": "@dora"}]
    item = post(1, ["https://home-beispiel.example/users/dora"], (), "<p>a secret</p>", tags)
    found = export(tmp_path, {"actor.json": ACTOR, "outbox.json": outbox(item)})
    assert keys(found) == ["dora@home-beispiel.example"]
    assert [seen.fact for seen in found.profiles[0].observations] == ["on_record", "server"]
    assert (found.posts, found.interactions) == ([], [])
    assert "secret" not in repr(found)


def test_a_boost_is_not_mine_and_naming_myself_is_nobody(tmp_path: Path) -> None:
    myself = {"type": "Mention", "href": ME, "name": "@fred@home-beispiel.example"}
    items = [{"type": "Announce", "object": "https://harbour.example/1"}, post(1, [PUBLIC], (), "x", [myself])]
    found = export(tmp_path, {"actor.json": ACTOR, "outbox.json": outbox(*items)})
    assert (keys(found), len(found.posts)) == ([], 1)


def test_a_posts_markup_is_gone_and_its_words_stay(tmp_path: Path) -> None:
    content = "<p>a &lt;b&gt;<br/>b</p><p>c<script>d</script></p>\u202e"
    found = export(tmp_path, {"actor.json": ACTOR, "outbox.json": outbox(post(1, [PUBLIC], (), content))})
    assert found.posts[0].text == "a <b>\nb\ncd"


def test_an_archive_cut_short_costs_that_file(tmp_path: Path) -> None:
    text = outbox(*(post(number, [PUBLIC]) for number in range(20)))[:-40]
    found = export(tmp_path, {"actor.json": ACTOR, "outbox.json": text, "following_accounts.csv": NADIA})
    assert (keys(found), found.posts) == ([NADIA], [])
    assert any("after byte" in one.reason for seen in found.files for one in seen.skipped)


@pytest.mark.parametrize("text", ['{"orderedItems": {}}', "[]", '{"items": []}', "[" * 100_000, ""])
def test_an_outbox_of_another_shape_is_an_error_of_its_own(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError):
        export(tmp_path, {"outbox.json": text})
    assert keys(export(tmp_path, {"outbox.json": text, "following_accounts.csv": NADIA})) == [NADIA]


def test_numbers_in_addresses_since_4_5_do_not_matter(tmp_path: Path) -> None:
    actor = json.dumps({"id": "https://home-beispiel.example/ap/users/115", "preferredUsername": "Fred"})
    found = export(tmp_path, {"actor.json": actor, "following_accounts.csv": f"bob\n{NADIA}"})
    assert found.owner is not None
    assert found.owner.key == "fred@home-beispiel.example"
