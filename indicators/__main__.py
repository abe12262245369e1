"""``python -m indicators VERB``."""

import sys

from indicators.module_loading import modules_that_stay

with modules_that_stay():
    from indicators.commands.command_line import main

sys.exit(main())
