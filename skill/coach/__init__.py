"""What a coach knows how to do with facts: pure functions, no clock, no network, no files, no chance."""
