"""Lint for an Alexa interaction model: what the platform would refuse, with the place and what to do.

The rules come from Amazon's pages on interaction models, invocation names, utterances and built-in intents.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from interaction_model.check_names import invocation_problems, name_problems
from interaction_model.check_sentences import sentence_problems
from interaction_model.check_types import dialog_problems, type_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 1_500_000
"""Bytes of a model file."""
MOST_INTENTS = 250
REQUIRED = tuple(f"AMAZON.{name}Intent" for name in ("Help", "Stop", "Cancel", "NavigateHome", "Fallback"))
LEVELS = ("LOW", "MEDIUM", "HIGH")


def problems(text: str) -> list[str]:
    """Everything that is wrong with the text of a model file; an empty list is a good model."""
    try:
        language, rest = _parts(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return [f"the file: is no interaction model ({error!r}); it needs interactionModel.languageModel with intents"]
    try:
        found = [*_whole(text, language), *invocation_problems(language.get("invocationName", ""))]
        for check in (name_problems, sentence_problems, type_problems):
            found += check(language)
        return found + list(dialog_problems(language, rest))
    except (TypeError, KeyError, AttributeError) as error:
        return [
            f"the file: has a part of the wrong shape ({error!r}); compare it with Amazon's interaction model schema"
        ]


def _parts(model: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    language = model["interactionModel"]["languageModel"]
    if not isinstance(language["intents"], list):
        raise TypeError("intents is no list")
    return language, model["interactionModel"]


def _whole(text: str, language: dict[str, Any]) -> Iterator[str]:
    size = len(text.encode())
    if size > LARGEST:
        yield f"the file: has {size:,} bytes, Alexa takes {LARGEST:,}; lower the number of samples"
    level = language.get("modelConfiguration", {}).get("fallbackIntentSensitivity", {}).get("level")
    if level not in LEVELS:
        yield f"modelConfiguration: fallbackIntentSensitivity is {level!r}; make it one of {', '.join(LEVELS)}"
    names = Counter(intent["name"] for intent in language["intents"])
    if len(names) > MOST_INTENTS:
        yield f"intents: there are {len(names)}, Alexa takes {MOST_INTENTS}; join some"
    for name in REQUIRED:
        if name not in names:
            yield f"intents: {name} is missing; every custom skill has it"
