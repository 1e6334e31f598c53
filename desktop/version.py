"""The version of the program, the same in the sources and in the packaged program."""

from typing import Final

VERSION: Final = "0.1.0"
