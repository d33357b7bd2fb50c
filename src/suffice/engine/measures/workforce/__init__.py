"""Measures of the social workers: who is in post, comes and goes, how many cases they hold, how often they are away."""
