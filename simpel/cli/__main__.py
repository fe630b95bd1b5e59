"""`python -m simpel.cli`: the same as `simpel`."""

import sys

from simpel.cli import main

sys.exit(main())
