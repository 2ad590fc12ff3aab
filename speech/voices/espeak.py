"""Finds espeak-ng for pyttsx3: the library that `espeakng-loader` brings, or the system's."""

from __future__ import annotations

import ctypes
import os
from importlib.util import find_spec
from pathlib import Path

SYSTEM_LIBRARIES = ("libespeak-ng.so.1", "/usr/local/lib/libespeak-ng.so.1")


def preload() -> str:
    """Make the library loadable under the name that pyttsx3 asks for; where it is, or nothing where there is none.

    The data path has to be set first: without it the library ends the process.
    """
    if (folder := bundled_folder()) is not None:
        os.environ["ESPEAK_DATA_PATH"] = str(folder / "espeak-ng-data")
        for name in ("libespeak-ng.so", "libespeak-ng.dylib", "espeak-ng.dll"):
            if (folder / name).exists():
                ctypes.CDLL(str(folder / name), ctypes.RTLD_GLOBAL)
                return str(folder)
    for name in SYSTEM_LIBRARIES:
        try:
            ctypes.CDLL(name, ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return name
    return ""


def bundled_folder() -> Path | None:
    """Where `espeakng-loader` keeps the library; the package itself is not imported."""
    spec = find_spec("espeakng_loader")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    return folder if (folder / "espeak-ng-data").is_dir() else None


def origin() -> str:
    """Which espeak-ng will speak, without loading it: the loader's version, or the system's library."""
    if bundled_folder() is not None:
        from importlib.metadata import PackageNotFoundError, version  # slow, and not every process asks

        try:
            return f"espeakng-loader-{version('espeakng-loader')}"
        except PackageNotFoundError:
            return "espeakng-loader"
    return "system"
