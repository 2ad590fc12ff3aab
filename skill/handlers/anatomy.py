"""Questions about a muscle, bone or joint: what it is, where it is, what it does, and what trains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach import wording
from skill.handlers.answering import answered, for_structure, offering
from skill.handlers.lists import listing
from skill.session import Intention
from speech.script import pause, script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.content.model import Structure
    from skill.handlers.answering import Closing
    from skill.reply import Reply
    from skill.request import Turn

QUESTIONS = ("AnatomyAboutIntent", "AnatomyLocationIntent", "AnatomyFunctionIntent", "ExercisesForMuscleIntent")
"""What can be offered about a structure, one after the other."""

BREATH = pause(0.5)


@for_structure
def about(turn: Turn, coach: Coach, structure: Structure) -> Reply:
    """Say what a structure is."""
    return _told(turn, coach, structure, coach.name(structure.id), structure.description, structure.name)


@for_structure
def location(turn: Turn, coach: Coach, structure: Structure) -> Reply:
    """Say where a structure is."""
    name = wording.with_article(structure)
    return _told(turn, coach, structure, name, structure.location, f"Where: {structure.name}")


@for_structure
def function(turn: Turn, coach: Coach, structure: Structure) -> Reply:
    """Say what a structure does."""
    name = wording.with_article(structure)
    return _told(turn, coach, structure, name, structure.function, f"What it does: {structure.name}")


@for_structure
def exercises_for(turn: Turn, coach: Coach, structure: Structure) -> Reply:
    """List the exercises that train a structure, three at a time, those that train it most first."""
    primary, secondary = coach.catalogue.trainers(structure.id)
    found = [exercise for exercise in (*primary, *secondary) if exercise.id not in turn.profile.avoid]
    name = wording.with_article(structure)
    if not found:
        said = coach.phrases.pick("muscle.untrained", turn.seed, structure=name)
        return answered(turn, _closing(turn, coach, structure), said, title=structure.name, sources=structure.source)
    intro = coach.phrases.pick("muscle.trained_by", turn.seed, structure=name)
    sources = [key for exercise in found for key in exercise.muscles.source]
    return listing(turn, coach, intro, found, title=f"Exercises for {name}", sources=sources)


def _told(turn: Turn, coach: Coach, structure: Structure, name: str, fact: str, title: str) -> Reply:
    said = script(wording.sentence(name), BREATH, fact)
    return answered(turn, _closing(turn, coach, structure), said, title=title, sources=structure.source)


def _closing(turn: Turn, coach: Coach, structure: Structure) -> Closing:
    """Offer the question that follows in the row, passing over the one before and what has no answer."""
    asked = turn.session.asked
    before = asked.intent if asked and asked.get("structure") == structure.id else ""
    place = QUESTIONS.index(turn.name)
    following = (*QUESTIONS[place + 1 :], *QUESTIONS[:place])
    trained = any(coach.catalogue.trainers(structure.id))
    wish = next(intent for intent in following if intent != before and (trained or intent != QUESTIONS[-1]))
    return offering(turn, coach, Intention(wish, {"structure": structure.id}))
