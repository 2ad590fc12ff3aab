"""The public server: worker processes around the web application. No route is here."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any, Final

from skill import log
from skill.app import MAX_BODY, create_app
from skill.buffered import Buffered
from skill.settings import read_settings

if TYPE_CHECKING:
    from granian.server.mp import MPServer
    from granian.server.mt import MTServer

THREADS: Final = 4
"""Requests that one worker answers at a time: one that waits for its store blocks no other."""
CONNECTIONS: Final = 256
"""Requests in progress that one worker takes; most of them wait for slow senders."""
STOP_SECONDS: Final = 8
"""What a request in progress gets after SIGTERM: as long as Alexa would wait for it."""
LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "skill.log.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
    "loggers": {"_granian": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
"""The server's own lines look like ours."""


def application() -> Buffered:
    """Make the application in a worker; the environment has the settings. Raises SettingsError."""
    settings = read_settings()
    log.configure(settings.log_level)
    return Buffered(create_app(settings), threads=THREADS, max_body=MAX_BODY)


def server(host: str, port: int, workers: int | None = None) -> MPServer | MTServer:
    """Make the server, not yet started; port 0 takes a free one, and a processor gets one worker by default."""
    from granian import Granian  # it brings a web server written in Rust, which nothing else here needs
    from granian.constants import Interfaces

    return Granian(
        "skill.server:application",
        factory=True,
        interface=Interfaces.ASGINL,
        address=host,
        port=port or free_port(host),
        workers=workers or os.cpu_count() or 1,
        backpressure=CONNECTIONS,
        backlog=1024,
        workers_kill_timeout=STOP_SECONDS,
        respawn_failed_workers=True,
        websockets=False,
        log_dictconfig=LOGGING,
    )


def free_port(host: str) -> int:
    """A port that nobody listens on."""
    with socket.create_server((host, 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
