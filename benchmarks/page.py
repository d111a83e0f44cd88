"""The page before 5,000 open requests and 30,000 people: how soon it answers, what it weighs, 20 browsers at once."""

import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from start import PROGRAM
from table import Table, at_most

from ledger import make

CONNECTIONS, INVITATIONS, MESSAGES = 30_000, 5_000, 100_000
PAGE_BAR, PREVIEW_BAR, WEIGHT_BAR = 100.0, 150.0, 150.0  # milliseconds, milliseconds, KiB
LOOKS, BROWSERS, SECONDS = 300, 20, 60.0
DECIDED = 0.05  # the part of the clicks of the 20 browsers that decide something
TEMPLATE = "business-and-personal"
# each an edit of one rule at the door at which all of them ask
EDITS = (
    ('"written or spoken"', '"written or not spoken"'), ('"written or spoken"', '"met"'),
    ("note == pitch and not on_record", "not on_record"),
    ("note == pitch and not on_record", "note in {pitch, template}"),
    ('"introduced or vouched_for"', '"always"'), ('"worked_together"', '"known_for >= 1 years"'),
)  # fmt: skip
Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, its one-time link, the token for programs."""

    port: int
    link: str
    token: str


class Browser:
    """One signed-in window: a connection that stays open, a cookie, and forms posted as the page wrote them."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port, self.cookie = port, cookie
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, path: str, fields: dict[str, str] | None = None, **more: str) -> Answer:
        """Status, headers and body of one request."""
        headers = {"Cookie": self.cookie, "Accept-Encoding": "gzip", **more}
        if fields is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}",
            }  # fmt: skip
        body = None if fields is None else urlencode(fields)
        self.line.request("GET" if fields is None else "POST", path, body=body, headers=headers)
        answer = self.line.getresponse()
        return answer.status, {name.casefold(): value for name, value in answer.getheaders()}, answer.read()

    def page(self, path: str) -> str:
        """The text of a page; stops the run where there is none."""
        status, _, body = self.ask(path, **{"Accept-Encoding": "identity"})
        if status != 200:
            raise SystemExit(f"{path}: {status}")
        return body.decode()


