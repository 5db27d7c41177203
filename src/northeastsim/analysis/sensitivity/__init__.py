"""What decides an outcome over a sweep: indices by design, each with an interval, beside what nothing at all would reach."""
