"""Who asks: the command line and, later, play and the web."""
