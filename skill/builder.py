"""The skill's table of contents: which handler answers what, in order. The only place where handlers are registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.handlers import (
    anatomy,
    basics,
    browse,
    control,
    dose,
    exercise,
    guided,
    howto,
    launch,
    own,
    preferences,
    programming,
    progress,
    reminders,
    returning,
    safety,
    stream,
    swaps,
    warmup,
)
from skill.reply import Reply
from skill.routes import CheckRoute, PlaceRoute, RestRoute, Route, SafetyRoute, UnknownIntentRoute, on

if TYPE_CHECKING:
    from skill.coach.coach import Coach
    from skill.request import Turn

ROUTES: tuple[Route, ...] = (
    SafetyRoute(safety.protect, frozenset({"PainIntent", "RedFlagIntent", "ConditionIntent"})),
    PlaceRoute(progress.effort, progress.EFFORT_WORDS, progress.answers_effort),
    PlaceRoute(returning.let_go, frozenset({"AMAZON.NoIntent"}), returning.lets_go),
    PlaceRoute(warmup.choose_style, frozenset({"ChangeStyleIntent"}), warmup.choosing_style),
    PlaceRoute(progress.why_so_much, frozenset({"DoseIntent"}), progress.asks_why),
    PlaceRoute(guided.steer, guided.WORDS, guided.steers),
    PlaceRoute(reminders.cancel_all, reminders.ALL_WORDS, reminders.asks_which),
    on(basics.stop, "AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"),
    CheckRoute(safety.check_again, control.STEERING | safety.NEEDS_A_NAME),
    on(launch.launch, "LaunchRequest"),
    on(launch.greeting, "GreetingIntent"),
    on(howto.explain, "HowToIntent"),
    on(howto.ready, "ReadyIntent"),
    on(exercise.about, "AboutExerciseIntent"),
    on(exercise.compare, "CompareExercisesIntent"),
    on(exercise.benefits, "BenefitsIntent"),
    on(exercise.muscles_worked, "MusclesWorkedIntent"),
    on(exercise.equipment_needed, "EquipmentNeededIntent"),
    on(exercise.mistakes, "MistakesIntent"),
    on(exercise.breathing, "BreathingIntent"),
    on(dose.dose, "DoseIntent"),
    on(swaps.easier, "EasierIntent"),
    on(swaps.harder, "HarderIntent"),
    on(swaps.alternative, "AlternativeIntent"),
    on(anatomy.about, "AnatomyAboutIntent"),
    on(anatomy.location, "AnatomyLocationIntent"),
    on(anatomy.function, "AnatomyFunctionIntent"),
    on(anatomy.exercises_for, "ExercisesForMuscleIntent"),
    on(programming.programming, "ProgrammingIntent"),
    on(programming.topic, "TopicIntent"),
    on(browse.list_exercises, "ListExercisesIntent"),
    on(browse.find_exercise, "FindExerciseIntent"),
    on(browse.suggest, "SuggestIntent"),
    on(browse.select, "SelectOptionIntent"),
    on(warmup.start, "StartWarmUpIntent"),
    on(warmup.compose, "ComposeRoutineIntent"),
    on(own.save, "SaveRoutineIntent"),
    on(control.no_routine, "OtherSideIntent", "HowLongLeftIntent", "WhereAmIIntent"),
    on(control.go_to, "GoToIntent"),
    on(control.yes, "AMAZON.YesIntent"),
    on(control.no, "AMAZON.NoIntent"),
    on(control.repeat, "AMAZON.RepeatIntent"),
    on(control.onward, "AMAZON.NextIntent", "SkipIntent", "MoreIntent", "AMAZON.ResumeIntent"),
    on(control.back, "AMAZON.PreviousIntent"),
    on(control.start_over, "AMAZON.StartOverIntent"),
    on(control.wait, "AMAZON.PauseIntent"),
    on(
        control.no_stream,
        "AMAZON.LoopOnIntent",
        "AMAZON.LoopOffIntent",
        "AMAZON.ShuffleOnIntent",
        "AMAZON.ShuffleOffIntent",
    ),
    on(preferences.change_pace, "ChangePaceIntent"),
    on(preferences.change_detail, "ChangeDetailIntent"),
    on(preferences.change_style, "ChangeStyleIntent"),
    on(preferences.set_level, "SetLevelIntent"),
    on(preferences.set_equipment, "SetEquipmentIntent"),
    on(preferences.avoid_exercise, "AvoidExerciseIntent"),
    on(progress.my_progress, "MyProgressIntent"),
    on(preferences.forget_me, "ForgetMeIntent"),
    on(basics.help_, "AMAZON.HelpIntent"),
    on(basics.limits, "LimitsIntent"),
    on(basics.how_do_you_know, "HowDoYouKnowIntent"),
    on(reminders.remind, "RemindIntent"),
    on(reminders.list_reminders, "ListRemindersIntent"),
    on(reminders.cancel, "CancelReminderIntent"),
    on(reminders.permitted, "Connections.Response"),
    on(basics.fallback, "AMAZON.FallbackIntent"),
    UnknownIntentRoute(basics.fallback, frozenset()),
    on(stream.button, *stream.BUTTONS),
    on(stream.started, "AudioPlayer.PlaybackStarted"),
    on(stream.nearly_finished, "AudioPlayer.PlaybackNearlyFinished"),
    on(stream.finished, "AudioPlayer.PlaybackFinished"),
    on(stream.stopped, "AudioPlayer.PlaybackStopped"),
    on(stream.failed, "AudioPlayer.PlaybackFailed"),
    RestRoute(basics.silence, frozenset()),
)
"""First match answers. Safety comes first, then what has a meaning at a place in a routine, then leaving."""

MAX_REDIRECTS = 4
"""More than any chain of handlers needs; an endless one is a mistake in a handler."""


def route_for(turn: Turn, coach: Coach) -> Route:
    """The route that answers a turn."""
    return next(route for route in ROUTES if route.accepts(turn, coach))


def answer(turn: Turn, coach: Coach, route: Route | None = None) -> Reply:
    """Ask the handlers until one replies; an intention that one of them returns is asked in its place.

    Whatever is answered, a routine that is under way keeps its place.
    """
    said = turn
    for _ in range(MAX_REDIRECTS):
        result = (route or route_for(turn, coach)).handler(turn, coach)
        if isinstance(result, Reply):
            return guided.kept(said, coach, result)
        turn, route = turn.asking(result), None
    raise RuntimeError(f"handlers pass {turn.name} to each other without an end")
