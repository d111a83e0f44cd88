"""Every sentence that an audit can say, as a template."""

TEMPLATES = {
    "short": "{contradictions} contradictions, {opposite} of {like} like pairs decided oppositely, and habits against "
             "{whose} standards: {habits}.",
    "short of habits": "{contradictions} contradictions, {opposite} of {like} like pairs decided oppositely; too few "
                       "decisions to tell habits.",
    "short of standards": "{contradictions} contradictions, {opposite} of {like} like pairs decided oppositely.",
    "left": "On {left} of {of} your standards left it to you: of those you let in {accepted} ({share}).",
    # certain, given the facts
    "contradictions": "In {count} {pairs} somebody at least as good on {every} was not let in, and the other was: "
                      "{share} of the {comparable} that can be compared so. It happened to {cases} {cases_word}; "
                      "{equal} of the pairs {equal_are} equal in {every}.",
    "contradiction": "{refused} was not let in and {accepted} was, though {refused} is {how}.",
    "no contradictions": "No contradictions: among {comparable} pairs that can be compared so, nobody at least as good "
                         "on {every} was kept out where the other was let in.",
    "none to compare": "Contradictions cannot be told: of those decided differently, no two can be compared on every "
                       "fact ({comparable} pairs).",
    "no directions": "Contradictions were not looked for: that needs facts of which more can only help or only harm.",
    # like cases
    "uneven": "{opposite} of {count} pairs of like cases were decided oppositely, {share}. "
              "Of any two cases it is {any_two}.{doubt}",
    "uneven pair": "{accepted} was let in and {refused} was not; they are alike{but}.",
    "even": "All {count} pairs of like cases were decided alike. Of any two cases {any_two} are decided oppositely.",
    "few pairs": "Too few like cases to tell: {count} {pairs}. About {need} decisions would do.",
    "no pairs": "Too few like cases to tell: no two are alike ({count} pairs).",
    "one answer": "All {of} decisions are the same, {answer}, so they tell nothing about likes and unlikes.",
    "blind": "What was looked at here does not seem to be what decides: like cases are not surely decided more alike "
             "than any two, and no fact surely goes with the decisions.",
    "consistency": "A decision agrees with those of the five nearest cases {consistency} of the time.",
    # habits
    "let in": "{who} let in cases against {whose} standards, {times} of {of}, where {group}. "
              "Elsewhere {elsewhere} of {of_elsewhere}.",
    "refused": "{who} did not let in cases that {whose} standards accept, {times} of {of}, where {group}. "
               "Elsewhere {elsewhere} of {of_elsewhere}.",
    "against": "{who} decided against {whose} standards, both ways, {times} of {of}, where {group}. "
               "Elsewhere {elsewhere} of {of_elsewhere}.",
    "sure": "Chance makes a habit that strong out of some group in {p} of {rounds} tries, {groups} groups looked at.",
    "suggest": "A rule would say so: {kind} when `{rule}`. It changes {changes} past answers, {as_decided} of them to "
               "what {they} did. Or mend the practice: look at these {again} again.",
    "mend": "A rule would not say it well: most of these cases were decided by the standards. Look at the {again} "
            "others again.",
    "no habits": "No habit against {whose} standards shows in {looked_at} decisions ({overrides} against them). "
                 "{power}",
    "few for habits": "Too few decisions to tell habits: {looked_at} that the standards answer. About {need} would "
                      "do for a strong one.",
    # how choosy
    "choosier": "{who} are choosier than {whose} standards: {accepted} accepted, {by_standards} by the standards "
                "({of} decisions; the difference is between {low} and {high} points).",
    "less choosy": "{who} let in more than {whose} standards: {accepted} accepted, {by_standards} by the standards "
                   "({of} decisions; the difference is between {low} and {high} points).",
    "level": "As choosy as the standards, as far as {of} decisions tell: {accepted} accepted, {by_standards} by the "
             "standards.",
    "few for level": "Too few decisions to tell how choosy: {of}. At least {need} are needed.",
    "moved": "That has changed over time: from {early} to {late} points beside the standards.",
    "streaks": "Answers come in streaks: from one decision to the next they changed {changes} times. In any order of "
               "the same decisions it would be {expected} times.",
    "swings": "Answers swing to and fro: from one decision to the next they changed {changes} times. In any order of "
              "the same decisions it would be {expected} times.",
    # practised and declared
    "fact": "{fact}: accepted {rates}.{doubt}",
    "likelier": "All else equal, a yes was likelier where {what}.",
    "less likely": "All else equal, a yes was less likely where {what}.",
    "no matter": "All else equal, it makes no sure difference where {what}.",
    "not apart": "What it does alone where {what} cannot be told: too few of these cases went the other way.",
    "auc": "Taken together, the facts tell a yes from a no {auc} of the time, in the very cases they were weighed on.",
    "few for practice": "Too few decisions to tell what moved them: {of}. At least {need} are needed.",
    "standards hold": "The written standards agree with {agreement} of {of} decisions; no short account of them does "
                      "better than that by more than chance.",
    "standards beaten": "The written standards agree with {agreement} of {of} decisions; {other} {better}, on cases "
                        "not used to find that out.",
    "account": "On cases not used to find that out, {other} {better} of {of} decisions; always giving the commoner "
               "answer, with {always}.",
    "no account": "No fact, and no facts together, tell the answer better than always giving the commoner one: it "
                  "agrees with {always} of {of} decisions.",
    # several judges
    "judges": "{judges} judges accept between {least} and {most} (those with {enough} decisions or more).",
    "noise": "Two judgements of the same case are opposite {disagree} of the time ({cases} cases; any two "
             "judgements: {by_chance}). {level_share} of that comes from judges who are choosier throughout, the rest "
             "from what they mind, or from the day.",
    # one's own ledger
    "few decisions": "Too few decisions to tell more: {of}.",
    "overrides": "Of {of} answers you gave {overrides} against your standards: {let_in} let in whom they keep out, "
                 "{kept_out} not let in whom they accept. {reasons} of these {overrides} have a reason.{softer}",
    "no overrides": "Of {of} answers you gave none against your standards.{softer}",
    "steady": "Of {judged} own past cases you answered {same} as before; over many it would be between {low} and "
              "{high}. Answers as frequent as yours, dealt out by chance, would agree in {by_chance}.{doubt}",
    "few for steady": "Too few cases judged again to tell how steady you are: {judged}, and it takes {need}.",
    "own views": "Before you saw the answer you thought as your standards say in {same} of {of} requests.",
    "facts then": "What was known then: kept with {kept} of these decisions, worked out from the dates of what is held "
                  "for {worked_out}.",
}  # fmt: skip
LIKENESS = " Likeness counts: by chance, like cases would hardly ever come out so even."
NO_LIKENESS = " By chance, like cases would often come out as even."
OTHERS = {
    "rule": "one or two conditions ({rule}) agree with", "weights": "weighing all facts agrees with",
    "always": "always giving the commoner answer agrees with",
}  # fmt: skip
POWER = {  # of 200 seeded runs with 12 facts and a tenth of accidents each; see docs/evenness.md
    50: "A habit would have to be very strong to show.",
    100: "One that is followed four times in five, in a tenth of the cases, would mostly show; a milder one mostly "
         "not.",
    200: "One that is followed four times in five, in a tenth of the cases, would nearly always show; one followed "
         "every other time more often than not.",
    400: "Even one that is followed every other time, in a tenth of the cases, would mostly show.",
}  # fmt: skip
