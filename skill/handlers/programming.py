"""Training advice that is about no single exercise: by goal, and the topics of the lower back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from skill.coach import wording
from skill.coach.choose import unavoided
from skill.handlers.answering import answered, asking, missing, offering
from skill.handlers.lists import PAGE, listing
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
    methods = unavoided((coach.catalogue.exercises[id_] for id_ in goal.methods), turn.profile.avoid)
    if turn.intention.at:
        intro = coach.phrases.pick("goal.also", turn.seed)
        return listing(turn, coach, intro, methods, title=f"Training for {goal.name}")
    facts = [fact for fact in (goal.principle, goal.when, goal.how, goal.guideline, goal.caveat) if fact]
    intro = coach.phrases.pick("goal.intro", turn.seed, goal=goal.name)
    names = wording.listed([f"the {exercise.spoken_name}" for exercise in methods[:PAGE]])
    good = coach.phrases.pick("goal.methods", turn.seed, names=names) if names else ""
    said = script(intro, *(item for fact in facts for item in (fact.text, pause(0.6))), good)
    options = tuple(Intention("HowToIntent", {"exercise": exercise.id}) for exercise in methods[:PAGE])
    which = "list.which_or_more" if len(methods) > PAGE else "list.which" if methods else "what_next"
    return answered(
        turn,
        asking(turn, coach, which),
        said,
        title=f"Training for {goal.name}",
        sources=[key for fact in facts for key in fact.source],
        phase=Phase.CHOOSING if options else Phase.OPEN,
        options=options,
    )


def topic(turn: Turn, coach: Coach) -> Reply:
    """Explain a topic of the lower back, with its reservation where it has one; list topics where none is named."""
    found = coach.catalogue.topics.get(turn.slot("topic"))
    if found is None:
        return _which_topic(turn, coach)
    said = script(found.text, pause(0.6), found.caveat or "")
    topics = list(coach.catalogue.topics)
    following = topics[(topics.index(found.id) + 1) % len(topics)]
    closing = offering(turn, coach, Intention("TopicIntent", {"topic": following}))
    return answered(turn, closing, said, title=found.name.capitalize(), sources=found.source)


def _which_topic(turn: Turn, coach: Coach) -> Reply:
    """Ask for a topic, naming three; "more" names the next three, and after the last the first again."""
    topics = list(coach.catalogue.topics.values())
    pages = -(-len(topics) // PAGE)
    begin = turn.intention.at % pages * PAGE
    named = topics[begin : begin + PAGE]
    closing = asking(turn, coach, "missing.topic", names=", ".join(each.name for each in named))
    options = tuple(Intention("TopicIntent", {"topic": each.id}) for each in named)
    reply = missing(turn, closing, "topic", options)
    return replace(reply, session=msgspec.structs.replace(reply.session, phase=Phase.CHOOSING))
