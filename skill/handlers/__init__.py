"""The handlers, one subject a file: each reads the turn, asks facts and coach, and returns what is to be said."""
