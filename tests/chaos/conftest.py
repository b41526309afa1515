"""The chaos bench is a tool; its tests find it where it is."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
