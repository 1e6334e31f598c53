"""Bring a notebook opened in the background to the thread of the windows.

A connection belongs to the thread that made it; the key and the lock of the folder do not.
"""

from contextlib import ExitStack
from dataclasses import dataclass

from desktop.services.notebook import Notebook


@dataclass(frozen=True, slots=True)
class Held:
    """A notebook of this thread, what keeps its connection, and what to say of its opening."""

    notebook: Notebook
    stack: ExitStack
    to_say: str = ""

    def close(self) -> None:
        """Close the connection and let another program open the notebook."""
        self.notebook.close()
        self.stack.close()


def lent(notebook: Notebook) -> Notebook:
    """Close the connection of this thread, which no other may use; the lock is kept."""
    notebook.base.close()
    return notebook


def taken(notebook: Notebook, to_say: str = "") -> Held:
    """Return the same notebook with a connection of the calling thread."""
    stack = ExitStack()
    return Held(stack.enter_context(notebook.second()), stack, to_say)


def own(notebook: Notebook) -> Held:
    """Return a notebook that the calling thread opened itself."""
    return Held(notebook, ExitStack())
