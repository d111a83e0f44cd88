"""Pictures of every page, to be looked at: `python -m tests.web.shots FOLDER`; without a folder those in docs/pictures.

The invented cast at 360 and 1280 px, light and dark; nobody at the door; five thousand. Needs what the tests in a
browser need.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import browser, cast
from .browser import Server

DOCS = Path(__file__).parents[2] / "docs" / "pictures"
SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 850}}
VISIBLE = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 620}}  # in docs/, a small file
THEMES = ("light", "dark")
CROWD, CROWD_KNOWN = 5_000, 3_000
RULE = "/doors?edit=rule&door=facebook&kind=accept&name=business+I+have+spoken+with"
PAGES = {
    "inbox": "/", "inbox-long-name": "/?words=freifrau", "inbox-right-to-left": "/?at=2", "waiting": "/?state=waiting",
    "nothing-found": "/?words=zzz", "list": "/list", "list-mine": "/list?mine=yes", "people": "/people?words=nadia",
    "person": "/people/3", "person-say": "/people/3?fact=role", "same": "/people/3/same", "forget": "/people/3/forget",
    "same-beside": "/people/3/same?other=4", "pictures": "/pictures", "evenness": "/evenness", "import": "/import",
    "doors": "/doors", "doors-rule": RULE, "doors-text": "/doors/text", "doors-versions": "/doors/versions",
    "doors-public": "/doors/public?name=Fred", "begin": "/begin", "keys": "/keys", "problem": "/nowhere",
    "agenda": "/agenda", "asking": "/ask",
    "asking-one": "/ask/look?name=%231&network=x", "circles": "/circles?ahead=yes", "review": "/review?anyway=yes",
    "posts": "/exposure", "posts-facebook": "/exposure/facebook", "who": "/requests/3/who",
}  # fmt: skip
EMPTY = {
    "agenda": "/agenda",
    "asking": "/ask",
    "circles": "/circles",
    "review": "/review",
    "posts": "/exposure",
    "inbox": "/",
    "list": "/list",
    "people": "/people",
    "pictures": "/pictures",
    "evenness": "/evenness",
}
NEW = {"welcome": "/", "questions": "/begin?kind=know-like-trust", "import": "/import"}
MANY = {"inbox": "/", "list": "/list", "pictures": "/pictures", "evenness": "/evenness", "person": "/people/3",
        "circles": "/circles?ahead=yes"}  # fmt: skip
# in docs/, as they are seen before any scrolling
KEPT = {
    "doors-desk": ("/doors", "desk", "light"), "doors-phone-dark": ("/doors", "phone", "dark"),
    "agenda-phone": ("/agenda", "phone", "light"),
    "inbox-phone": ("/", "phone", "light"), "inbox-desk": ("/", "desk", "light"),
    "list-desk-dark": ("/list?mine=yes", "desk", "dark"), "person-phone-dark": ("/people/3", "phone", "dark"),
    "pictures-desk": ("/pictures", "desk", "light"), "pictures-phone-dark": ("/pictures", "phone", "dark"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Camera:
    """A browser that takes pictures of a server's pages."""

    chromium: Any

    def windows(self, server: Server) -> Iterator[tuple[str, str, Any]]:
        """A signed-in window of each size and theme."""
        link = server.link
        for size, viewport in SIZES.items():
            for theme in THEMES:
                context = self.chromium.new_context(viewport=viewport, color_scheme=theme, reduced_motion="reduce")
                if link:
                    page = context.new_page()
                    page.goto(link)
                    page.wait_for_url(lambda address: "sign-in" not in address)
                    cookies, link = context.cookies(), ""
                else:
                    context.add_cookies(cookies)
                    page = context.new_page()
                yield size, theme, page
                context.close()


def take_all(camera: Camera, server: Server, pages: dict[str, str], folder: Path) -> None:
    """Each page whole, in each size and theme."""
    folder.mkdir(parents=True, exist_ok=True)
    for size, theme, page in camera.windows(server):
        for name, path in pages.items():
            page.goto(server.address + path)
            page.screenshot(path=folder / f"{name}-{size}-{theme}.png", full_page=True)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > SIZES[size]["width"]:
                sys.stderr.write(f"{path} is {wide} px wide on a {size}\n")


def take_kept(camera: Camera, server: Server, folder: Path) -> None:
    """The few that stand in docs/."""
    folder.mkdir(parents=True, exist_ok=True)
    for size, theme, page in camera.windows(server):
        for name, (path, of_size, of_theme) in KEPT.items():
            if (size, theme) == (of_size, of_theme):
                page.goto(server.address + path)
                page.screenshot(path=folder / f"{name}.png", clip={"x": 0, "y": 0, **VISIBLE[size]})


def main() -> None:
    """Takes them."""
    if lacking := browser.missing():
        sys.exit(lacking)
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as made, ExitStack() as open_now:
        homes = Path(made)
        driver = open_now.enter_context(sync_playwright())
        camera = Camera(driver.chromium.launch(executable_path=browser.chromium(), args=list(browser.FLAGS)))
        some = open_now.enter_context(browser.serving(cast.filled(homes / "some", 36, 90)))
        if len(sys.argv) < 2:
            take_kept(camera, some, DOCS)
            return
        folder = Path(sys.argv[1])
        take_all(camera, some, PAGES, folder / "some")
        none = open_now.enter_context(browser.serving(cast.empty(homes / "none")))
        take_all(camera, none, EMPTY, folder / "none")
        new = open_now.enter_context(browser.serving(homes / "new"))
        take_all(camera, new, NEW, folder / "new")
        many = open_now.enter_context(browser.serving(cast.filled(homes / "many", CROWD, CROWD_KNOWN)))
        take_all(camera, many, MANY, folder / "many")


if __name__ == "__main__":
    main()
