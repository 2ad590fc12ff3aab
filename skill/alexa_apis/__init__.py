"""What the skill asks of Alexa's own services while it answers: the time zone, reminders, a word meanwhile."""
