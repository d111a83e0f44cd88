"""Tar archives, parts, pipes, and many exports in one: what has gone wrong with them, one test a symptom."""

import gzip
import io
import os
import tarfile
import time
from datetime import date
from pathlib import Path

import pytest

from doorstep.errors import SourceError, UnsafeArchiveError
from doorstep.sources import Limits
from doorstep.sources.bundles import Bundle, put_together
from doorstep.sources.container import opened
from doorstep.sources.members import Member

from .helpers import CONNECTIONS, NADIA, names, read, zipped

FILE = {"Connections.csv": CONNECTIONS + NADIA}
PROFILE = {"Profile.csv": "First Name,Last Name\nFred,Doorman\n"}
NAME = "Complete_LinkedInDataExport_11-01-2026"


def tarred(path: Path, files: dict[str, str], *more: tarfile.TarInfo, mode: str = "w:gz") -> Path:
    """A tar archive of these files and bare entries."""
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # the mode is a plain text here
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(content.encode()), 1_790_000_000
            archive.addfile(entry, io.BytesIO(content.encode()))
        for entry in more:
            archive.addfile(entry, io.BytesIO(b"x" * entry.size) if entry.isreg() else None)
    return path


def entry(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


@pytest.mark.parametrize(("name", "mode"), [("archive.tar.gz", "w:gz"), ("archive.tar", "w"), ("archive", "w:gz")])
def test_a_tar_archive_is_read_like_a_zip_whatever_its_name(name: str, mode: str, tmp_path: Path) -> None:
    extra = {"./media/1.jpg": "x" * 9000, "._Connections.csv": "x"}
    path = tarred(
        tmp_path / name, {f"./{NAME}/{one}": text for one, text in (FILE | PROFILE | extra).items()}, mode=mode
    )
    for given in (path, tmp_path) if "." in name else (path,):
        (found,) = read([given])
        assert (names(found), str(found.exported_on)) == (["Nadia Quill"], "2026-11-01")
        assert found.owner is not None


@pytest.mark.parametrize("path", ["../Connections.csv", "a/../../x.csv", "/etc/x.csv"])
def test_a_path_that_climbs_out_of_a_tar_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeArchiveError, match=r"climbs out|root of a disk"):
        read([tarred(tmp_path / "a.tar.gz", FILE | {path: "x"})])


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_are_refused(kind: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnsafeArchiveError, match=r"link|no plain file"):
        read([tarred(tmp_path / "a.tar.gz", FILE, entry("actor.json", kind, "/etc/passwd"))])


def test_a_tar_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tar.gz"
    start = time.process_time()
    with tarfile.open(path, "w:gz") as archive:
        big = tarfile.TarInfo("outbox.json")
        big.size = 400_000_000
        archive.addfile(big, io.BytesIO(bytes(big.size)))
    made = time.process_time() - start
    start = time.process_time()
    with pytest.raises(UnsafeArchiveError, match="unpack to more"):
        read([path])
    assert time.process_time() - start < made + 30
    with pytest.raises(UnsafeArchiveError, match="unpack to more"):
        read([tarred(tmp_path / "b.tar.gz", FILE)], limits=Limits(total_bytes=10))
    with pytest.raises(UnsafeArchiveError, match="more than 1 files"):
        read([tarred(tmp_path / "c.tar.gz", FILE | PROFILE)], limits=Limits(members=1))


def test_a_header_without_end_in_a_tar_is_refused(tmp_path: Path) -> None:
    header = tarfile.TarInfo("path")
    header.type, header.size = tarfile.XHDTYPE, 100_000_000
    path = tmp_path / "a.tar.gz"
    with gzip.open(path, "wb") as file:
        file.write(header.tobuf() + bytes(header.size))
    with pytest.raises(UnsafeArchiveError, match="unpack to more"):
        read([path])


