"""The README's transcript is what the coach says today; UPDATE_README=1 writes it anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

from interaction_model.match import load_matcher
from skill.content.vocabulary import vocabulary
from skill.local.device import Echo
from skill.local.paper import dialogue

README = Path(__file__).parent.parent / "README.md"
MARKS = re.compile(r"(<!-- transcript -->\n).*?(<!-- /transcript -->)", re.DOTALL)
SAID = ("how do I do a good morning", "I am set up")


def test_the_transcript_in_the_readme_is_what_the_coach_says(service):
    # GIVEN an Echo whose requests have ids that are known beforehand
    echo = Echo(service, load_matcher(vocabulary(service.coach.catalogue)), request_id="readme")
    # WHEN the example is asked
    lines = [line for said in SAID for line in dialogue(echo.say(said))]
    # THEN the README shows it
    block = "".join(f"    {line}".rstrip() + "\n" for line in lines)
    text = README.read_text(encoding="utf-8")
    current = MARKS.sub(lambda found: found[1] + block.rstrip("\n") + "\n" + found[2], text)
    if os.environ.get("UPDATE_README"):
        README.write_text(current, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == current
