"""Driver for the OCOM OCPP-809 receipt printer and its class: print, and know that it printed."""

from __future__ import annotations

__version__ = "0.1.0"
