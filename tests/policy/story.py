"""The example policy of the design, word for word, and Nadia as she asks on Facebook."""

from typing import Any

STORY = """
strategy = "audience"            # open, audience, content or hybrid; checked against the rules

[define]                         # words of your own
business = "role in {client, prospect, partner, colleague, vendor}"

[facts.is_patient]               # a fact of your own
type = "yes/no"
question = "Is this a current or former patient?"

[assume]                         # what to take for granted while nothing is known
warned_about = false

[house.decline]                  # for every door
"I was warned" = "warned_about"

[networks.linkedin]
purpose   = "business"
closeness = 1                    # 0 public … 3 private
otherwise = "ask"                # ask or decline: when no rule applies and nothing would open the door

[networks.linkedin.accept]
"people I do business with" = "business"
"well introduced"           = "introduced or vouched_for"

[networks.linkedin.decline]
"sales pitch" = "note == pitch and not spoken"

[networks.facebook]
purpose   = "personal"
closeness = 3
otherwise = "decline"

[networks.facebook.accept]
"friends and family"          = "role in {friend, family}"
"business I have spoken with" = "business and spoken"
"we go back"                  = "known_for >= 2 years and 2 of {met, worked_together, vouched_for}"

[networks.facebook.decline]
"our values would clash" = "values_conflict"

[networks.facebook.ask]          # always put to me
"an open deal" = "open_business and like <= 1"

[networks.x]
purpose   = "public"
closeness = 0
otherwise = "ask"
accept    = { "anyone" = "always" }
"""

NADIA: dict[str, Any] = {
    "role": {"partner"},
    "known_for": 7,
    "spoken": False,
    "introduced": True,
    "values_conflict": False,
    "open_business": False,
}
