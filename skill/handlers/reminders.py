"""Reminders to train: agreed on one by one, set, told and taken back by Alexa. The coach keeps nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from skill.alexa_apis.port import Failure
from skill.alexa_apis.when import DAYS, When, clock
from skill.coach import wording
from skill.handlers.answering import Closing, aside, asking, missing, standing
from skill.reply import Reply
from skill.session import Intention, Phase

if TYPE_CHECKING:
    from skill.alexa_apis.port import Reminder
    from skill.coach.coach import Coach
    from skill.reply import Answer
    from skill.request import Turn

NAMES = ("RemindIntent", "CancelReminderIntent")
"""Intents that leave a question of their own behind."""
ALL_WORDS = frozenset({"CancelReminderIntent", "ListExercisesIntent"})
"""How "all" arrives as an answer to "which one, or all?"."""
AGREED, PERMITTED = "agreed", "permitted"
"""How far the consent to a reminder is: the person said yes to it; and then gave the permission, too."""
READ_OUT = 5
"""So many reminders are told, and can be picked by their number."""


def remind(turn: Turn, coach: Coach) -> Reply:
    """Ask for what is missing, then for the consent to exactly this reminder, then set it (alexa-rules 3.5)."""
    if turn.alexa is None:
        return _said(turn, coach, "none_here")
    turn = turn.asking(_wanted(turn))
    if turn.session.phase is Phase.CHECKING:
        return aside(turn, standing(turn, coach), coach.phrases.pick("reminders.later", turn.seed))
    for slot, known in (("days", turn.slot("days") in DAYS), ("time", clock(turn.slot("time")))):
        if not known:
            return missing(turn, asking(turn, coach, f"missing.{slot}"), slot)
    when = When(DAYS[turn.slot("days")], *(clock(turn.slot("time")) or (0, 0)))
    return _set(turn, coach, when) if _consented(turn) else _asked(turn, coach, when)


def permitted(turn: Turn, coach: Coach) -> Answer:
    """Go on with the reminder for which Alexa has asked for the permission, where it was given."""
    days, _, time = turn.consent.token.partition(" ")
    if not turn.consent.given:
        return _said(turn, coach, "declined")
    return Intention("RemindIntent", {"days": days, "time": time, "consent": PERMITTED})


def list_reminders(turn: Turn, coach: Coach) -> Reply:
    """Tell all reminders of this skill in one sentence."""
    found = turn.alexa.reminders() if turn.alexa else Failure.UNSUPPORTED
    if isinstance(found, Failure):
        return _failed(turn, coach, found)
    if not found:
        return _said(turn, coach, "none")
    return aside(_settled(turn), standing(_settled(turn), coach), *_told(turn, coach, found), title="Reminders")


def cancel(turn: Turn, coach: Coach) -> Reply:
    """Take a reminder back: the one that was picked, or the only one; of several, ask which."""
    found = turn.alexa.reminders() if turn.alexa else Failure.UNSUPPORTED
    if isinstance(found, Failure):
        return _failed(turn, coach, found)
    if not found:
        return _said(turn, coach, "none")
    picked = [each for each in found if turn.slot("alert") in ("", each.token)]
    if not picked:
        return _failed(turn, coach, Failure.GONE)
    if len(picked) == 1 and (turn.slot("alert") or turn.dialog == turn.name):
        return _cancelled(turn, coach, picked[0])
    state = msgspec.structs.replace(
        turn.session,
        phase=Phase.CHOOSING,
        asked=Intention("CancelReminderIntent"),
        offer=None,
        options=tuple(Intention("CancelReminderIntent", {"alert": each.token}) for each in picked[:READ_OUT]),
        misses=0,
    )
    reply = aside(turn, asking(turn, coach, "reminders.which"), *_told(turn, coach, picked))
    return replace(reply, session=state)


def asks_which(turn: Turn, coach: Coach) -> bool:
    """Whether the coach has just asked which of several reminders to cancel, and the answer itself is this turn.

    "Next" and "again" lead back to that question, and must not cancel a thing.
    """
    asked = turn.session.asked
    choosing = turn.session.phase is Phase.CHOOSING and asked is not None and asked.intent == "CancelReminderIntent"
    return choosing and turn.dialog == turn.name


def cancel_all(turn: Turn, coach: Coach) -> Reply:
    """Take all reminders back; a word in between, since that may take a second or two."""
    found = turn.alexa.reminders() if turn.alexa else Failure.UNSUPPORTED
    if isinstance(found, Failure) or turn.alexa is None:
        return _failed(turn, coach, found if isinstance(found, Failure) else Failure.UNSUPPORTED)
    if len(found) > 1:
        turn.alexa.meanwhile(f"<speak>{coach.phrases.pick('reminders.one_moment')}</speak>")
    failures = [failure for each in found if (failure := turn.alexa.cancel(each.token)) not in (None, Failure.GONE)]
    return _failed(turn, coach, failures[0]) if failures else _said(turn, coach, "all_cancelled")


def _consented(turn: Turn) -> bool:
    """Whether this very turn is the person's yes: "next" takes offers up, too, but is no consent."""
    said = {AGREED: "AMAZON.YesIntent", PERMITTED: ""}
    return said.get(turn.slot("consent")) == turn.dialog


