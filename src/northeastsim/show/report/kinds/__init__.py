"""The page of each kind of results, a module each, whose `page` makes it."""