def show() -> None:
    """Prints the table."""
    table = Table(
        f"Page: {INVITATIONS:,} open requests, {CONNECTIONS:,} people; one browser, then {BROWSERS} at once",
        ("", "median ms", "p95 ms", "slowest ms", "KiB sent", "bar"),
    )
    with tempfile.TemporaryDirectory() as folder:
        archive, home = Path(folder) / "archive.zip", Path(folder) / "home"
        table.notes.append("The archive: " + make(archive, CONNECTIONS, INVITATIONS, MESSAGES))
        for words in (["import", str(archive)], ["policy", "new", "--template", TEMPLATE, "--yes"]):
            subprocess.run([PROGRAM, "--home", home, *words], check=True, capture_output=True)
        with running(home) as server:
            _measure(table, server)
    table.show()


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """`doorstep serve` over a folder."""
    command = [PROGRAM, "--home", home, "serve", "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told: dict[str, Any] = {}
        text = ""
        for line in process.stdout:  # the answer is one object, on one line or on several
            text += line
            try:
                told = json.loads(text)
                break
            except json.JSONDecodeError:
                continue
        try:
            yield Server(told["port"], told["link"], told["token"])
        finally:
            process.terminate()


def _measure(table: Table, server: Server) -> None:
    browser = Browser(server.port)
    _, headers, _ = browser.ask(server.link.partition(str(server.port))[2])
    browser.cookie = headers["set-cookie"].split(";")[0]
    people = _people(browser)
    chosen = random.Random(7).choices(people, k=LOOKS)
    rows = {
        "the inbox, one request": ["/"] * LOOKS,
        "  another request": [f"/?at={one}" for one in _requests(browser, LOOKS)],
        "the list": ["/list"] * LOOKS,
        "  filtered": ["/list?verdict=not_yet&network=linkedin"] * LOOKS,
        "a person": [f"/people/{one}" for one in chosen],
        "all people": ["/people"] * LOOKS,
        "the doors": ["/doors"] * LOOKS,
    }
    for words, paths in rows.items():
        _row(table, words, browser, paths)
    _preview(table, browser)
    _crowd(table, browser, people)


def _row(table: Table, words: str, browser: Browser, paths: list[str]) -> None:
    status, _, _ = browser.ask(paths[0])
    if status != 200:
        table.row(words, None, None, None, None, f"left out: {status}")
        return
    times, weight = [], 0.0
    for path in paths:
        start = perf_counter()
        browser.ask(path)
        times.append((perf_counter() - start) * 1000)
    weight = weight_of(browser, paths[0])
    bars = f"{at_most(PAGE_BAR, at(times, 0.95), 'ms', words.strip())}, "
    bars += at_most(WEIGHT_BAR, weight, "KiB", f"{words.strip()}, weight")
    table.row(words, at(times, 0.5), at(times, 0.95), max(times), weight, bars)


def weight_of(browser: Browser, path: str) -> float:
    """KiB of a page with everything that it links to, as sent, headers left out."""
    page = browser.page(path)
    linked = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    return sum(len(browser.ask(one)[2]) for one in (path, *linked)) / 1024


def at(times: list[float], part: float) -> float:
    """The time below which this part of the times lies."""
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def _people(browser: Browser) -> list[int]:
    """People to look at: those of the first pages of the list, and others by their numbers."""
    asked = [int(one) for one in re.findall(r'href="/people/(\d+)"', browser.page("/list"))]
    others = random.Random(3).sample(range(1, CONNECTIONS), 400)
    found = [one for one in (*asked, *others) if browser.ask(f"/people/{one}")[0] == 200]
    if not found:
        raise SystemExit("no person has a page")
    return found


def _requests(browser: Browser, count: int) -> list[str]:
    """The numbers of requests that the list shows, again and again up to the count."""
    found = list(dict.fromkeys(re.findall(r'name="id" value="(\d+)"', browser.page("/list"))))
    return [found[place % len(found)] for place in range(count)] if found else []


def _preview(table: Table, browser: Browser) -> None:
    """Edited rules held against all requests, as the doors page asks for it while somebody types."""
    page = browser.page("/doors/text")
    form = re.search(r'<form id="edit"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[1]))
    standing = unescape(re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", form[1], re.DOTALL)[1])  # type: ignore[index]
    edits = [standing.replace(old, new) for old, new in EDITS if old in standing]
    if len(edits) < len(EDITS):
        raise SystemExit("the template has other rules than those that are edited here")
    times, sizes, touched = [], [], set()
    for turn in range(LOOKS // len(edits)):
        for edited in edits:
            text = edited + f"# {turn}\n"  # what was looked at before would be known
            start = perf_counter()
            status, _, body = browser.ask("/doors/preview", {**fields, "text": text}, **{"Accept-Encoding": "identity"})
            times.append((perf_counter() - start) * 1000)
            sizes.append(len(body) / 1024)
            told = re.search(r"([\d,]+) of your ([\d,]+)", body.decode())
            if status != 200 or not told:
                raise SystemExit(f"/doors/preview: {status} {body[:300]!r}")
            touched.add(told[1])
    bar = at_most(PREVIEW_BAR, at(times, 0.95), "ms", "preview of an edited rule")
    table.row("the preview of an edited rule", at(times, 0.5), at(times, 0.95), max(times), max(sizes), bar)
    table.notes.append(f"The edits would answer so many otherwise: {', '.join(sorted(touched, key=len))}")


def _crowd(table: Table, browser: Browser, people: list[int]) -> None:
    """20 browsers for a minute: looking, and now and then deciding and taking it back. They run in another process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        times, wrong = other.submit(crowd, browser.port, browser.cookie, people).result()
    at_most(0, len(wrong), "errors", f"{BROWSERS} browsers")
    table.row(f"{BROWSERS} browsers, {SECONDS:.0f} s", at(times, 0.5), at(times, 0.95), max(times), None,
              f"{len(times) / SECONDS:.0f} requests a second, {len(wrong)} errors")  # fmt: skip
    table.notes += [f"error: {one}" for one in sorted(set(wrong))[:5]]


def crowd(port: int, cookie: str, people: list[int]) -> tuple[list[float], list[str]]:
    """The times of all requests in milliseconds, and what went wrong. 409 is no error: another was there first."""
    times: list[float] = []
    wrong: list[str] = []
    until = time.monotonic() + SECONDS

    def one(seed: int) -> None:
        browser, dice = Browser(port, cookie), random.Random(seed)
        while time.monotonic() < until:
            path = dice.choice(["/", "/", "/list", "/people", f"/people/{dice.choice(people)}"])
            fields = None
            try:
                if path == "/" and dice.random() < DECIDED:
                    path, fields = _decision(browser.page("/"))
                start = perf_counter()
                status, _, body = browser.ask(path, fields)
                times.append((perf_counter() - start) * 1000)
                if status not in (200, 303, 409):
                    wrong.append(f"{path.split('?')[0]}: {status} {body[:80]!r}")
            except (OSError, http.client.HTTPException, SystemExit) as problem:
                wrong.append(f"{path}: {problem!r}")
                browser = Browser(port, cookie)

    threads = [Thread(target=one, args=(seed,)) for seed in range(BROWSERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, wrong


def _decision(page: str) -> tuple[str, dict[str, str]]:
    """The form by which the first request is declined, as the page wrote it."""
    form = re.search(r'<form[^>]*action="(/requests/\d+/decide)"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[2]))
    return form[1], {**fields, "action": "decline"}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    show()
