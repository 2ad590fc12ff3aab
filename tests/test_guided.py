"""Routines in conversation: every word at every place, coming back, two people, and a body in pain."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace

import pytest

from skill.coach.block import Kind
from skill.memory.profile import read_profile
from skill.memory.volatile import VolatileStore
from skill.service import Service
from skill.session import Phase
from tests.conftest import COACH
from tests.gym import Guest
from tests.limits import complaints
from tests.talking import unheard

DAY = 86_400.0


@pytest.fixture
def guest(service):
    return Guest(service)


def started(service, style, routine="warm_up", **slots):
    guest = Guest(service)
    guest.ask("StartWarmUp", routine=routine, style=style, **slots)
    return guest


@pytest.fixture
def profile(store):
    """What is remembered of the guest."""
    return lambda: read_profile(store.rows.get("amzn1.ask.account.local"))


# ------------------------------------------------------------------------------------------------------------ starting


def test_who_starts_for_the_first_time_chooses_once_how_to_be_led(guest, profile):
    heard = guest.ask("StartWarmUp", routine="short")
    assert heard.open
    assert "step by step" in heard.text
    assert "recording" not in heard.text  # nothing is hosted here

    guest.ask("ChangeStyle", style="step_by_step")
    assert "The short warm-up" in guest.heard.text
    assert profile().style == "step_by_step"

    guest.ask("AMAZON.StopIntent")
    assert "The lower back warm-up" in guest.ask("StartWarmUp", routine="warm_up").text


@pytest.mark.parametrize("answer", ["AMAZON.YesIntent", "AMAZON.ResumeIntent", "ReadyIntent"])
def test_a_plain_yes_to_how_to_be_led_lets_the_coach_keep_going(guest, profile, answer):
    guest.ask("StartWarmUp")

    guest.ask(answer)

    assert profile().style == "keep_going"


def test_the_first_and_the_second_one_name_the_ways(guest, profile):
    guest.ask("StartWarmUp")

    guest.ask("SelectOption", ordinal="1")

    assert profile().style == "step_by_step"


def test_the_time_is_told_before_it_starts_and_holds(service):
    guest = started(service, "keep_going", minutes="4")
    assert "four minutes" in guest.heard.text

    begun = guest.spoke_at
    while "easy" not in guest.heard.text:
        guest.ask("AMAZON.NextIntent", after=0.0)
    talked = guest.now - begun

    assert talked == pytest.approx(240, abs=10 + 8)  # the questions between come on top


@pytest.mark.parametrize(("minutes", "told"), [("30", "longest"), ("0.2", "shortest")])
def test_a_time_that_cannot_be_had_gets_the_nearest_honest_offer(guest, minutes, told):
    heard = guest.ask("StartWarmUp", routine="warm_up", minutes=minutes, style="keep_going")
    assert told in heard.text or "least" in heard.text or "makes sense" in heard.text
    assert heard.open

    accepted = guest.ask("AMAZON.YesIntent")
    assert "The lower back warm-up: " in accepted.text


def test_an_offer_can_be_answered_with_another_time(guest):
    guest.ask("StartWarmUp", routine="warm_up", minutes="30", style="keep_going")

    assert "five minutes" in guest.ask("StartWarmUp", minutes="5").text


def test_a_routine_that_nobody_knows_is_not_guessed(guest):
    heard = guest.ask("StartWarmUp", routine=unheard("salsa class"))

    assert "salsa class" in heard.text
    assert "core endurance set" in heard.text
    assert heard.open


@pytest.mark.parametrize("value", ["?", "many", "-3", "99999", "0"])
def test_a_number_that_is_none_is_left_to_the_coach(guest, value):
    heard = guest.ask("StartWarmUp", routine="warm_up", rounds=value, style="step_by_step")

    assert "four exercises" in heard.text


def test_who_avoids_all_of_it_is_told_so(guest):
    for exercise in ("front_plank", "hip_extension", "bird_dog", "superman", "side_plank"):
        guest.ask("AvoidExercise", exercise=exercise)

    heard = guest.ask("StartWarmUp", style="keep_going")

    assert "avoid" in heard.text
    assert heard.open


def test_an_avoided_exercise_is_swapped_and_it_is_said(guest):
    guest.ask("AvoidExercise", exercise="hip_extension")

    heard = guest.ask("StartWarmUp", style="keep_going")

    assert "Instead of the glute bridge" in heard.text


def test_the_other_side_begins_the_next_time(service, profile):
    guest = started(service, "step_by_step", routine="off_the_belly")
    assert "left first" in guest.heard.text
    guest.ask("AMAZON.StopIntent")

    guest.ask("StartWarmUp", routine="off_the_belly", after=DAY)

    assert "right first" in guest.heard.text


# ----------------------------------------------------------------------------------- every word at every place (table)

WORDS = (
    "AMAZON.NextIntent", "AMAZON.PreviousIntent", "AMAZON.RepeatIntent", "SkipIntent", "AMAZON.StartOverIntent",
    "HowLongLeftIntent", "WhereAmIIntent", "OtherSideIntent", "AMAZON.PauseIntent", "AMAZON.ResumeIntent",
    "ReadyIntent", "AMAZON.YesIntent", "AMAZON.NoIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent",
    "AMAZON.HelpIntent", "AMAZON.FallbackIntent", "AMAZON.LoopOnIntent", "AMAZON.LoopOffIntent",
    "AMAZON.ShuffleOnIntent", "AMAZON.ShuffleOffIntent", "MoreIntent", "DoseIntent", "MyProgressIntent",
    ("ChangePaceIntent", "pace", "slow"), ("ChangePaceIntent", "pace", "fast"), ("ChangePaceIntent", "pace", "later"),
    ("ChangeDetailIntent", "detail", "cues"), ("ChangeDetailIntent", "detail", "teacher"),
    ("ChangeStyleIntent", "style", "keep_going"), ("ChangeStyleIntent", "style", "step_by_step"),
    ("ChangeStyleIntent", "style", "follow_along"), ("ChangeStyleIntent", "style", ""), "HowToIntent", "EasierIntent",
    "HarderIntent", ("GoToIntent", "exercise", "superman"), ("GoToIntent", "exercise", "good_morning"), "GoToIntent",
    ("MistakesIntent", "exercise", "bird_dog"), ("HowToIntent", "exercise", "good_morning"), "ListExercisesIntent",
    "PainIntent", ("SetLevelIntent", "level", "beginner"), "LaunchRequest", "SessionEndedRequest",
)  # fmt: skip

PLACES = {
    "just begun": lambda guest: setattr(guest, "now", guest.spoke_at + 2),
    "ready": lambda guest: None,
    "in a hold": lambda guest: (guest.ask("ReadyIntent"), setattr(guest, "now", guest.spoke_at + 20)),
    "on the way": lambda guest: (guest.ask("ReadyIntent"), setattr(guest, "now", guest.now - 3)),
    "in reps": lambda guest: (
        guest.ask("GoTo", exercise="bird_dog"),
        guest.ask("ReadyIntent"),
        setattr(guest, "now", guest.spoke_at + 30),
    ),
    "waiting": lambda guest: guest.ask("AMAZON.PauseIntent"),
    "explained": lambda guest: guest.ask("HowTo"),
    "at the end": lambda guest: (guest.ask("GoTo", exercise="superman"), guest.ask("SkipIntent", after=60)),
    "left": lambda guest: guest.ask("AMAZON.StopIntent"),
    "silent": lambda guest: guest.end(),
    "in pain": lambda guest: guest.ask("PainIntent"),
    "elsewhere": lambda guest: guest.ask("HowTo", exercise="good_morning"),
    "in a list": lambda guest: guest.ask("ListExercises"),
}


def say(guest, word):
    if word == "LaunchRequest":
        return guest.launch(after=0.0)
    if word == "SessionEndedRequest":
        return guest.end(after=0.0)
    if isinstance(word, tuple):
        name, slot, value = word
        return guest.ask(name, after=0.0, **({slot: value} if value else {}))
    return guest.ask(word, after=0.0)


@pytest.mark.parametrize("style", ["step_by_step", "keep_going"])
@pytest.mark.parametrize("place", PLACES)
def test_every_word_has_a_valid_answer_at_every_place(place, style, caplog):
    store = VolatileStore()
    guest = started(Service(COACH, store), style)
    PLACES[place](guest)
    there, rows = dict(vars(guest)), deepcopy(store.rows)

    for word in WORDS:
        vars(guest).update(there, session=replace(there["session"]))
        store.rows = deepcopy(rows)

        heard = say(guest, word)

        assert complaints(heard.response) == [], word
        assert not [record for record in caplog.records if record.exc_info], word
        if word in ("AMAZON.StopIntent", "AMAZON.CancelIntent"):
            assert not heard.open
        if word == "PainIntent":
            assert "hold" not in heard.text.lower()
            assert re.search("rest", heard.text)
        if heard.open and heard.state.get("phase") == Phase.GUIDED.value:
            assert heard.state["place"]


# --------------------------------------------------------------------------------------------------- keeping the place


def test_a_word_in_the_middle_of_a_hold_costs_nothing_of_it(service):
    guest = started(service, "step_by_step")
    guest.ask("ReadyIntent")

    heard = guest.interrupt("HowLongLeft", at=4 + 20)

    assert "Half way." in heard.text
    assert heard.text.count("Five.") == 1
    assert "Hold." not in heard.text


def test_what_was_cut_off_is_not_said_again(service):
    guest = started(service, "keep_going", routine="core_endurance")
    guest.interrupt("GoTo", at=5, exercise="bird_dog")

    heard = guest.interrupt("WhereAmI", at=60)

    assert re.search(r"bird dog, after \w+ reps? of twelve", heard.text)


def test_something_else_in_between_moves_nothing_and_leads_back(service):
    guest = started(service, "step_by_step")
    guest.ask("ReadyIntent")
    before = guest.interrupt("MusclesWorked", at=4 + 20)

    assert before.open
    assert guest.stage == "ready"
    assert (guest.place.position.block, guest.place.position.offset) == (3, 20.0)
    resumed = guest.ask("ReadyIntent")
    assert resumed.text.startswith("Three. Two. One. Half way.")


def test_a_question_about_another_exercise_can_be_followed_and_the_routine_found_again(service):
    guest = started(service, "step_by_step")
    guest.ask("HowTo", exercise="good_morning")

    heard = guest.ask("AMAZON.ResumeIntent")

    assert "the front plank, exercise one of four" in heard.text


def test_wait_is_patient_and_then_the_place_is_saved(service, profile):
    guest = started(service, "step_by_step")
    guest.ask("ReadyIntent")
    heard = guest.interrupt("AMAZON.PauseIntent", at=4 + 20)

    assert heard.open
    assert "the front plank, with twenty five seconds to go" in heard.reprompt
    assert heard.ssml.count("10s") == 13
    assert heard.response["response"]["reprompt"]["outputSpeech"]["ssml"].count("10s") == 7
    guest.end()
    assert (profile().place.position.block, profile().place.position.offset) == (3, 20.0)


def test_silence_until_the_session_dies_and_a_return_the_next_day(service):
    guest = started(service, "step_by_step", routine="core_endurance")
    guest.ask("SkipIntent")
    guest.ask("ReadyIntent")
    guest.interrupt("AMAZON.PauseIntent", at=4 + 25 + 10 + 10)
    guest.end()

    heard = guest.launch(after=DAY)
    assert "the side plank, on the right side, with fifteen seconds to go" in heard.text
    again = guest.ask("AMAZON.YesIntent")

    assert "Three. Two. One." in again.text
    assert again.text.count("Five.") == 1
    assert "left" not in again.text.split("Three.")[0].replace("right side", "")


def test_i_am_back_works_without_a_greeting_and_on_another_device(service):
    guest = started(service, "step_by_step")
    guest.ask("ReadyIntent")
    guest.interrupt("AMAZON.StopIntent", at=4 + 20)

    other = Guest(service, device="amzn1.ask.device.other")
    other.now = guest.now + DAY
    heard = other.ask("AMAZON.ResumeIntent")

    assert "the front plank, with twenty five seconds to go, exercise one of four" in heard.text


def test_a_routine_that_was_left_can_be_let_go(service, profile):
    guest = started(service, "step_by_step")
    guest.end()
    guest.launch(after=DAY)

    guest.ask("AMAZON.NoIntent")

    assert profile().place is None
    assert "Shall we go on there" not in guest.launch().text


def test_a_routine_that_was_left_long_ago_is_not_offered_but_not_lost(service):
    guest = started(service, "step_by_step")
    guest.end()

    assert "front plank" not in guest.launch(after=30 * DAY).text
    assert "front plank" in guest.ask("WhereAmI").text


def test_the_way_of_being_led_can_be_changed_in_the_middle(service, profile):
    guest = started(service, "step_by_step")

    heard = guest.ask("ChangeStyle", style="keep_going")

    assert heard.open
    assert profile().style == "keep_going"
    going_on = guest.ask("ReadyIntent")
    assert "Hold." in going_on.text
    assert "Glute bridge" in going_on.text


def test_without_recordings_follow_along_is_explained_and_nothing_changes(service, profile):
    guest = started(service, "step_by_step")

    heard = guest.ask("ChangeStyle", style="follow_along")

    assert "recording" in heard.text
    assert profile().place.recipe.style == "step_by_step"


def test_slower_is_slower_at_the_same_rep_and_remembered(service, profile):
    guest = started(service, "step_by_step")
    guest.ask("GoTo", exercise="hip_extension")
    guest.ask("ReadyIntent")

    heard = guest.interrupt("ChangePace", at=4 + 16, pace="slow")

    assert "Four, lift." in heard.text
    assert "Three, lift." not in heard.text
    assert profile().pace == "slow"


def test_less_talking_twice_is_silence_and_more_comes_back(service, profile):
    guest = started(service, "step_by_step")

    guest.ask("ChangeDetail", detail="cues")
    guest.ask("ChangeDetail", detail="cues")
    assert profile().detail == "silent"
    guest.ask("ChangeDetail", detail="teacher")
    assert profile().detail == "teacher"
    guest.ask("ChangeDetail", detail="teacher")
    assert profile().detail == "teacher"


def test_an_exercise_of_the_routine_can_be_gone_to_and_any_other_is_not_part_of_it(service):
    guest = started(service, "step_by_step")

    assert "Bird dog, twelve reps" in guest.ask("GoTo", exercise="bird_dog").text
    assert "Your place is safe" in guest.ask("GoTo", exercise="good_morning").text or "stay" in guest.heard.text
    assert guest.heard.state["phase"] == "guided"
    unknown = guest.ask("GoTo", exercise=unheard("mumble"))
    assert unknown.open


def test_noise_in_the_middle_of_work_does_not_stop_the_count(service):
    guest = started(service, "step_by_step")
    guest.ask("ReadyIntent")

    heard = guest.interrupt("AMAZON.FallbackIntent", at=4 + 20)

    assert "Half way." in heard.text


def test_easier_and_harder_are_told_without_losing_the_place(service):
    guest = started(service, "step_by_step")
    guest.ask("ReadyIntent")

    assert "knees" in guest.interrupt("Easier", at=4 + 20).text
    assert "Five." in guest.heard.text


def test_how_do_i_do_this_one_explains_and_then_waits(service):
    guest = started(service, "step_by_step")
    guest.ask("ReadyIntent")

    heard = guest.interrupt("HowTo", at=4 + 20)

    assert "elbows" in heard.text
    assert guest.stage == "ready"
    assert guest.place.position.offset == 20.0


# ------------------------------------------------------------------------------------------------------------- in pain


@pytest.mark.parametrize("style", ["step_by_step", "keep_going"])
def test_pain_in_the_middle_of_a_hold_ends_the_exercise_and_stores_nothing_about_it(service, store, style):
    guest = started(service, style)
    guest.ask("ReadyIntent")
    before = set(store.rows["amzn1.ask.account.local"])

    heard = guest.interrupt("PainIntent", at=4 + 20)

    assert "Hold" not in heard.text
    assert "Five." not in heard.text
    assert heard.open
    for word in ("AMAZON.NextIntent", "ReadyIntent", "AMAZON.ResumeIntent"):
        again = guest.ask(word)
        assert "Three. Two. One." not in again.text
        assert "plank" not in again.text
    assert set(store.rows["amzn1.ask.account.local"]) == before
    assert not re.search("pain|hurt|symptom|sign", str(store.rows))


def test_after_pain_the_routine_is_not_offered_by_itself(service):
    guest = started(service, "step_by_step")
    guest.ask("PainIntent")
    guest.ask("AMAZON.NoIntent")

    assert "plank" not in guest.launch(after=60).text


def test_a_condition_named_in_the_middle_does_not_lead_back_into_exercise(service):
    guest = started(service, "step_by_step")

    heard = guest.ask("ConditionIntent", condition="pregnancy")

    assert heard.open
    assert heard.state.get("phase", "open") == "open"


# --------------------------------------------------------------------------------------------- two people, two devices


def test_two_people_of_one_household_have_each_their_own_place(service):
    ann = Guest(service, person="amzn1.ask.person.ANN")
    bob = Guest(service, person="amzn1.ask.person.BOB")
    ann.ask("StartWarmUp", routine="warm_up", style="step_by_step")
    bob.ask("StartWarmUp", routine="core_endurance", style="keep_going")
    ann.ask("GoTo", exercise="bird_dog")
    ann.end()
    bob.end()

    assert "bird dog" in ann.launch(after=DAY).text
    assert "bird dog" not in bob.launch(after=DAY).text


def test_two_devices_of_one_account_do_not_move_each_other(service):
    kitchen = Guest(service, device="kitchen")
    gym = Guest(service, device="gym")
    kitchen.ask("StartWarmUp", routine="warm_up", style="step_by_step")
    gym.ask("StartWarmUp", routine="core_endurance", style="step_by_step")
    gym.ask("GoTo", exercise="bird_dog")

    heard = kitchen.ask("WhereAmI")

    assert "The front plank, exercise one of four." in heard.text
    assert "round" not in heard.text
    assert "bird dog" in gym.ask("WhereAmI").text


def test_a_broken_store_costs_nothing_within_a_session(coach):
    class Broken(VolatileStore):
        def get_attributes(self, request_envelope):
            raise OSError("no disk")

        def save_attributes(self, request_envelope, attributes):
            raise OSError("no disk")

    guest = started(Service(coach, Broken()), "step_by_step")
    guest.ask("ReadyIntent")

    heard = guest.interrupt("WhereAmI", at=4 + 20)

    assert "The front plank, with twenty five seconds to go" in heard.text


def test_facts_that_have_changed_since_end_the_old_routine_calmly(service, store):
    guest = started(service, "step_by_step")
    guest.end()
    row = store.rows["amzn1.ask.account.local"]
    row["place"][0][1] = ["an_exercise_of_old"]
    row["place"][0][2] = [10]

    heard = guest.launch(after=DAY)

    assert heard.open
    assert "Shall we go on there" not in heard.text
    assert guest.ask("AMAZON.ResumeIntent").open


def test_each_kind_of_block_is_somewhere_in_the_routines():
    kinds = {block.kind for routine in ("warm_up", "core_endurance") for block in plan_of(routine).blocks}

    assert kinds == set(Kind)


def plan_of(routine):
    from skill.coach.routine import Wish, prepare
    from skill.memory.profile import Profile

    return prepare(COACH.catalogue, COACH.phrases, Wish(routine, rounds=2), Profile()).plan


def test_what_is_not_understood_again_and_again_is_met_with_other_help_and_never_ends_the_routine(service):
    guest = started(service, "step_by_step")

    answers = [guest.ask("AMAZON.FallbackIntent").text for _ in range(4)]

    assert all("place" in answer or "lost nothing" in answer for answer in answers)
    assert all(re.search("next|ready|go on", answer, re.IGNORECASE) for answer in answers)
    assert guest.heard.open
    assert guest.ask("ReadyIntent").text.startswith("Three.")
