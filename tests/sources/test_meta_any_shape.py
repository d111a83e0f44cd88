"""Whatever a document says, a source of Meta's tells what it can or names its error."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorstep.errors import SourceError

from .helpers import read, zipped
from .meta import FACEBOOK, FOLLOWERS, FRIENDS, INSTAGRAM, LISTS, PROFILE, RECEIVED, TIME

WORDS = st.sampled_from(
    ["name", "timestamp", "timestamp_ms", "label_values", "label", "value", "href", "vec", "title", "string_list_data",
     "friends_v2", "received_requests_v2", "relationships_followers", "participants", "messages", "sender_name",
     "content", "call_duration", "type", "data", "post", "profile_v2", "full_name", "emails", "profile_user",
     "string_map_data", "Username", "followers", "following", "blocked_users"]
)  # fmt: skip
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.just(TIME), st.just(TIME * 1000),
    st.sampled_from(["nadia.q", "https://www.instagram.com/_u/nadia.q", "Fred Doorman", "J\u00c3\u00bcrgen", "\ud83d"]),
)  # fmt: skip
DOCUMENTS: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5), max_leaves=25
)
ROWS = st.lists(st.dictionaries(WORDS, DOCUMENTS, max_size=5), max_size=5)
PATHS = {
    FACEBOOK: (PROFILE, FRIENDS, RECEIVED, "posts/your_posts_1.json", "Nadia_1.json",
               "your_facebook_activity/messages/inbox/nadia_1/message_1.json"),
    INSTAGRAM: (FOLLOWERS, LISTS + "following.json", LISTS + "close_friends.json", "connections.json", "profile.json",
                "personal_information/personal_information.json",
                "your_instagram_activity/messages/inbox/nadia_1/message_1.json"),
}  # fmt: skip


@pytest.mark.parametrize("name", PATHS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_document_of_any_shape_is_told_or_refused(name: str, data: st.DataObject) -> None:
    shapes = st.one_of(DOCUMENTS, ROWS, st.dictionaries(WORDS, ROWS, max_size=3))
    files = {path: data.draw(shapes) for path in data.draw(st.sets(st.sampled_from(PATHS[name]), min_size=1))}
    with tempfile.TemporaryDirectory() as folder:
        archive = zipped(Path(folder), {path: json.dumps(document) for path, document in files.items()}, name)
        try:
            found = read([archive])
        except SourceError:
            return
    for one in found:
        assert one.profiles or one.posts
        keys = [profile.who.key for profile in one.profiles]
        assert len(keys) == len(set(keys))
        assert all(request.who.key in keys for request in one.requests)
        assert all(profile.who.name for profile in one.profiles)
