"""A mail box of any size: letters both ways, newsletters, attachments, and networks that say that somebody asks."""

import sys
from base64 import encodebytes
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

OWNER = "fred@doorman-beispiel.example"
START = datetime(2016, 1, 4, 8, tzinfo=UTC)
_WORDS = [
    "please",
    "find",
    "the",
    "minutes",
    "of",
    "our",
    "meeting",
    "attached",
    "and",
    "let",
    "me",
    "know",
    "by",
    "Friday",
    "what",
    "you",
    "think",
    "of",
    "them",
]


def make(path: Path, size: int, seed: int = 7) -> int:
    """Writes an mbox of at least `size` bytes, as Gmail gives it; how many mails there are in it."""
    random, at, number, done = Random(seed), START, 0, 0
    attachment = encodebytes(random.randbytes(60_000))
    with path.open("wb") as file:
        while done < size:
            at += timedelta(minutes=random.randrange(5, 60))
            number += 1
            done += file.write(_mail(random, number, at, attachment))
    return number


def _mail(random: Random, number: int, at: datetime, attachment: bytes) -> bytes:
    who = random.randrange(2_000)
    other = f"Person {who} <person{who}@firm{who % 97}-beispiel.example>"
    kind = random.random()
    head = [f"From {1_700_000_000_000_000_000 + number}@xxx {at:%a %b %d %H:%M:%S +0000 %Y}", f"X-GM-THRID: {number}"]
    if kind < 0.01:
        head += [
            f'From: "Person {who} via LinkedIn" <invitations@linkedin.com>', f"To: {OWNER}",
            f"Subject: Person {who} wants to connect", "X-LinkedIn-Template: email_m2m_invite_single_01",
            "Authentication-Results: mx.doorman-beispiel.example; dmarc=pass header.from=linkedin.com",
        ]  # fmt: skip
        text = f"Hi Fred,\nwe met.\n\nPerson {who}\nView profile: https://www.linkedin.com/comm/in/person-{who}?trk=x\n"
    else:
        sender, to = (other, OWNER) if random.random() < 0.6 else (f"Fred <{OWNER}>", other)
        head += [f"From: {sender}", f"To: {to}", f"Subject: Re: matter {who}"]
        text = "\n".join(" ".join(random.choices(_WORDS, k=12)) for _ in range(random.randrange(5, 120))) + "\n"
    head += [
        f"Date: {at:%a, %d %b %Y %H:%M:%S +0000}", f"Message-ID: <{number}@mail.doorman-beispiel.example>",
        "MIME-Version: 1.0", "Received: from mx1.firm-beispiel.example (mx1 [192.0.2.7])\n\tby mx.example with ESMTPS",
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\n\tbh=" + "x" * 44 + ";\n\tb=" + "y" * 344,
    ]  # fmt: skip
    if kind > 0.6:
        head.append("List-Unsubscribe: <https://news-beispiel.example/u>")
    head.append("Content-Type: text/plain; charset=utf-8")
    body = text.encode() + (b"\n" + attachment if kind > 0.9 else b"")
    return "\n".join(head).encode() + b"\n\n" + body + b"\n"


if __name__ == "__main__":
    print(f"{make(Path(sys.argv[1]), int(sys.argv[2])):,} mails in {sys.argv[1]}")
