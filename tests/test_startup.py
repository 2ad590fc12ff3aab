"""The start: no collection while it lasts, and the collector back at work after it."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import gc
collected = []
gc.callbacks.append(lambda phase, info: collected.append(phase))
import skill.lambda_function
assert collected == [], collected
assert gc.isenabled() and gc.get_freeze_count() > 10_000
"""


def test_nothing_is_collected_while_the_function_starts_and_everything_is_watched_after_it() -> None:
    code = CODE.replace("import skill.lambda", "import skill.startup; collected.clear()\nimport skill.lambda")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={"BACKCOACH_STORE": "memory"}
    )
    assert done.returncode == 0, done.stderr
