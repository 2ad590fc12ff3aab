"""Numbers, dates, units and signs as words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from speech import alexa
from speech.normalise import in_role, in_words, read_as
from speech.phonemes import to_ipa
from speech.rules import milliseconds


@pytest.mark.parametrize(
    ("text", "interpretation", "words"),
    [
        ("12345", "cardinal", "twelve thousand three hundred forty-five"),
        ("-1,234.50", "number", "minus one thousand two hundred thirty-four point five zero"),
        ("+7", "number", "seven"),
        (".5", "number", "zero point five"),
        ("-0.25", "cardinal", "minus zero point two five"),
        ("9" * 16, "cardinal", " ".join(["nine"] * 16)),
        ("1.2.3", "cardinal", "1.2.3"),
        ("none", "cardinal", "none"),
        ("3", "ordinal", "third"),
        ("21st", "ordinal", "twenty-first"),
        ("9" * 20, "ordinal", " ".join(["nine"] * 20)),
        ("first", "ordinal", "first"),
        ("007", "digits", "zero zero seven"),
        ("1/2", "fraction", "one half"),
        ("3/2", "fraction", "three halves"),
        ("1/4", "fraction", "one quarter"),
        ("3/4", "fraction", "three quarters"),
        ("3/20", "fraction", "three twentieths"),
        ("1/3", "fraction", "one third"),
        ("2/21", "fraction", "two over twenty-one"),
        ("5/0", "fraction", "five over zero"),
        ("1+1/2", "fraction", "one and a half"),
        ("2 3/4", "fraction", "two and three quarters"),
        ("half", "fraction", "half"),
        ("10ft", "unit", "ten feet"),
        ("1 kg", "unit", "one kilogram"),
        ("3.5kg.", "unit", "three point five kilograms"),
        ("5'10\"", "unit", "five feet ten inches"),
        ("6'", "unit", "six feet"),
        ('12"', "unit", "twelve inches"),
        ("10 parsecs", "unit", "ten parsecs"),
        ("lots", "unit", "lots"),
        ("1'21\"", "time", "one minute twenty-one seconds"),
        ("45\"", "time", "forty-five seconds"),
        ("1h30m", "time", "one hour thirty minutes"),
        ("20s", "time", "twenty seconds"),
        ("2:30pm", "time", "two thirty p m"),
        ("2:05", "time", "two oh five"),
        ("9:00 AM", "time", "nine a m"),
        ("9:00", "time", "nine o'clock"),
        ("14:00", "time", "fourteen hundred"),
        ("27:70", "time", "27:70"),
        ("soon", "time", "soon"),
        ("(202) 555-1212x345", "telephone", "two zero two, five five five, one two one two, extension three four five"),
        ("+1 2025551212", "telephone", "plus one, two zero two five five five one two one two"),
        ("2025551212", "telephone", "two zero two, five five five, one two one two"),
        ("1234 Main St, Springfield IL 62704", "address",
         "twelve thirty-four Main street, Springfield Illinois six two seven zero four"),
        ("1205 N 2nd Ave.", "address", "twelve oh five north second avenue"),
        ("1200 Oak Dr", "address", "one thousand two hundred Oak drive"),
        ("Zed-9!", "spell-out", "zee, ee, dee, dash, nine, exclamation mark"),
        ("a♥", "characters", "ay, ♥"),
        ("darn", "expletive", "bleep"),
        ("Wow!", "interjection", "Wow!"),
    ],
)  # fmt: skip
def test_say_as_reads_like_a_person(text: str, interpretation: str, words: str) -> None:
    assert read_as(text, interpretation, "", "en-US") == words


@pytest.mark.parametrize(
    ("text", "order", "american", "british", "german"),
    [
        ("9/22/2012", "mdy", "September twenty-second, twenty twelve",
         "the twenty-second of September twenty twelve", "zweiundzwanzig September zweitausendzwölf"),
        ("22.9.2012", "dmy", "September twenty-second, twenty twelve",
         "the twenty-second of September twenty twelve", "zweiundzwanzig September zweitausendzwölf"),
        ("????0922", "", "September twenty-second", "the twenty-second of September", "zweiundzwanzig September"),
        ("9/22", "md", "September twenty-second", "the twenty-second of September", "zweiundzwanzig September"),
        ("2012-09", "ym", "September twenty twelve", "September twenty twelve", "September zweitausendzwölf"),
        ("sept 12", "my", "September twenty twelve", "September twenty twelve", "September zweitausendzwölf"),
        ("1/2/85", "mdy", "January second, nineteen eighty-five",
         "the second of January nineteen eighty-five", "zwei Januar neunzehnhundertfünfundachtzig"),
        ("22", "d", "twenty-second", "the twenty-second", "zweiundzwanzig"),
        ("1998", "y", "nineteen ninety-eight", "nineteen ninety-eight", "neunzehnhundertachtundneunzig"),
    ],
)  # fmt: skip
def test_dates_are_read_in_any_order_and_said_in_the_languages_own(
    text: str, order: str, american: str, british: str, german: str
) -> None:
    assert read_as(text, "date", order, "en-US") == american
    assert read_as(text, "date", order, "en-GB") == british
    assert read_as(text, "date", order, "de-DE") == german


@pytest.mark.parametrize("text", ["nonsense", "13/45/2012", "1/2", "99999/1/1", "foo/1/2012"])
def test_what_is_no_date_is_read_as_text(text: str) -> None:
    assert read_as(text, "date", "mdy", "en-US") == in_words(text)


def test_without_a_format_the_order_is_the_locales() -> None:
    assert read_as("3/4/2020", "date", "", "en-US").startswith("March fourth")
    assert read_as("3/4/2020", "date", "", "en-GB").startswith("the third of April")
    assert "2020" not in read_as("2020/3/4", "date", "", "ja-JP")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Do 8-12 reps of 3 sets at 10kg & rest.", "Do eight to twelve reps of three sets at ten kilograms and rest."),
        ("In 1998, at 7:30 pm, $5.50.", "In nineteen ninety-eight, at seven thirty p m, five dollars and fifty cents."),
        ("£1.01 or €3 or $2.00", "one pound and one penny or three euros or two dollars"),
        ("£7.20", "seven pounds and twenty pence"),
        (
            "The 3rd of 1,500 km, v2 and 3D, C3-4.",
            "The third of one thousand five hundred kilometers, v2 and 3D, C3-4.",
        ),
        ("-5 °C and 50% + 2 = x", "minus five degrees Celsius and fifty percent plus two equals x"),
        ("12:75 is no time", "12:75 is no time"),
        ("no numbers here", "no numbers here"),
        ("in 2024.", "in twenty twenty-four."),
    ],
)
def test_running_text_gets_its_numbers_written_out(text: str, words: str) -> None:
    assert in_words(text) == words


def test_a_break_without_a_time_is_no_silence() -> None:
    assert milliseconds("soon") == 0
    assert milliseconds(".5S") == 500


def test_other_languages_get_their_numbers_and_measures_only() -> None:
    assert in_words("3 sets, 10kg & 7:30", "fr-FR") == "trois sets, dix kilogrammes & 7:30"
    assert read_as("1.5", "cardinal", "", "de-DE") == "eins Komma fünf"
    assert read_as("-1.5", "cardinal", "", "es-ES") == "menos uno coma cinco"
    assert read_as("1/3", "fraction", "", "it-IT") == "uno / tre"
    assert read_as("ab1", "spell-out", "", "fr-FR") == "A, B, un"
    assert read_as("z", "spell-out", "", "en-GB") == "zed"
    assert read_as("1,234", "cardinal", "", "en-GB") == "one thousand two hundred and thirty-four"
    assert read_as("12", "cardinal", "", "pt-BR") == "doze"


def test_a_language_without_number_words_keeps_its_digits() -> None:
    assert in_words("12 और", "hi-IN") == "12 और"
    assert read_as("5kg", "unit", "", "xx-XX") == "5 kg"


@pytest.mark.parametrize(
    ("word", "role", "sound"),
    [
        ("Read", "amazon:VBD", "red"),
        ("live", "amazon:JJ", "lyve"),
        ("run", "amazon:VB", "run"),
        ("read", "amazon:DT", "read"),
    ],
)
def test_a_word_with_two_sounds_follows_its_role(word: str, role: str, sound: str) -> None:
    assert in_role(word, role) == sound


@pytest.mark.parametrize(
    ("x_sampa", "ipa"), [('"soU@s', "ˈsoʊəs"), ("p@`{3`", "pɚæɝ"), ("dZ_=%r\\", "dʒ̩ˌɹ"), ("tS:", "tʃː")]
)
def test_x_sampa_becomes_ipa(x_sampa: str, ipa: str) -> None:
    assert to_ipa(x_sampa, "x-sampa") == ipa
    assert to_ipa(ipa, "ipa") == ipa


@given(st.integers(0, 10**15 - 1))
def test_every_cardinal_is_the_librarys_without_its_british_and(number: int) -> None:
    british = num2words(number).replace(",", "")
    assert read_as(str(number), "cardinal", "", "en-GB") == british
    assert read_as(f"{number:,}", "cardinal", "", "en-US") == british.replace(" and ", " ")


@given(
    st.text(max_size=20),
    st.sampled_from(alexa.INTERPRETATIONS),
    st.sampled_from(("", *alexa.DATE_FORMATS)),
    st.sampled_from(alexa.LANGUAGES),
)
def test_nothing_that_is_written_stops_the_reading(text: str, interpretation: str, order: str, lang: str) -> None:
    assert isinstance(read_as(text, interpretation, order, lang), str)
    assert isinstance(in_words(text, lang), str)
