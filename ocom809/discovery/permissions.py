"""Whether this user may open a device node, asked without opening it: that alone would move the lines of a port."""

from __future__ import annotations

import os


def may_open(path: str) -> bool | None:
    """Whether the system lets this user read and write ``path``; ``None`` where it is no node in a file system."""
    if not path.startswith("/"):
        return None
    return os.access(path, os.R_OK | os.W_OK, effective_ids=os.access in os.supports_effective_ids)
