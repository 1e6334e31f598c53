"""Start the command line, from the packaged program."""

import sys

from desktop.cli.__main__ import main

sys.exit(main())
