"""What could happen: scenario files read, checked, resolved and turned into flat arrays."""
