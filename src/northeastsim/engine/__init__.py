"""Who goes next: the schedulers that carry one turn of the rulebook to the horizon."""
