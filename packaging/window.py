"""Start the window, from the packaged program."""

import sys

from desktop.__main__ import main

sys.exit(main())
