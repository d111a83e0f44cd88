"""Every kind of mistake in a policy, and exactly what is printed. DOORSTEP_REWRITE=1 writes the expected files anew."""

import os
from pathlib import Path

import pytest

from doorstep import Policy
from doorstep.errors import PolicyError

HERE = Path(__file__).parent / "mistakes"
NAMES = sorted(path.stem for path in HERE.glob("*.toml"))


def printed(name: str) -> str:
    """What is printed for the policy in mistakes/‹name›.toml."""
    with pytest.raises(PolicyError) as caught:
        Policy.read(f"{name}.toml")
    return f"{caught.value}\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_told_with_its_place_and_a_next_step(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    found, expected = printed(name), HERE / f"{name}.expected.txt"
    if os.environ.get("DOORSTEP_REWRITE"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_mistake_names_its_place_and_says_what_to_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    with pytest.raises(PolicyError) as caught:
        Policy.read(f"{name}.toml")
    for mistake in caught.value.mistakes:
        assert mistake.place.startswith(f"{name}.toml")
        assert mistake.hint, str(mistake)
        assert str(mistake).replace("\n", "").isprintable()
        assert mistake.column + mistake.width <= max(len(mistake.text), mistake.column + 1)


def test_no_expected_file_is_left_without_its_policy() -> None:
    assert {path.name.split(".")[0] for path in HERE.glob("*.expected.txt")} == set(NAMES)


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="cannot be read: No such file"):
        Policy.read(str(tmp_path / "policy.toml"))


def test_every_network_people_may_have_can_have_a_door() -> None:
    for network in ("threads", "signal", "reddit", "tiktok", "whatsapp", "telegram", "pixelfed", "xing", "discord"):
        assert Policy.parse(f'[networks.{network}.accept]\n"anyone" = "always"').networks == (network,)


def test_what_follows_from_a_mistake_is_not_told_beside_it() -> None:
    text = (
        '[facts.team]\ntype = "label"\n[define]\nus = "team == red"\n[networks.x.accept]\n"we" = "us and team == blue"'
    )
    with pytest.raises(PolicyError) as caught:
        Policy.parse(text)
    assert [str(one) for one in caught.value.mistakes] == [
        "policy.toml, facts, team: unknown type `label`\n    did you mean `labels`?"
    ]
