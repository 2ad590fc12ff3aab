"""Hard words: found whole, longest first, in any case; and every one sounds on every voice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.ears.arpabet import from_ipa
from speech.lexicon import Entry, bundled, lexicon, pronounced, respelled
from speech.script import Alias, Clip, Phonemes, Say, SayAs, Span, Style, pause, say, script
from speech.voices.ipa import CONSONANTS, VOWELS, espeak_sounds

OURS = lexicon([Entry("QL", "kjuː ɛl", "cue ell"), Entry("QL  stretch", "x", "y"), Entry("ql", "kʲuː", "kew")])


def test_words_are_found_whole_and_in_any_case() -> None:
    made = pronounced(script("Your Psoas, and psoas's job; not psoasis or ilio-psoas."))
    assert [span.text for span in made.items[0].spans if span.reading] == ["Psoas", "psoas"]
    assert made.text == "Your Psoas, and psoas's job; not psoasis or ilio-psoas."


def test_the_longest_term_wins_and_the_later_entry_counts() -> None:
    made = pronounced(script("ql stretch, QL"), OURS)
    assert made.items[0].spans == (Span("ql stretch", Phonemes("x")), Span(","), Span("QL", Phonemes("kʲuː")))


def test_voices_without_phonemes_get_a_respelling() -> None:
    assert respelled(script("The QL"), OURS).items[0].spans == (Span("The"), Span("QL", Alias("kew")))


def test_readings_styles_pauses_and_clips_stay() -> None:
    bell = Clip("soundbank://soundlibrary/a/b")
    spelled = Say((Span("psoas", SayAs("spell-out")), Span("psoas")), Style(rate=80.0))
    made = pronounced(script(spelled, pause(1), bell, "Nothing hard."))
    assert made.items[0].spans[0] == Span("psoas", SayAs("spell-out"))
    assert made.items[0].style == Style(rate=80.0)
    assert made.items[1:] == script(pause(1), bell, "Nothing hard.").items
    assert made.items[-1] == say("Nothing hard.")


def test_an_empty_lexicon_changes_nothing() -> None:
    assert pronounced(script("psoas"), lexicon([])) == script("psoas")


@given(
    st.lists(st.sampled_from(["psoas", "the", "Multifidus", "and,", "glutes.", "(both", "back)", "facet"]), max_size=8)
)
def test_pronouncing_never_changes_what_is_written(words: list[str]) -> None:
    plain = script(" ".join(words))
    assert pronounced(plain).text == plain.text
    assert pronounced(pronounced(plain)) == pronounced(plain)
    assert script(pronounced(plain)) == pronounced(plain)


@pytest.mark.parametrize("word", bundled().entries)
def test_every_word_has_sounds_for_espeak_and_for_the_recogniser(word: str) -> None:
    entry = bundled().entries[word]
    assert espeak_sounds(entry.ipa)
    assert from_ipa(entry.ipa)
    assert entry.respelling != word or " " in word


@pytest.mark.parametrize(
    ("ipa", "sounds"),
    [
        ("ˈsoʊəs", "s'oU@s"),
        ("ɪˈɹɛktɚ ˈspaɪni", "Ir'Ekt3 sp'aIni:"),
        ("lɑnˈd͡ʒɪsɪməs", "lA:ndZ'IsIm@s"),
        ("ˌæbˈdɑmɪnɪs", ",abd'A:mInIs"),
        ("bʙ", ""),
        ("", ""),
    ],
)
def test_ipa_becomes_espeaks_mnemonics(ipa: str, sounds: str) -> None:
    assert espeak_sounds(ipa) == sounds


def test_no_sound_is_both_vowel_and_consonant() -> None:
    assert not VOWELS.keys() & CONSONANTS.keys()
