"""A link leads to the profile that is meant, or nowhere."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.facts.catalogue import NETWORKS
from doorstep.networks import profile_link, requests_link

HOSTS = {
    "linkedin": "www.linkedin.com", "facebook": "www.facebook.com", "x": "x.com",
    "instagram": "www.instagram.com", "bluesky": "bsky.app",
}  # fmt: skip


@pytest.mark.parametrize(
    ("network", "key", "link"),
    [
        ("linkedin", "nadia-lindqvist", "https://www.linkedin.com/in/nadia-lindqvist/"),
        ("linkedin", "nadia-bj%C3%B6rk", "https://www.linkedin.com/in/nadia-bj%C3%B6rk/"),
        ("linkedin", "nadia-björk", "https://www.linkedin.com/in/nadia-bj%C3%B6rk/"),
        ("facebook", "nadia.lindqvist", "https://www.facebook.com/nadia.lindqvist"),
        ("facebook", "100001234567890", "https://www.facebook.com/profile.php?id=100001234567890"),
        ("x", "@nadia_l", "https://x.com/nadia_l"),
        ("x", "12345678901234567890", "https://x.com/intent/user?user_id=12345678901234567890"),
        ("instagram", "nadia.l", "https://www.instagram.com/nadia.l/"),
        ("mastodon", "@nadia@fjord.example", "https://fjord.example/@nadia"),
        ("mastodon", "nadia@bücher.example", "https://xn--bcher-kva.example/@nadia"),
        ("bluesky", "nadia.bsky.example", "https://bsky.app/profile/nadia.bsky.example"),
        ("bluesky", "did:plc:abc234", "https://bsky.app/profile/did:plc:abc234"),
    ],
)
def test_a_profile_is_linked(network: str, key: str, link: str) -> None:
    assert profile_link(network, key) == link


@pytest.mark.parametrize(
    ("network", "key"),
    [
        ("facebook", "Nadia Lindqvist"),
        ("facebook", ""),
        ("linkedin", "../feed"),
        ("linkedin", ".."),
        ("linkedin", "%2e%2e"),
        ("linkedin", "nadia\u202exe"),
        ("linkedin", "nadia/../../login"),
        ("x", "nadia?next=elsewhere"),
        ("instagram", "javascript:alert(1)"),
        ("mastodon", "nadia"),
        ("mastodon", "nadia@localhost"),
        ("mastodon", "nadia@10.0.0.1"),
        ("mastodon", "nadia@fjord.example/@otto"),
        ("mastodon", "nadia@fjord.example:8080"),
        ("mastodon", "nadia@otto@"),
        ("xmpp", "nadia@fjord.example"),
        ("nowhere", "nadia"),
    ],
)
def test_what_cannot_be_a_profile_gets_no_link(network: str, key: str) -> None:
    assert profile_link(network, key) == ""


@given(network=st.sampled_from(NETWORKS), key=st.text(max_size=60))
def test_no_key_leads_anywhere_else(network: str, key: str) -> None:
    link = profile_link(network, key)
    parts = urlsplit(link)
    if link:
        assert parts.scheme == "https"
        assert link.isascii()
        assert link.isprintable()
        assert parts.username is None
        assert parts.port is None
        assert ".." not in parts.path.split("/")
        assert network == "mastodon" or parts.hostname == HOSTS[network]


@given(key=st.from_regex(r"[a-z]{1,8}@[^@]{0,20}", fullmatch=True))
def test_a_server_of_mastodon_is_a_plain_name(key: str) -> None:
    link = profile_link("mastodon", key)
    if link:
        assert urlsplit(link).netloc == urlsplit(link).hostname


def test_the_page_of_requests_is_linked() -> None:
    assert requests_link("linkedin").startswith("https://www.linkedin.com/")
    assert requests_link("mastodon", "fjord.example") == "https://fjord.example/follow_requests"
    assert requests_link("mastodon") == ""
    assert requests_link("mastodon", "fjord.example/x") == ""
    assert requests_link("xmpp") == ""
    assert requests_link("nowhere") == ""
