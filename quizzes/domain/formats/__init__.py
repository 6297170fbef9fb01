"""Facts and questions in the formats of other programs."""
