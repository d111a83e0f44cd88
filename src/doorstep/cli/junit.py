"""What became of the cases as JUnit XML, which every CI server reads."""

import re
from datetime import datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from ..desk.words import WORDS

if TYPE_CHECKING:
    from ..desk.testing import Tested
    from ..policy.testing import Miss, Result

# What XML 1.0 cannot hold, not even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(tested: "Tested", policy_name: str, at: datetime) -> str:
    """The XML text: a suite for each file of cases, a test case for each case."""
    failed = len(tested.failed)
    root = Xml.Element("testsuites", name="doorstep policy test", tests=str(len(tested.results)), failures=str(failed),
                       errors="0", time=_time(sum(tested.seconds)))  # fmt: skip
    for file in dict.fromkeys(result.case.file for result in tested.results):
        some = [(one, spent) for one, spent in zip(tested.results, tested.seconds) if one.case.file == file]
        suite = Xml.SubElement(
            root, "testsuite", name=safe(file), tests=str(len(some)),
            failures=str(sum(not one.holds for one, _ in some)), errors="0", skipped="0",
            time=_time(sum(spent for _, spent in some)), hostname="localhost",
            timestamp=at.isoformat(timespec="seconds"),
        )  # fmt: skip
        for result, spent in some:
            place = f"{policy_name}.{result.case.network}"
            case = Xml.SubElement(
                suite, "testcase", name=safe(result.case.name), classname=safe(place), time=_time(spent)
            )
            if not result.holds:
                told = [in_words(miss) for miss in result.misses]
                failure = Xml.SubElement(case, "failure", message=safe("; ".join(told)), type=result.misses[0].what)
                failure.text = safe("\n".join([*told, *reasons(result)]))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def in_words(miss: "Miss") -> str:
    """`verdict: expected accept, got not yet`."""
    return f"{miss.what}: expected {side(miss, miss.expected)}, got {side(miss, miss.got)}"


def side(miss: "Miss", words: tuple[str, ...]) -> str:
    """One side of what was missed: `accept`, `“friends”`, `spoken, wait 20 days`, `nothing`."""
    if miss.what == "because":
        return ", ".join(f"“{name}”" for name in words) or "no rule"
    return ", ".join(WORDS.get(word, word) for word in words) or "nothing"


def reasons(result: "Result") -> list[str]:
    """Why it was answered so, by the rules' names; and rules that were expected and are not there."""
    told = [f"no rule is called {name}" for name in result.strange_rules]
    if any(miss.what == "because" for miss in result.misses):
        return told
    return ["because of " + (", ".join(f"“{name}”" for name in result.answer.because) or "no rule"), *told]


def safe(text: str) -> str:
    """The text with what XML cannot hold replaced by a sign that can be seen."""
    return _NOT_IN_XML.sub("�", text)


def _time(seconds: float) -> str:
    return f"{seconds:.6f}"
