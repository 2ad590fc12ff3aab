"""The facts: exercises, anatomy, topics, routines and safety as TOML, loaded into frozen typed values."""
