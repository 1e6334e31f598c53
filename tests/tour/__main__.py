"""`python -m tests.tour FOLDER`: a day's work with the keyboard alone, told as one line of JSON."""

import sys
from pathlib import Path

from desktop.ui.asking import application
from tests.tour.tour import said, take


def main(folder: str) -> None:
    """Take the tour in an empty folder; pictures of each step are left in it."""
    told = take(application(["tour"]), Path(folder))
    sys.stdout.write(said(told) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
