"""Address books with as many contacts as wanted; everybody in them is invented."""

from collections.abc import Callable, Mapping
from pathlib import Path

_GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Website 1 - Label,Website 1 - Value\n"
)


def google(folder: Path, rows: int) -> Path:
    """A table of Google's."""
    return _written(
        folder / "contacts.csv",
        _GOOGLE
        + "".join(
            f"Nadia,,Quill {number},,,,,,,,Harbour {number % 977},Partner,Deals,1980-03-02,,,Clients ::: * myContacts,"
            f"* Work,nadia{number}@harbour-beispiel.example,Home,n{number}@mail-beispiel.example,"
            f"Mobile,{_number(number)},Profile,https://www.linkedin.com/in/nadia-quill-{number}\n"
            for number in range(rows)
        ),
    )


def outlook(folder: Path, rows: int) -> Path:
    """A table of Outlook's."""
    header = "First Name,Last Name,Title,Company,Job Title,E-mail Address,E-mail 2 Address,Mobile Phone,Categories\r\n"
    lines = (
        f"Nadia,Quill {number},Ms.,Harbour {number % 977},Partner,nadia{number}@harbour-beispiel.example,,"
        f"{_number(number)},Vendors;Golf\r\n"
        for number in range(rows)
    )
    return _written(folder / "contacts.csv", header + "".join(lines))


def cards(folder: Path, rows: int) -> Path:
    """Contact cards, each with a small picture."""
    picture = "\r\n ".join(["A" * 74] * 6)
    return _written(
        folder / "contacts.vcf",
        "".join(
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Quill {number};Nadia;;;\r\nFN:Nadia Quill {number}\r\n"
            f"ORG:Harbour {number % 977};Deals\r\n"
            f"item1.EMAIL;type=INTERNET;type=pref:nadia{number}@harbour-beispiel.example\r\nitem1.X-ABLabel:_$!<Work>!$_\r\nTEL;type=CELL;type=VOICE:{_number(number)}\r\n"
            f"X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/nadia-quill-{number}\r\nBDAY:1980-03-02\r\n"
            f"CATEGORIES:Clients\r\nPHOTO;ENCODING=b;TYPE=JPEG:{picture}\r\nUID:{number:032x}\r\nEND:VCARD\r\n"
            for number in range(rows)
        ),
    )


def _number(number: int) -> str:
    return f"+31 6 {10_000_000 + number}"


def _written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


FORMATS: Mapping[str, Callable[[Path, int], Path]] = {
    "Google contacts": google,
    "Outlook contacts": outlook,
    "Contact cards": cards,
}
