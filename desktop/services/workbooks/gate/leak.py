"""The mistake that the gate stops: something of ours would have told what must stay."""


class LeakError(RuntimeError):
    """A sheet was made that must not leave: a bug, reported as one, and nothing is written."""
