"""What is remembered from one session to the next, and the stores that keep it."""