def test_a_tar_that_was_cut_short_says_so(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar.gz", FILE | {"Notes.csv": "".join(map(str, range(9000)))})
    path.write_bytes(path.read_bytes()[:-4000])
    with pytest.raises(SourceError, match="cut short"):
        read([path])
    (tmp_path / "mail.gz").write_bytes(gzip.compress(b"From nobody"))
    with pytest.raises(SourceError, match="cut short or damaged, or is none"):
        read([tmp_path / "mail.gz"])


@pytest.mark.parametrize(
    "parts",
    [("", "-2"), ("-1", "-2"), ("-001", "-002"), ("_part1", "_part2"), (" (1)", "-2 (1)"), ("-1-of-2", "-2-of-2")],
)
def test_numbered_parts_are_one_export(parts: tuple[str, str], tmp_path: Path) -> None:
    base = "facebook-fred-2026-11-01-AbCdEf"
    one = zipped(tmp_path, FILE | {"manifest.js": "1"}, f"{base}{parts[0]}.zip")
    two = zipped(tmp_path, PROFILE | {"manifest.js": "1"}, f"{base}{parts[1]}.zip")
    for given in ([one, two], [two, one], [tmp_path]):
        (found,) = read(given)
        assert found.owner is not None
        assert names(found) == ["Nadia Quill"]


def test_a_part_that_is_missing_is_named(tmp_path: Path) -> None:
    paths = [zipped(tmp_path, FILE, "takeout-001.zip"), zipped(tmp_path, PROFILE, "takeout-004.zip")]
    (found,) = read(paths)
    assert any("part 2, 3 is missing" in warning for warning in found.warnings)


def test_exports_of_two_days_and_second_downloads_are_no_parts(tmp_path: Path) -> None:
    for names_of in (
        ("linkedin-2026-11-01.zip", "linkedin-2026-11-02.zip"),
        (f"{NAME}.zip", f"{NAME} (1).zip"),
        ("export-1.zip", "export-2.zip"),  # both hold the lists, and not the same ones
    ):
        folder = tmp_path / names_of[0]
        later = {"Connections.csv": CONNECTIONS + NADIA + NADIA.replace("adia", "ora")}
        found = read([zipped_in(folder, FILE, names_of[0]), zipped_in(folder, later, names_of[1])])
        assert [len(one.profiles) for one in found] == [1, 2]


def zipped_in(folder: Path, files: dict[str, str], name: str) -> Path:
    folder.mkdir(exist_ok=True)
    return zipped(folder, files, name)


def test_parts_of_any_kind_are_told_by_their_names_alone() -> None:
    def bundle(name: str, key: str) -> Bundle:
        return Bundle(name, name, (Member(key, key, 1, io.BytesIO),))

    assert [one.name for one in put_together([bundle("a-1.zip", "x"), bundle("b-2.zip", "y")])] == [
        "a-1.zip",
        "b-2.zip",
    ]
    assert [one.name for one in put_together([bundle("7.zip", "x"), bundle("8.zip", "y")])] == ["7.zip", "8.zip"]


def test_a_pipe_dropped_as_an_archive_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "export.zip")
    with pytest.raises(SourceError, match="no plain file"):
        read([tmp_path / "export.zip"])
    zipped(tmp_path, FILE)
    assert names(read([tmp_path])[0]) == ["Nadia Quill"]  # beside other files it is passed over


@pytest.mark.parametrize("magic", [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"!BDN", b"BZh91AY"])
def test_archives_of_other_kinds_are_named(magic: bytes, tmp_path: Path) -> None:
    (tmp_path / "export").write_bytes(magic + bytes(600))
    with pytest.raises(SourceError, match="cannot open"):
        read([tmp_path / "export"])


def test_a_spreadsheet_asks_for_csv(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="spreadsheet") as caught:
        read([zipped(tmp_path, {"xl/workbook.xml": "", "[Content_Types].xml": ""}, "contacts.xlsx")])
    assert "CSV" in caught.value.next_step


def test_hundreds_of_exports_in_one_archive_are_refused_at_once(tmp_path: Path) -> None:
    many = {f"{n}/Connections.csv": CONNECTIONS + NADIA for n in range(300)}
    with pytest.raises(SourceError, match="300 exports"):
        read([zipped(tmp_path, many)])


def test_an_export_of_a_day_to_come_is_not_believed(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a day to come"):
        read([zipped(tmp_path, FILE, "Complete_LinkedInDataExport_03-01-2027.zip")])
    (found,) = read([zipped(tmp_path, {"Connections.csv": CONNECTIONS + NADIA.replace("2026", "2031")}, "x.zip")])
    assert found.exported_on <= date(2026, 12, 31)


def test_a_loose_file_that_nobody_knows_is_named(tmp_path: Path) -> None:
    for name, text in (FILE | {"holiday.txt": "sun"}).items():
        (tmp_path / name).write_text(text)
    (found,) = read([tmp_path / "Connections.csv", tmp_path / "holiday.txt"])
    assert any(warning.startswith("holiday.txt: nothing that doorstep knows") for warning in found.warnings)


def test_a_member_tells_the_day_of_its_last_change(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "Connections.csv").write_text("x")
    os.utime(tmp_path / "a" / "Connections.csv", (1_790_000_000, 1_790_000_000))
    packed = zipped(tmp_path, FILE, "no_day.zip")
    tar = tarred(tmp_path / "a.tar.gz", FILE)
    with opened([tmp_path / "a", packed, tar], Limits()) as bundles:
        days = {one.name: one.members[0].modified for one in bundles}
        assert days == {"a": date(2026, 9, 21), "no_day.zip": None, "a.tar.gz": date(2026, 9, 21)}


@pytest.mark.parametrize(
    "path", ["My%20export/Connections.csv", "export’s/Connections (2).csv", "x/Connections - Copy.csv"]
)
def test_escapes_apostrophes_and_copy_suffixes_make_no_odds(path: str, tmp_path: Path) -> None:
    assert names(read([zipped(tmp_path, {path: CONNECTIONS + NADIA})])[0]) == ["Nadia Quill"]
