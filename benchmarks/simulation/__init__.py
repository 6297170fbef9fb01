"""A year of learning, simulated: what one memory of cards and quizzes saves. See `__main__`."""
