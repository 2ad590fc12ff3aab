"""Prints every SSML of the walk as JSON lines, for validators that are not Python. Run from the project's folder."""

from __future__ import annotations

import json

from skill.coach.coach import Coach
from skill.content.load import load
from skill.phrases import load_phrases
from tests.test_walk import walk


def main() -> None:
    seen = set()
    for where, _, reaction, _ in walk(Coach(load(), load_phrases())):
        for part in ("outputSpeech", "reprompt"):
            speech = reaction.body.get(part, {})
            ssml = speech.get("outputSpeech", speech).get("ssml")
            if ssml and ssml not in seen:
                seen.add(ssml)
                print(json.dumps({"where": f"{where}, {part}", "ssml": ssml}))


if __name__ == "__main__":
    main()