def _wanted(turn: Turn) -> Intention:
    """What was asked for, with what an earlier turn has already told; consent is never carried on."""
    asked = turn.session.asked
    earlier = asked if turn.session.phase is Phase.MISSING and asked and asked.intent == turn.name else Intention("")
    told = {slot: earlier.get(slot) for slot in ("days", "time") if earlier.get(slot)}
    return Intention(turn.name, {**told, **turn.intention.slots})


def _asked(turn: Turn, coach: Coach, when: When) -> Reply:
    """Say exactly what would be set, and ask for it."""
    agreed = turn.intention.filled(consent=AGREED, when=_spoken(when))
    settled = _settled(turn)
    # The question would be lost behind the one that leads back into a routine.
    phase = Phase.CHOOSING if turn.session.phase is Phase.GUIDED else settled.session.phase
    settled = replace(settled, session=msgspec.structs.replace(settled.session, phase=phase))
    return aside(settled, asking(turn, coach, "reminders.agree", agreed, when=_spoken(when)))


def _set(turn: Turn, coach: Coach, when: When) -> Reply:
    """Set what was agreed on; without the permission, let Alexa ask for it once."""
    zone = turn.alexa.time_zone() if turn.alexa else None
    if turn.alexa is None or zone is None:
        return _said(turn, coach, "no_zone")
    failure = turn.alexa.remind(when, coach.phrases.pick("reminders.text"), turn.seconds, zone)
    if failure is Failure.NOT_ALLOWED and turn.slot("consent") != PERMITTED:
        return Reply(session=_settled(turn).session, permission=f"{turn.slot('days')} {turn.slot('time')}")
    if failure:
        return _failed(turn, coach, failure)
    return _said(turn, coach, "set", when=_spoken(when))


def _cancelled(turn: Turn, coach: Coach, reminder: Reminder) -> Reply:
    failure = turn.alexa.cancel(reminder.token) if turn.alexa else Failure.UNSUPPORTED
    if failure:
        return _failed(turn, coach, failure)
    when = _spoken(reminder.when) if reminder.when else ""
    return _said(turn, coach, "cancelled" if when else "cancelled_it", when=when)


def _told(turn: Turn, coach: Coach, found: tuple[Reminder, ...] | list[Reminder]) -> list[str]:
    """The reminders in a sentence, and how many more there are."""
    unclear = coach.phrases.pick("reminders.unclear")
    names = wording.listed([_spoken(each.when) if each.when else unclear for each in found[:READ_OUT]])
    count = wording.counted(len(found), "reminder")
    are = "is" if len(found) == 1 else "are"
    told = [coach.phrases.pick("reminders.have", turn.seed, count=count, names=names, are=are)]
    more = len(found) - READ_OUT
    return [*told, coach.phrases.pick("reminders.more", turn.seed, count=wording.number(more))] if more > 0 else told


def _spoken(when: When) -> str:
    return f"{wording.weekly(when.days)} at {wording.clock(when.hour, when.minute)}"


def _failed(turn: Turn, coach: Coach, failure: Failure) -> Reply:
    return _said(turn, coach, failure.value if turn.alexa else "none_here")


def _said(turn: Turn, coach: Coach, key: str, **words: object) -> Reply:
    """Say how it went, and go back to where the conversation was."""
    settled = _settled(turn)
    closing: Closing = standing(settled, coach, Intention("SuggestIntent"))
    return aside(settled, closing, coach.phrases.pick(f"reminders.{key}", turn.seed, **words))


def _settled(turn: Turn) -> Turn:
    """The turn as if no reminder had been talked about: what "yes" or "again" must not do twice is gone."""
    session = turn.session
    if session.offer and session.offer.intent in NAMES:
        session = msgspec.structs.replace(session, offer=None)
    if session.asked and session.asked.intent in NAMES:
        session = msgspec.structs.replace(session, asked=None, options=(), phase=Phase.OPEN)
    if session.phase is Phase.CHOOSING and not session.options:
        session = msgspec.structs.replace(session, phase=Phase.OPEN)
    return replace(turn, session=session)
