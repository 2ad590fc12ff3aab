"""One JSON line for each event, without any utterance, token, id of a person or word about health."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skill.settings import LogLevel

LOGGER = logging.getLogger("skill")


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object: its time, level, event, and what was given as `extra={"fields": …}`."""

    def format(self, record: logging.LogRecord) -> str:
        """Put one record on one line; of an exception only kind and place, since its text may quote a request."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["at"] = _place(record)
        return json.dumps(line, ensure_ascii=False, default=str)


def configure(level: LogLevel = "INFO") -> None:
    """Log to standard error from now on, as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    LOGGER.handlers[:] = [handler]
    LOGGER.setLevel(level)
    LOGGER.propagate = False


def event(name: str, *, level: int = logging.INFO, failed: BaseException | None = None, **fields: object) -> None:
    """Log one event with its fields."""
    LOGGER.log(level, name, exc_info=failed, extra={"fields": fields})


def _place(record: logging.LogRecord) -> str:
    traceback = record.exc_info[2] if record.exc_info else None
    if traceback is None:
        return ""
    while traceback.tb_next:
        traceback = traceback.tb_next
    return f"{traceback.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{traceback.tb_lineno}"
