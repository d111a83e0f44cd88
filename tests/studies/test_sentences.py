"""What an audit says to people, in their words."""

from doorstep.studies.sentences import Voice


def test_a_fact_of_ones_own_is_called_without_underscores() -> None:
    own = Voice(True).say("practice-1", "practice", "fact", fact="known_for", rates="0.0% where no", doubt="")
    assert own.text == "Known for: accepted 0.0% where no."
    assert own.numbers["fact"] == "known_for"
    column = Voice().say("practice-1", "practice", "fact", fact="known_for", rates="0.0% where no", doubt="")
    assert column.text.startswith("known_for: ")
