"""``python -m indicators VERB``."""

import sys

from indicators.commands.command_line import main

sys.exit(main())
