"""Learning from templates and mending words, each by itself on a handful of sentences."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from interaction_model.alike import kin
from interaction_model.classify import Guess, dump, guesses
from interaction_model.errors import TemplateError
from interaction_model.examples import Example, fill, load_examples
from interaction_model.features import features, outline
from interaction_model.mentions import Names
from interaction_model.repair import Repair
from interaction_model.sounds import Sounds, consonants
from interaction_model.source import HERE, load_source
from interaction_model.text import stem, tokens, words
from interaction_model.train import digest, learn
from interaction_model.vocabulary import Value
from skill.content.load import load
from skill.content.vocabulary import vocabulary

DOGS = (
    Value("bird_dog", "bird dog", ("bird dogs",), ("bird duck",), ("dead bug",)),
    Value("plank", "plank", ("planks",)),
)
CONTENT = {"ExerciseType": DOGS, "SymptomType": (Value("bladder", "lost control of my bladder"),)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Authors' files with three small intents."""
    (tmp_path / "intents").mkdir()
    (tmp_path / "intents" / "a.toml").write_text(
        '[HowToIntent]\nsentences = ["<show> [the] {exercise}", "how do i do [a] {exercise}"]\n'
        '[StopIntent]\nsentences = ["stop", "that is enough", "i am done"]\n'
        '[BadIntent]\nsentences = ["i have {symptom}"]\n'
        '[[BadIntent.meaning]]\nslots = { symptom = "bladder" }\nsentences = ["i wet myself"]\n',
        "utf-8",
    )
    (tmp_path / "rules.toml").write_text('show = "(show me|teach me)"\n', "utf-8")
    (tmp_path / "slots.toml").write_text(
        '[slots]\nexercise = "ExerciseType"\nsymptom = "SymptomType"\n[types]\n'
        '[loose]\ntypes = ["SymptomType"]\n[examples]\n',
        "utf-8",
    )
    (tmp_path / "outside.toml").write_text('everyday = ["what is the weather", "play music"]\n', "utf-8")
    for name in ("words", "alike", "asides"):
        (tmp_path / f"{name}.toml").write_text("", "utf-8")
    return tmp_path


def test_learning_twice_gives_the_same_bytes(folder: Path) -> None:
    source = load_source(folder)

    assert dump(learn(source, CONTENT)) == dump(learn(source, CONTENT))


def test_what_was_learned_tells_the_intents_apart(folder: Path) -> None:
    learned = learn(load_source(folder), CONTENT)
    names = Names(CONTENT, frozenset())

    def best(text: str) -> str:
        row = words(text)
        return guesses(outline(row, names.find(row), lambda mention: mention.sure), learned)[0].intent

    assert best("please show me planks") == "HowToIntent"
    assert best("enough now") == "StopIntent"
    assert best("the weather") == "AMAZON.FallbackIntent"


def test_the_weights_file_holds_what_was_learned(folder: Path) -> None:
    learned = learn(load_source(folder), CONTENT)

    data = json.loads(dump(learned))

    assert data["digest"] == learned.digest
    assert data["weights"].keys() == learned.weights.keys()


def test_another_name_or_another_sentence_needs_new_weights(folder: Path) -> None:
    source = load_source(folder)
    other = {**CONTENT, "ExerciseType": DOGS[:1]}

    assert digest(source, CONTENT) != digest(source, other)
    assert digest(source, CONTENT) != digest(replace(source, fingerprint="other"), CONTENT)


def test_slots_are_filled_with_names_in_turn(folder: Path) -> None:
    source = load_source(folder)

    told = [fill(Example("HowToIntent", "show me {exercise}"), source, CONTENT, turn) for turn in range(4)]

    assert {text for text, _ in told} == {"show me bird dog", "show me plank"}
    assert {ids["exercise"] for _, ids in told} == {"bird_dog", "plank"}


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("intents/b.toml", '[HowToIntent]\nsentences = ["hi"]\n', "in another file too"),
        ("intents/b.toml", "[XIntent]\nsentences = []\n", "at least one sentence"),
        ("intents/b.toml", '[XIntent]\nsentences = ["hi"]\nsentence = 1\n', "no key 'sentence'"),
        ("intents/b.toml", '[XIntent]\nsentences = ["{toy}"]\n', "has no type"),
        ("intents/b.toml", '[XIntent]\nsentences = ["<toy>"]\n', "no rule <toy>"),
        ("intents/b.toml", '[XIntent]\nsentences = ["(hi"]\n', "never closed"),
        ("intents/b.toml", '[XIntent]\nsentences = ["hi"]\notherwise = { slot = "x" }\n', "needs 'intent'"),
        ("intents/b.toml", "[XIntent\n", "is no TOML"),
        ("rules.toml", 'show = "<show>"\n', "contains itself"),
    ],
)
def test_an_author_is_told_what_is_wrong_and_where(folder: Path, file: str, text: str, problem: str) -> None:
    (folder / file).write_text(text, "utf-8")

    with pytest.raises(TemplateError, match=problem) as caught:
        load_source(folder)

    assert Path(file).stem in str(caught.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "slots.toml").unlink()

    with pytest.raises(TemplateError, match=r"slots\.toml: cannot be read"):
        load_source(folder)


def test_names_become_their_types_and_neighbours_become_pairs() -> None:
    row = words("show me bird dogs")
    drawn = outline(row, Names(CONTENT, frozenset()).find(row), lambda mention: mention.sure)

    assert drawn.symbols == (("show",), ("me",), ("ExerciseType",))
    assert {"show", "ExerciseType", "^ =teach", "me ExerciseType", "ExerciseType $"} <= set(features(drawn))


