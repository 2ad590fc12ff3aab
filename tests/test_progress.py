"""What training leaves behind: the answer after it, the streak, why so much, one's own routines, and forgetting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.progress import REST_DAYS, Streak, after_answer, after_session, day_of, streak
from skill.memory.place import Place, Position, Recipe, Stage
from skill.memory.profile import Profile, read_profile, write_profile
from skill.memory.volatile import VolatileStore
from skill.service import Service
from tests.gym import DAY_SECONDS as DAY
from tests.gym import Guest
from tests.talking import unheard


@pytest.fixture
def guest(service):
    return Guest(service)


@pytest.fixture
def profile(store):
    return lambda: read_profile(store.rows.get("amzn1.ask.account.local"))


def finish(guest, routine="warm_up", **slots):
    """Do a routine to its end."""
    guest.ask("StartWarmUp", routine=routine, style="keep_going", **slots)
    while guest.stage == "working" and "easy, right, or hard" not in guest.heard.text:
        guest.ask("AMAZON.NextIntent")
    return guest.heard


# --------------------------------------------------------------------------------------------- the streak, in numbers


@pytest.mark.parametrize(
    ("days", "today", "expected"),
    [
        ((), 100, Streak()),
        ((100,), 100, Streak(1, 1, 0)),
        ((98, 100), 100, Streak(3, 2, 0)),
        ((96, 100), 101, Streak(5, 2, 1)),
        ((95, 100), 100, Streak(1, 1, 0)),
        ((90, 92, 99, 100), 102, Streak(2, 2, 2)),
        ((100, 200), 150, Streak(1, 1, 50)),
    ],
)
def test_days_of_rest_count_and_a_long_gap_begins_anew(days, today, expected):
    assert streak(days, today) == expected


@given(st.lists(st.integers(0, 400), max_size=40), st.integers(0, 400))
def test_a_streak_is_never_longer_than_the_time_and_never_shorter_than_its_sessions(days, today):
    found = streak(days, today)

    assert 0 <= found.sessions <= found.length <= today + 1
    assert found.length <= (REST_DAYS + 1) * max(found.sessions - 1, 0) + found.sessions
    assert found.running == (found.length > 0 and found.away <= REST_DAYS + 1)


def test_a_day_counts_once_and_only_the_latest_sixty_are_kept():
    recipe = Recipe("warm_up", ("bird_dog", "bird_dog"), (10, 10))
    profile = Profile()
    for day in [*range(100), 99]:
        profile = after_session(profile, recipe, day * DAY + 5)

    assert profile.days == tuple(range(40, 100))
    assert profile.heard == {"bird_dog": 101}
    assert day_of(3 * DAY + 1) == 3


def test_the_latest_three_answers_are_kept():
    profile = Profile()
    for answer in ("easy", "easy", "right", "hard"):
        profile = after_answer(profile, "warm_up", answer)

    assert profile.answers == ("easy", "right", "hard")
    assert profile.load == {"warm_up": 1}


# ------------------------------------------------------------------------------------------------------- the question


@pytest.mark.parametrize(
    ("name", "slots", "load"),
    [
        ("SetLevelIntent", {"level": "beginner"}, 1),  # "easy" is how people call that level
        ("SetLevelIntent", {"level": "intermediate"}, 0),
        ("SetLevelIntent", {"level": "advanced"}, -1),
        ("AMAZON.YesIntent", {}, 0),
        ("HarderIntent", {}, 1),
        ("EasierIntent", {}, -1),
    ],
)
def test_the_answer_after_a_session_moves_the_next_amounts(guest, profile, name, slots, load):
    heard = finish(guest)
    assert "easy, right, or hard" in heard.text

    answered = guest.ask(name, **slots)

    assert answered.open
    assert profile().load == {"warm_up": load}
    assert profile().level is None
    assert profile().place is None
    next_time = guest.ask("StartWarmUp", routine="warm_up", style="step_by_step")
    assert {1: "fifty seconds", 0: "forty five seconds", -1: "forty seconds"}[load] in next_time.text


def test_the_day_counts_even_if_the_question_is_never_answered(guest, profile):
    finish(guest)
    guest.end()

    assert profile().days == (day_of(guest.now),)
    assert profile().heard == dict.fromkeys(("front_plank", "hip_extension", "bird_dog", "superman"), 1)


def test_a_routine_that_is_left_early_does_not_count(guest, profile):
    guest.ask("StartWarmUp", routine="warm_up", style="keep_going")
    guest.interrupt("AMAZON.StopIntent", at=30)

    assert profile().days == ()


@pytest.mark.parametrize(
    ("pause_days", "key"), [((), "streak.first"), ((1, 2), "streak.running"), ((1, 30), "streak.returned")]
)
def test_the_streak_is_told_and_coming_back_is_praised(guest, coach, pause_days, key):
    finish(guest)
    guest.ask("AMAZON.YesIntent")
    for days in pause_days:
        guest.now += days * DAY
        finish(guest)
        guest.ask("AMAZON.YesIntent")

    said = guest.heard.text
    words = [
        variant.partition("{")[0].strip() or variant.rpartition("}")[2].strip()
        for variant in coach.phrases.variants[key]
    ]
    assert any(word in said for word in words), said


def test_after_a_long_rest_progress_is_still_kind(guest):
    finish(guest)
    guest.ask("AMAZON.YesIntent")

    heard = guest.ask("MyProgress", after=40 * DAY)

    assert "forty days" in heard.text.lower()
    assert "once" in heard.text


def test_nobody_is_blamed_for_having_done_nothing(guest):
    assert guest.ask("MyProgress").open


@pytest.mark.parametrize("word", ["DoseIntent"])
def test_why_so_much_names_the_rule_and_the_answers(guest, word):
    for _ in range(2):
        finish(guest)
        guest.ask("EasierIntent")
    guest.ask("StartWarmUp", routine="warm_up", style="step_by_step")
    guest.ask("GoTo", exercise="hip_extension")

    heard = guest.ask(word)

    assert "Ten reps, because your level begins with twelve reps" in heard.text
    assert "hard and hard" in heard.text
    assert heard.state["phase"] == "guided"


def test_why_so_much_in_one_s_own_routine(guest):
    guest.ask("ComposeRoutine", exercise="bird_dog", other="hip_extension", seconds="30", style="keep_going")

    assert "yourself" in guest.ask("DoseIntent").text


def test_how_many_of_another_exercise_is_another_question(guest):
    guest.ask("StartWarmUp", routine="warm_up", style="step_by_step")

    assert "side plank" in guest.ask("DoseIntent", exercise="side_plank").text.lower()


# -------------------------------------------------------------------------------------------------- one's own routine


def own(guest, **slots):
    guest.ask("StartWarmUp", routine="short", style="keep_going")
    return guest.ask("ComposeRoutine", exercise="bird_dog", other="side_plank", **slots)


def test_a_routine_is_put_together_by_voice(guest):
    heard = own(guest, seconds="30", rounds="2")

    assert "Your own routine: two exercises, two rounds" in heard.text
    assert "thirty seconds on each side" in heard.text


def test_what_is_missing_is_asked_for(guest):
    assert guest.ask("ComposeRoutine").open
    assert guest.ask("ComposeRoutine", exercise="bird_dog").open
    guest.ask("ComposeRoutine", other="superman", style="keep_going")
    assert "Your own routine" in guest.heard.text
    assert guest.ask("ComposeRoutine", exercise=unheard("burpee"), other="bird_dog").open
    assert "don't" in guest.heard.text or "new to me" in guest.heard.text


def test_it_is_kept_on_request_and_started_again_by_its_exercises(guest, profile):
    own(guest, seconds="20")
    while "easy, right, or hard" not in guest.heard.text:
        guest.ask("AMAZON.NextIntent")
    offered = guest.ask("AMAZON.YesIntent")
    assert "keep that routine" in offered.text or "remember that routine" in offered.text

    guest.ask("AMAZON.YesIntent")

    assert list(profile().own) == ["bird dog and side plank"]
    again = guest.ask("ComposeRoutine", exercise="bird_dog", other="side_plank")
    assert "twenty seconds on each side" in again.text


def test_it_is_kept_under_the_name_that_is_said_and_started_by_it(guest, profile):
    own(guest, seconds="20")
    guest.ask("SaveRoutineIntent", name=unheard("My Morning Routine"))
    assert list(profile().own) == ["morning"]
    guest.ask("AMAZON.StopIntent")

    heard = guest.ask("StartWarmUp", routine=unheard("my morning routine"), pace="slow")

    assert "Your own routine" in heard.text
    assert profile().place.recipe.pace == "slow"


def test_only_so_many_routines_are_kept(guest, profile):
    own(guest)
    for number in "abcdefghijklmno":
        guest.ask("SaveRoutineIntent", name=unheard(f"routine {number * 3}"))

    assert len(profile().own) == 12
    assert "ooo" in profile().own


def test_a_routine_of_ours_needs_no_keeping(guest):
    guest.ask("StartWarmUp", routine="short", style="keep_going")

    assert "of your own" in guest.ask("SaveRoutineIntent").text


# ------------------------------------------------------------------------------------------------------------- memory


def test_forgetting_erases_everything_and_looks_again(guest, store):
    finish(guest)
    guest.ask("AMAZON.YesIntent")
    guest.ask("StartWarmUp", routine="warm_up", style="step_by_step")

    heard = guest.ask("ForgetMe")

    assert "nothing is left" in heard.text
    assert store.rows == {}
    assert not heard.open
    assert "place" not in heard.state
    assert "day" not in guest.ask("MyProgress").text


def test_forgetting_that_fails_is_not_called_done(coach):
    class Stubborn(VolatileStore):
        def delete_attributes(self, request_envelope):
            raise OSError("no disk")

    guest = Guest(Service(coach, Stubborn()))
    finish(guest)

    heard = guest.ask("ForgetMe")

    assert "could not erase" in heard.text
    assert "nothing is left" not in heard.text


def test_forgetting_that_leaves_something_is_not_called_done(coach):
    class Sticky(VolatileStore):
        def delete_attributes(self, request_envelope):
            """Pretend."""

    guest = Guest(Service(coach, Sticky()))
    finish(guest)

    assert "could not erase" in guest.ask("ForgetMe").text


def test_a_profile_comes_back_as_it_was_kept():
    profile = Profile(
        level="beginner",
        place=Place(Recipe("warm_up", ("bird_dog",), (10,)), Position(Stage.WAITING, 3, 12.0, since=5.0)),
        own={"morning": Recipe("", ("bird_dog",), (10,))},
        days=(1, 2),
    )

    assert read_profile(write_profile(profile)) == profile


@pytest.mark.parametrize(
    "broken",
    [
        {"place": "nonsense"},
        {"place": [["warm_up", ["bird_dog"], [0]], {}]},
        {"place": [["warm_up", ["bird_dog"], [10**9]], {}]},
        {"days": "yesterday"},
        {"own": {"a": 1}},
        {"answers": ["terrible"]},
    ],
)
def test_a_field_that_cannot_be_read_costs_only_itself(broken):
    found = read_profile({"pace": "slow", "met": True, **broken})

    assert found == Profile(pace="slow", met=True)


def test_two_devices_that_write_places_at_once_never_mix_them():
    from skill.memory.merging import merged

    base = write_profile(Profile(place=Place(Recipe("warm_up", ("bird_dog",), (10,)), Position(block=1))))
    mine = write_profile(Profile(place=Place(Recipe("warm_up", ("bird_dog",), (10,)), Position(block=5))))
    theirs = write_profile(Profile(pace="slow", place=Place(Recipe("short", ("superman",), (8,)), Position(block=2))))

    found = read_profile(merged(base, mine, theirs))

    assert found.place == read_profile(mine).place
    assert found.pace == "slow"
