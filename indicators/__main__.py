"""``python -m indicators VERB``."""

import os
import sys

from indicators.module_loading import modules_that_stay

# Arrow keeps texts of a few columns here; its own allocator would hold megabytes in reserve.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

with modules_that_stay():
    from indicators.commands.command_line import main

sys.exit(main())
