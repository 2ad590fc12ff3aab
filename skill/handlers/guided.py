"""Steering a routine that is under way: every word that means something in one, whatever the routine is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.coach.placing import settle
from skill.coach.player import Ask, Event
from skill.handlers import leading, safety
from skill.handlers.adjusting import ADJUSTING, HELP, adjust
from skill.handlers.control import no_routine
from skill.handlers.leading import lead, place_of
from skill.memory.place import Position, Stage
from skill.reply import Reply, StopPlaying
from skill.session import Phase
from speech.script import script

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.reply import Answer
    from skill.request import Turn

MOVES = {
    "AMAZON.YesIntent": Ask.GO,
    "ReadyIntent": Ask.GO,
    "MoreIntent": Ask.GO,
    "AMAZON.NextIntent": Ask.NEXT,
    "SkipIntent": Ask.SKIP,
    "AMAZON.PreviousIntent": Ask.BACK,
    "AMAZON.RepeatIntent": Ask.REPEAT,
    "AMAZON.StartOverIntent": Ask.START_OVER,
    "OtherSideIntent": Ask.OTHER_SIDE,
    "HowLongLeftIntent": Ask.LEFT,
    "WhereAmIIntent": Ask.WHERE,
    "AMAZON.NoIntent": Ask.WAIT,
    "AMAZON.PauseIntent": Ask.WAIT,
    "AMAZON.ResumeIntent": Ask.RESUME,
    "AMAZON.StopIntent": Ask.STOP,
    "AMAZON.CancelIntent": Ask.STOP,
    "AMAZON.NavigateHomeIntent": Ask.STOP,
    "SessionEndedRequest": Ask.SILENCE,
}
"""What each word does to the place."""

ONLY_HERE = frozenset({
    "SkipIntent", "OtherSideIntent", "HowLongLeftIntent", "WhereAmIIntent", "AMAZON.ResumeIntent",
})  # fmt: skip
"""Words that mean nothing outside a routine: they lead back into one that was left."""
OPENLY = ONLY_HERE | {"AMAZON.NextIntent", "AMAZON.PreviousIntent", "AMAZON.StartOverIntent", "AMAZON.PauseIntent"}
"""Words that mean the routine that was left, as long as nothing else is going on."""
NOISE = "AMAZON.FallbackIntent"
"""What was not understood: in the middle of work it is taken for noise, and the count goes on."""
WORDS = ADJUSTING | MOVES.keys()
"""Everything that steers."""


def steers(turn: Turn, coach: Coach) -> bool:
    """Whether a turn steers a routine: one under way, or one that was left where the word can mean nothing else."""
    found = place_of(turn, coach) if turn.name in WORDS and turn.session.phase is not Phase.CHECKING else None
    if found is None:
        return False
    if turn.session.phase is Phase.GUIDED or _streaming(turn):
        if turn.name == NOISE:
            return settle(found[1], found[0].position, turn.seconds).stage in (Stage.WORKING, Stage.STREAMING)
        return turn.name not in HELP or _about_this(turn)
    openly = turn.session.phase is Phase.OPEN and leading.fresh(turn) is not None
    return turn.name in (OPENLY if openly else ONLY_HERE)


def steer(turn: Turn, coach: Coach) -> Answer:
    """Do what the word says at the place."""
    found = place_of(turn, coach)
    if found is None:
        return no_routine(turn, coach)
    place, plan = found
    if turn.name not in MOVES:
        return adjust(turn, coach, place, plan)
    reply = lead(turn, coach, place, plan, Event(MOVES[turn.name], turn.seconds, seed=turn.seed))
    if MOVES[turn.name] is not Ask.STOP:
        return reply
    goodbye = coach.phrases.pick("goodbye", turn.seed)
    return replace(reply, script=script(reply.script, goodbye), audio=StopPlaying() if turn.speaker else None)


def kept(turn: Turn, coach: Coach, reply: Reply) -> Reply:
    """The reply to something else in the middle of a routine: the body rests at its place, and is asked to go on.

    Where the other subject has a question of its own, that one is asked. After a concern of safety nothing leads back:
    the place is kept like one that was left long ago, and is not offered again.
    """
    if turn.session.phase is not Phase.GUIDED or reply.forget or (turn.name in WORDS and steers(turn, coach)):
        return reply
    found = place_of(turn, coach)
    if found is None or (reply.profile and reply.profile.place != turn.profile.place):
        return reply
    place, plan = found
    here = settle(plan, place.position, turn.seconds)
    worried = safety.concern_of(turn, coach) is not None
    listening = reply.open and not worried
    if here.stage is not Stage.EFFORT:
        stage, since = Stage.READY if listening else Stage.AWAY, 0.0 if worried else turn.seconds
        here = Position(stage, here.block, here.offset, since=since)
    reply = replace(reply, profile=leading.remembered(reply.profile or turn.profile, place, here))
    if not listening or reply.session.phase not in (Phase.OPEN, Phase.GUIDED):
        return reply
    if reply.session.phase is Phase.GUIDED and here.stage is not Stage.EFFORT:
        return reply
    closing = leading.closing(turn, coach, plan, here)
    session = replace(reply.session, phase=Phase.GUIDED, exercise=turn.session.exercise, offer=None, asked=None)
    return replace(reply, question=closing.question, reprompt=closing.reprompt, session=session)


def _streaming(turn: Turn) -> bool:
    place = turn.profile.place
    return turn.session.phase is Phase.OPEN and place is not None and leading.plays(turn, place)


def _about_this(turn: Turn) -> bool:
    """Whether a question is about the exercise at the place, not about another one."""
    named = turn.slot("exercise")
    return not turn.unknown("exercise") and named in ("", turn.session.exercise)
