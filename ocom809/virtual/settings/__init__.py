"""What a unit keeps without power: its settings, the vendors' ways of changing them, and what comes of a change.

Every byte layout is written from the sources, and never shared with what sends it: this is the independent witness.
"""
