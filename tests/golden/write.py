"""`python -m tests.golden.write`: keep what the workbooks of the demonstration year say today.

To be run when a difference that `test_golden.py` shows is wanted; the difference is then read in
the commit.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.services.demo import make_demo
from desktop.services.opening import Opening
from desktop.services.workbooks.catalogue import WORKBOOKS
from tests.golden.year import TODAY, lines_of

HERE = Path(__file__).parent


def main() -> None:
    """Write one file a workbook, beside this module."""
    with TemporaryDirectory() as place:
        made = make_demo(Path(place) / "demo", today=TODAY)
        with Opening().open(made.path, made.passphrase) as notebook:
            for code in WORKBOOKS:
                text = "\n".join(lines_of(notebook, code)) + "\n"
                (HERE / f"{code}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
