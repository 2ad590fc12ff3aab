"""The speed figures of the README, each beside its baseline; part of a checkout, never of the wheel."""
