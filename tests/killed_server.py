"""A server for one test: a child answers requests from its input, and a new one is there as soon as it is killed.

The parent loads everything once and forks; each line of its own input, `start`, makes a child and prints its number.
The child answers one request a line, and its answer is a line: what was printed has been kept.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

from skill.coach.coach import Coach
from skill.content.load import load
from skill.memory.sqlite import SQLiteStore
from skill.phrases import load_phrases
from skill.service import Service


def child(service):
    for line in sys.stdin:
        print(json.dumps(service.respond(json.loads(line))), flush=True)
    os._exit(0)


def main(path):
    coach = Coach(load(), load_phrases())
    requests = os.fdopen(os.dup(0), "r", buffering=1)
    while requests.readline():
        readable, writable = os.pipe()
        number = os.fork()
        if number == 0:
            os.close(writable)
            sys.stdin = os.fdopen(readable, "r")
            child(Service(coach, SQLiteStore(Path(path))))
        os.close(readable)
        feed(requests, writable, number)


def feed(requests, writable, number):
    """Hand requests on to the child until it is dead; an empty line says that it is."""
    print(f"\n{number}", flush=True)
    for line in requests:
        if not line.strip():
            break
        with contextlib.suppress(BrokenPipeError):  # the child is dead; nothing may stay in a buffer for its pipe
            os.write(writable, line.encode())
    os.close(writable)
    os.waitpid(number, 0)


if __name__ == "__main__":
    main(sys.argv[1])
