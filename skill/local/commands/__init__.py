"""The subcommands of `backcoach`, a module each with `HELP`, `arguments(parser)` and `run(args) -> exit status`."""
