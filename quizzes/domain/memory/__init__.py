"""What a learner remembers, and when to meet it again: pure functions of states and times.

`scheduling` answers a card, `evidence` says what a quiz tells, `history` follows the events.
Nothing here reads a clock or draws from a shared random generator.
"""
