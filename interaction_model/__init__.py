"""What people say: sentence templates, the Alexa model made from them, and the same understanding offline."""
