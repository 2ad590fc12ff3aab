"""Speech as a timed script: write it as SSML, read it back, foretell its length, and hear it offline."""
