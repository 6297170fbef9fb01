"""What a teacher writes, made into the bodies of items: the same for every way in."""
