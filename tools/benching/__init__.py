"""What ``tools/bench`` is made of: sides that do the same work in processes of their own, and who sets them beside."""
