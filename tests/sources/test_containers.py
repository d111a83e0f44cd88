"""What has gone wrong with archives themselves, one test a symptom."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from doorstep.errors import HtmlExportError, SourceError, UnsafeArchiveError, WrongPlatformError
from doorstep.sources import Limits
from doorstep.sources.paths import path_key
from doorstep.sources.platforms import refusal

from .helpers import CONNECTIONS, NADIA, NAME, names, read, reading, zipped

FILE = {"Connections.csv": CONNECTIONS + NADIA}


@pytest.mark.parametrize("name", [NAME + ".zip", "EXPORT.ZIP", "export (1).zip", "no ending"])
def test_a_zip_is_a_zip_by_its_content(name: str, tmp_path: Path) -> None:
    assert names(reading(tmp_path, FILE, name)) == ["Nadia Quill"]


def test_a_zip_in_a_zip_is_read_and_a_third_is_refused(tmp_path: Path) -> None:
    inner = zipped(tmp_path, FILE)
    (found,) = read([zipped(tmp_path, {"deep/" + NAME: inner.read_bytes(), "read me.md": "x"}, "outer.zip")])
    assert (names(found), str(found.exported_on)) == (["Nadia Quill"], "2026-11-01")
    with pytest.raises(UnsafeArchiveError, match="archive in an archive in an archive"):
        read([zipped(tmp_path, {"outer.zip": (tmp_path / "outer.zip").read_bytes()}, "outermost.zip")])


def test_what_a_mac_leaves_behind_is_left_out(tmp_path: Path) -> None:
    extra = {"__MACOSX/._Connections.csv": "x", "._Connections.csv": "x", ".DS_Store": "x"}
    assert names(reading(tmp_path, FILE | extra)) == ["Nadia Quill"]


@pytest.mark.parametrize("path", ["My export\\Connections.csv", "./a/b/Connections.csv", "a/CONNECTIONS.csv"])
def test_backslashes_and_wrapper_folders_are_seen_through(path: str, tmp_path: Path) -> None:
    assert names(reading(tmp_path, {path: CONNECTIONS + NADIA})) == ["Nadia Quill"]


def test_two_exports_in_one_upload_stay_apart_the_oldest_first(tmp_path: Path) -> None:
    later = CONNECTIONS + NADIA + NADIA.replace("adia", "ora")
    both = {
        "Complete_LinkedInDataExport_12-01-2026/Connections.csv": later,
        "Basic_LinkedInDataExport_11-01-2026/Connections.csv": CONNECTIONS + NADIA,
    }
    found = read([zipped(tmp_path, both, "all.zip")])
    assert [(str(one.exported_on), len(one.profiles)) for one in found] == [("2026-11-01", 1), ("2026-12-01", 2)]


@pytest.mark.parametrize(
    "path", ["../Connections.csv", "a/..\\..\\x.csv", "/etc/x.csv", "C:\\x.csv", "\\\\host\\x.csv"]
)
def test_a_path_that_climbs_out_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeArchiveError, match=r"climbs out|root of a disk"):
        reading(tmp_path, FILE | {path: "x"})


def test_a_link_in_an_archive_or_a_folder_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(UnsafeArchiveError, match="link"):
        read([tmp_path / "link.zip"])
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Connections.csv").symlink_to(tmp_path / "link.zip")
    with pytest.raises(UnsafeArchiveError, match="link"):
        read([folder])


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    with pytest.raises(UnsafeArchiveError, match="200 times its size"):
        reading(tmp_path, FILE | {"messages.csv": b"0" * 3_000_000})
    with pytest.raises(UnsafeArchiveError, match="unpack to more"):
        read([zipped(tmp_path, FILE)], limits=Limits(total_bytes=10))
    with pytest.raises(UnsafeArchiveError, match="more than 1 files"):
        read([zipped(tmp_path, FILE | {"Profile.csv": "x"})], limits=Limits(members=1))


def test_pictures_do_not_count_against_the_size(tmp_path: Path) -> None:
    path = zipped(tmp_path, FILE | {"media/1.jpg": b"x" * 5000})
    assert len(read([path], limits=Limits(total_bytes=1000))) == 1


def test_a_table_larger_than_the_limit_costs_that_table(tmp_path: Path) -> None:
    path = zipped(tmp_path, FILE | {"Positions.csv": "Company Name\n" + "x\n" * 500})
    (found,) = read([path], limits=Limits(member_bytes=500))
    assert names(found) == ["Nadia Quill"]
    assert found.files[0].skipped[0].row == 0


def test_a_truncated_archive_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path, FILE)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(SourceError, match="cut short"):
        read([path])


def test_a_damaged_file_leaves_the_others(tmp_path: Path) -> None:
    path = zipped(tmp_path, FILE | {"Positions.csv": "Company Name\nLantern Works" * 40})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("Positions.csv").header_offset + 30 + len("Positions.csv")
    content[at + 8 : at + 16] = b"\xff" * 8
    path.write_bytes(content)
    (found,) = read([path])
    assert names(found) == ["Nadia Quill"]
    assert "damaged" in found.files[0].skipped[0].reason


def test_a_locked_archive_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path, FILE)
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(SourceError, match="password"):
        read([path])


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("connections/friends/your_friends.json", "Facebook"),
        ("friends_and_followers/friends.json", "Facebook"),
        ("connections/followers_and_following/followers_1.json", "Instagram"),
        ("x/follow_requests_you%27ve_received.json", "Instagram"),
    ],
)
def test_an_export_that_nothing_reads_is_named(path: str, network: str) -> None:
    error = refusal("export.zip", [path_key(path)], set())
    assert isinstance(error, WrongPlatformError)
    assert f"{network} export" in error.message
    assert error.next_step


def test_an_export_made_as_web_pages_asks_for_the_other_kind(tmp_path: Path) -> None:
    with pytest.raises(HtmlExportError, match="Instagram made as web pages"):
        reading(tmp_path, {"connections/followers_and_following/followers_1.html": "<html>"}, "export.zip")
    with pytest.raises(HtmlExportError, match="saved web page"):
        reading(tmp_path, {"Connections _ LinkedIn.html": "<html>"}, "export.zip")


def test_what_is_no_export_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(WrongPlatformError, match=r"holds holiday\.txt"):
        reading(tmp_path, {"holiday.txt": "x"}, "export.zip")
    with pytest.raises(WrongPlatformError, match="nothing in it"):
        reading(tmp_path, {}, "export.zip")
    with pytest.raises(SourceError, match="no such file"):
        read([tmp_path / "absent.zip"])


def test_a_sign_in_page_saved_as_zip_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_text("<!doctype html><html>Sign in</html>")
    with pytest.raises(SourceError, match="sign-in page"):
        read([tmp_path / "export.zip"])


def test_a_wrong_archive_beside_a_right_one_stops_both(tmp_path: Path) -> None:
    right = zipped(tmp_path, FILE)
    wrong = zipped(tmp_path, {"data/follower.js": ""}, "x.zip")
    with pytest.raises(SourceError, match=r"the file is empty|nobody in it|no list"):
        read([right, wrong])


def test_loose_files_of_one_folder_are_one_export(tmp_path: Path) -> None:
    (tmp_path / "Connections.csv").write_text(CONNECTIONS + NADIA)
    (tmp_path / "Profile.csv").write_text("First Name,Last Name\nFred,Doorman")
    (found,) = read([tmp_path / "Connections.csv", tmp_path / "Profile.csv"])
    assert found.owner is not None
    assert found.owner.name == "Fred Doorman"


def test_progress_tells_file_and_bytes(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    read([zipped(tmp_path, FILE)], progress=lambda *step: heard.append(step))
    assert heard[-1][0] == "Connections.csv"
    assert heard[-1][1] == heard[-1][2] > 0
