"""What this unit is and what is wrong with it: questions on the wire, patterns on paper, checks from outside."""
