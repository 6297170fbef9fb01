"""How long pages and endpoints take, as ratios: `make bench`.

A second on one machine says little about another. So each figure is divided by a floor measured in
the same run: the time of an empty answer that went through the same middleware.
"""
