"""Training advice that is about no single exercise: by goal, and the topics of the lower back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach import wording
from skill.handlers.answering import answered, asking, missing, offering
from skill.session import Intention, Phase
from speech.script import pause, script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.reply import Reply
    from skill.request import Turn


def programming(turn: Turn, coach: Coach) -> Reply:
    """Say how to train for a goal; ask for the goal where none is named."""
    goal = coach.catalogue.goals.get(turn.slot("goal"))
    if goal is None:
        return missing(turn, asking(turn, coach, "missing.goal"), "goal")
    facts = [fact for fact in (goal.principle, goal.when, goal.how, goal.guideline, goal.caveat) if fact]
    methods = [coach.catalogue.exercises[id_] for id_ in goal.methods if id_ not in turn.profile.avoid][:3]
    names = wording.listed([exercise.spoken_name for exercise in methods])
    good = coach.phrases.pick("goal.methods", turn.seed, names=names)
    said = script(*(item for fact in facts for item in (fact.text, pause(0.6))), good)
    options = tuple(Intention("HowToIntent", {"exercise": exercise.id}) for exercise in methods)
    return answered(
        turn,
        asking(turn, coach, "list.which"),
        said,
        title=f"Training for {goal.name}",
        sources=[key for fact in facts for key in fact.source],
        phase=Phase.CHOOSING,
        options=options,
    )


def topic(turn: Turn, coach: Coach) -> Reply:
    """Explain a topic of the lower back, with its reservation where it has one; list topics where none is named."""
    found = coach.catalogue.topics.get(turn.slot("topic"))
    if found is None:
        names = wording.listed([each.name for each in list(coach.catalogue.topics.values())[:3]], last="or")
        return missing(turn, asking(turn, coach, "missing.topic", names=names), "topic")
    said = script(found.text, pause(0.6), found.caveat or "")
    topics = list(coach.catalogue.topics)
    following = topics[(topics.index(found.id) + 1) % len(topics)]
    closing = offering(turn, coach, Intention("TopicIntent", {"topic": following}))
    return answered(turn, closing, said, title=found.name.capitalize(), sources=found.source)
