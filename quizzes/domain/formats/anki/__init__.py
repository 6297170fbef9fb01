"""Decks of Anki: written from cards, read into notes that a teacher may turn into facts."""
