"""The skill: an Alexa request comes in, a coach decides, a paced reply goes out."""
