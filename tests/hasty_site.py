"""A site that waits a second for the head of a request, where the shipped one waits longer.

``python -m tests.hasty_site serve …`` is ``python -m indicators serve …`` with that.
"""

import sys

from indicators.commands.command_line import main
from indicators.web.patient_protocol import PatientProtocol

if __name__ == "__main__":
    PatientProtocol.head_seconds = 1.0
    sys.exit(main())
