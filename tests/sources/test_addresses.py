"""Addresses and handles, labels and times as networks and address books write them."""

from datetime import date, datetime

import pytest

from doorstep.facts.observations import Observation
from doorstep.facts.seen import Suggestion, Who
from doorstep.sources.addresses import fediverse_key, host_of, profile_at, profile_on
from doorstep.sources.labels import ROLES, told_by_label
from doorstep.sources.times import day_named, posted_at_of, utc_of


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://de.linkedin.com/comm/in/Nadia-Quill/?trk=x", ("linkedin", "nadia-quill")),
        ("https://www.linkedin.com/company/harbour", None),
        ("http://www.twitter.com/Nadia_Q", ("x", "nadia_q")),
        ("x.com/nadia_q/status/1", ("x", "nadia_q")),
        ("https://twitter.com/intent/user?user_id=9007199254740993", ("x", "9007199254740993")),
        ("https://twitter.com/i/user/12", ("x", "12")),
        ("https://twitter.com/search?q=nadia", None),
        ("https://x.com/1234", None),
        ("https://x.com/", None),
        ("https://x.com.evil.example/nadia", None),
        ("https://evil.example/x.com/nadia", None),
        ("https://nadia@x.com/nadia", None),
        ("javascript://x.com/%0aalert(1)", None),
        ("https://m.facebook.com/Nadia.Quill?ref=x", ("facebook", "nadia.quill")),
        ("https://www.facebook.com/profile.php?id=100001234567890&x=1", ("facebook", "100001234567890")),
        ("https://www.facebook.com/people/Nadia-Quill/100001234567890/", ("facebook", "100001234567890")),
        ("https://www.facebook.com/100001234567890", ("facebook", "100001234567890")),
        ("https://www.facebook.com/groups/123456", None),
        ("https://www.facebook.com/profile.php?id=nadia", None),
        ("https://instagram.com/_u/nadia.q/", ("instagram", "nadia.q")),
        ("https://www.instagram.com/p/abc/", None),
        ("https://bsky.app/profile/Nadia.Example", ("bluesky", "nadia.example")),
        (f"https://bsky.app/profile/did:plc:{'a' * 24}", ("bluesky", f"did:plc:{'a' * 24}")),
        ("https://harbour-beispiel.example/@nadia", None),
        ("", None),
        ("https://x.com/" + "a" * 5000, None),
    ],
)
def test_an_address_is_a_profiles_or_nobodys(url: str, found: tuple[str, str] | None) -> None:
    assert profile_at(url) == found


@pytest.mark.parametrize(
    ("service", "text", "found"),
    [
        ("Mastodon", "https://harbour-beispiel.example/@Nadia", ("mastodon", "nadia@harbour-beispiel.example")),
        ("mastodon", "@nadia@harbour-beispiel.example", ("mastodon", "nadia@harbour-beispiel.example")),
        ("Twitter", "@Nadia_Q", ("x", "nadia_q")),
        ("Twitter", "https://harbour.example/@nadia", None),
        ("facebook", "nadia.quill", ("facebook", "nadia.quill")),
        ("LinkedIn", "nadia-quill", ("linkedin", "nadia-quill")),
        ("Bluesky", "@nadia.example", ("bluesky", "nadia.example")),
        ("Jabber", "xmpp:Nadia@jabber.example/phone", ("xmpp", "nadia@jabber.example")),
        ("Jabber", "nadia", None),
        ("Skype", "nadia", None),
        ("twitter", "", None),
    ],
)
def test_a_handle_is_somebodys_where_the_service_is_told(service: str, text: str, found: object) -> None:
    assert profile_on(service, text) == found


def test_an_account_has_one_form_however_it_is_written() -> None:
    forms = ("@Nadia@Münster.example", "acct:nadia@xn--mnster-3ya.example", "https://münster.example/users/nadia/")
    assert {fediverse_key(form) for form in forms} == {"nadia@xn--mnster-3ya.example"}
    assert fediverse_key("bob", "home.example") == "bob@home.example"
    for none in ("bob", "@", "a b@c.example", "nadia@localhost", "nadia@" + "ü" * 300 + ".example", "<b>@c.example"):
        assert fediverse_key(none) == ""


def test_a_host_is_a_public_servers_or_nothing() -> None:
    assert host_of("Harbour.Example.") == "harbour.example"
    for none in ("", "localhost", "127.0.0.1", "a..b", "xn--", "ü" * 400, "evil.example/x", "a b.example"):
        assert host_of(none) == ""


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("* friends", "friend"),
        ("Clients", "client"),
        ("Kunden", "client"),
        ("Ex-clients", "former_client"),
        ("Équipe", ""),
    ],
)
def test_a_label_that_is_a_role_is_a_fact(label: str, role: str) -> None:
    told = told_by_label(label, Who("email", "n@m.example", "Nadia"), "your address book", date(2026, 11, 1))
    assert (told.value if isinstance(told, Observation) else frozenset()) == frozenset(filter(None, [role]))


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Yoga friends", "friend"),
        ("Not my clients", "client"),
        ("friends and clients", ""),
        ("* myContacts", ""),
        ("Starred in Android", ""),
        ("Partner", ""),
        ("", ""),
        ("friendship" * 50, ""),
    ],
)
def test_a_label_that_only_holds_a_role_is_a_question(label: str, role: str) -> None:
    told = told_by_label(label, Who("email", "n@m.example", "Nadia"), "your address book", date(2026, 11, 1))
    assert not isinstance(told, Observation)
    found = told.observation.value if isinstance(told, Suggestion) and told.observation else frozenset()
    assert found == frozenset(filter(None, [role]))


def test_every_role_that_a_label_can_mean_is_in_the_catalogue() -> None:
    from doorstep.facts.catalogue import CATALOGUE

    assert set(ROLES.values()) <= set(CATALOGUE["role"].options)


def test_times_are_utc_or_nothing() -> None:
    assert utc_of("2026-02-09T02:21:47.999+01:00") == datetime.fromisoformat("2026-02-09T01:21:47")
    assert posted_at_of("Sun Mar 21 12:53:22 +0000 2021") == datetime.fromisoformat("2021-03-21T12:53:22")
    for none in ("", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "2026", "2026-13-01", None, 5, "x" * 100):
        assert utc_of(none) is None
    for none in (
        "",
        "Sun Mar 21 12:53:22 +0200 2021",
        "Sun Foo 21 12:53:22 +0000 2021",
        "a b c d e f",
        "Sun Mar 9 1:1:1 +0000 " + "9" * 30,
        7,
        None,
    ):
        assert posted_at_of(none) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("twitter-2026-11-02-0a1b2c20190101.zip", date(2026, 11, 2)),
        ("archive-20261102093000-0a1b2c.zip", date(2026, 11, 2)),
        ("contacts_2026.11.02.vcf", date(2026, 11, 2)),
        ("contacts-2026-13-02.vcf", None),
        ("1234567890.zip", None),
        ("contacts.csv", None),
    ],
)
def test_a_name_tells_a_day_or_none(name: str, day: date | None) -> None:
    assert day_named(name) == day
