"""Measures such as "10kg" or 5'10" as words: names and plurals of units by Babel."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from speech.normalise.numbers import cardinal
from speech.phrases import cleaned

UNITS: Final = MappingProxyType(
    {
        "mm": "length-millimeter",
        "cm": "length-centimeter",
        "m": "length-meter",
        "km": "length-kilometer",
        "in": "length-inch",
        "ft": "length-foot",
        "yd": "length-yard",
        "mi": "length-mile",
        "mg": "mass-milligram",
        "g": "mass-gram",
        "kg": "mass-kilogram",
        "kgs": "mass-kilogram",
        "oz": "mass-ounce",
        "lb": "mass-pound",
        "lbs": "mass-pound",
        "st": "mass-stone",
        "ml": "volume-milliliter",
        "cl": "volume-centiliter",
        "l": "volume-liter",
        "L": "volume-liter",
        "gal": "volume-gallon",
        "tsp": "volume-teaspoon",
        "tbsp": "volume-tablespoon",
        "ms": "duration-millisecond",
        "s": "duration-second",
        "sec": "duration-second",
        "secs": "duration-second",
        "min": "duration-minute",
        "mins": "duration-minute",
        "h": "duration-hour",
        "hr": "duration-hour",
        "hrs": "duration-hour",
        "km/h": "speed-kilometer-per-hour",
        "kph": "speed-kilometer-per-hour",
        "mph": "speed-mile-per-hour",
        "m/s": "speed-meter-per-second",
        "kn": "speed-knot",
        "°": "angle-degree",
        "°C": "temperature-celsius",
        "°F": "temperature-fahrenheit",
        "ºC": "temperature-celsius",
        "ºF": "temperature-fahrenheit",
        "C": "temperature-celsius",
        "F": "temperature-fahrenheit",
        "%": "percent",
        "W": "power-watt",
        "kW": "power-kilowatt",
        "V": "electric-volt",
        "A": "electric-ampere",
        "Hz": "frequency-hertz",
        "kHz": "frequency-kilohertz",
        "J": "energy-joule",
        "kcal": "energy-kilocalorie",
        "cal": "energy-calorie",
        "kB": "digital-kilobyte",
        "KB": "digital-kilobyte",
        "MB": "digital-megabyte",
        "GB": "digital-gigabyte",
        "TB": "digital-terabyte",
        "m²": "area-square-meter",
        "m2": "area-square-meter",
        "Pa": "pressure-pascal",
        "psi": "pressure-pound-force-per-square-inch",
    }
)
"""What is written, by Babel's name for it."""
ATTACHED: Final = frozenset(UNITS) - {"in", "C", "F", "A", "V", "W", "J", "st", "L"}
"""Those that are clear even in running text, right after a number."""

_MEASURE = re.compile(r"\s*([+\-−]?[\d,]*\.?\d+)\s*([^\d\s].*?)\s*")
_FEET = re.compile(r"\s*(\d+)\s*['′]\s*(?:(\d+(?:\.\d+)?)\s*(?:\"|″|''))?\s*")
_INCHES = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:\"|″|'')\s*")


def measure(written: str, lang: str) -> str:
    """Read "10kg" as "ten kilograms"; nothing where it is no measure."""
    if found := _FEET.fullmatch(written):
        feet, inches = found.groups()
        return " ".join(filter(None, (named(feet, "ft", lang), inches and named(inches, "in", lang))))
    if found := _INCHES.fullmatch(written):
        return named(found.group(1), "in", lang)
    found = _MEASURE.fullmatch(written)
    return named(found.group(1), found.group(2).rstrip("."), lang) if found else ""


def named(number: str, unit: str, lang: str) -> str:
    """A number and its unit in words; nothing where the unit is not known."""
    name = UNITS.get(unit) or UNITS.get(unit.lower())
    if name is None:
        return ""
    spoken = cardinal(number, lang)
    around = _around(number, name, lang)
    return cleaned(around.replace("\0", spoken)) if around else f"{spoken} {unit}"


def _around(number: str, name: str, lang: str) -> str:
    """The unit's own words with a gap for the number, in the plural that the number takes."""
    from babel import UnknownLocaleError
    from babel.numbers import format_decimal
    from babel.units import UnknownUnitError, format_unit

    value = float(number.replace(",", "").replace("−", "-"))
    locale = lang.replace("-", "_")
    try:
        written: str = format_unit(value, name, "long", locale=locale)
        return written.replace(format_decimal(value, locale=locale), "\0")
    except (UnknownLocaleError, UnknownUnitError):
        return ""