def test_a_name_of_talking_itself_is_a_word_too() -> None:
    names = Names({"LevelType": (Value("beginner", "easy"),)}, frozenset())
    drawn = outline(("easy",), names.find(("easy",)), lambda mention: mention.sure, frozenset(("LevelType",)))

    assert drawn.symbols == (("LevelType", "easy"),)


def test_what_is_learned_of_a_word_holds_for_its_kin(folder: Path) -> None:
    learned = learn(load_source(folder), CONTENT)
    drawn = outline(("demonstrate", "plank"), Names(CONTENT, frozenset()).find(("demonstrate", "plank")), bool)

    assert kin(stem("demonstrate")) == kin(stem("show")) != kin(stem("stop"))
    assert guesses(drawn, learned)[0] == Guess("HowToIntent", guesses(drawn, learned)[0].score, ())


def test_no_word_belongs_to_two_groups() -> None:
    tables = tomllib.loads((HERE / "alike.toml").read_text("utf-8"))
    stems = [stem(word) for group in tables.values() for row in group for word in row.split()]

    assert [word for word, number in Counter(stems).items() if number > 1] == []


def test_examples_are_learned_alone_and_with_talk_around_them(folder: Path) -> None:
    # GIVEN a sentence that no template is like, and something to say before it
    (folder / "asides.toml").write_text('before = ["my cousin plays chess and"]\nafter = ["by the way"]\n', "utf-8")
    source = load_source(folder)
    examples = [Example("StopIntent", "let me rest now")]

    # WHEN it is learned
    learned = learn(source, CONTENT, examples)

    # THEN both are known to stand in sentences of its intent, and without it neither is
    intent = learned.intents.index("StopIntent")
    assert intent in learned.seen["rest"]
    assert intent in learned.seen["chess"]
    assert not {"rest", "chess"} & learn(source, CONTENT).seen.keys()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('XIntent = ["hi"]', "no such intent"),
        ('StopIntent = ["no {toy}"]', "has no type"),
        ('StopIntent = ["enough now", "enough now"]', "keep it once"),
    ],
)
def test_an_example_that_cannot_be_learned_is_named(folder: Path, text: str, problem: str) -> None:
    (folder / "examples").mkdir()
    (folder / "examples" / "a.toml").write_text(text, "utf-8")

    with pytest.raises(TemplateError, match=problem):
        load_examples(load_source(folder), folder)


def test_a_warning_sign_is_never_the_name_of_plain_pain() -> None:
    source, names = load_source(), {**load_source().types, **vocabulary(load())}
    plain = source.otherwise["RedFlagIntent"].values
    told = {
        intent: {fill(Example(intent, "i have {symptom}"), source, names, turn)[1]["symptom"] for turn in range(40)}
        for intent in ("RedFlagIntent", "PainIntent")
    }

    assert told["PainIntent"] == plain
    assert not told["RedFlagIntent"] & plain


def test_a_mis_hearing_counts_in_a_slot_only() -> None:
    (mention, *_) = Names(CONTENT, frozenset()).find(("bird", "duck"))[0]

    assert (mention.id, mention.sure) == ("bird_dog", False)


def test_telling_words_are_found_in_any_order_and_apart() -> None:
    names = Names(CONTENT, frozenset(("SymptomType",)))

    def ids(text: str) -> set[str]:
        return {mention.id for row in names.find(words(text)) for mention in row}

    assert "bladder" in ids("my bladder is something i lost all control of")
    assert "bladder" not in ids("i lost my keys")
    assert "bladder" not in ids("i lost it and then many other words came before the word control of a bladder")


@pytest.mark.parametrize(("one", "other"), [("bird dog", "burr dock"), ("plank", "blank"), ("glute", "glued")])
def test_names_that_recognisers_confuse_have_the_same_consonants(one: str, other: str) -> None:
    assert consonants(one) == consonants(other)


def test_the_nearest_name_comes_first_each_meaning_once() -> None:
    sounds = Sounds([("bird dog", "bird_dog"), ("bird dogs", "bird_dog"), ("plank", "plank")])

    found = sounds.nearest("burd dog")

    assert found[0][1] == "bird_dog"
    assert len({meaning for _, meaning, _ in found}) == len(found)


def test_nothing_is_near_to_nothing() -> None:
    assert Sounds([]).nearest("plank") == []


@pytest.mark.parametrize(
    ("said", "mended"),
    [
        ("how doi do it", "how do i do it"),
        ("what mucsles", "what muscles"),
        ("start my worm up", "start warm up"),
        ("nextstep", "next step"),
        ("work out", "workout"),
        ("hwo", "how"),
        ("qqqqqq", "qqqqqq"),
        ("ab", "ab"),
    ],
)
def test_a_strange_word_becomes_the_word_that_it_nearly_is(said: str, mended: str) -> None:
    ours = ["how", "do", "i", "it", "what", "muscles", "start", "warm", "up", "next", "step", "workout"]
    repair = Repair(ours, ["work"], {})

    assert " ".join(repair.words(tokens(said)).words) == mended


def test_a_name_that_sounds_like_two_values_is_taken_for_neither() -> None:
    twins = (Value("one", "barrel roll"), Value("two", "barrel rowl"))
    repair = Repair([], [], {"ExerciseType": twins})

    assert repair.mentions(("barrel", "rohl"), 0) == []


def test_what_sounds_like_a_name_that_is_not_ours_is_left_alone() -> None:
    repair = Repair([], [], CONTENT)

    assert repair.mentions(("dead", "buck"), 0) == []
