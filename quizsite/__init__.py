"""The Django project: settings from the environment, addresses, servers."""
