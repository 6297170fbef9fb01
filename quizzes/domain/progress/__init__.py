"""What a learner sees of their own memory: pure functions of reviews and memories."""
