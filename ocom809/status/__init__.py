"""Bytes to facts: what the printer answers, whatever the chunks it arrives in."""
