"""What developers run beside Django: translations, preparation of an installation."""
