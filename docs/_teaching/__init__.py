"""Write the pages of the lesson kit that hold numbers, and the pack that is printed."""
