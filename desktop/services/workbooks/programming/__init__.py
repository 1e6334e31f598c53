"""W1, « Bilan de programmation »: the actions of a year for the State and the ANCT."""
