"""Text in every script: its order, its shapes, and dots for what the printer's own fonts lack."""
