"""Quantities, dates, numerals and text: how a value is written, read and compared."""
