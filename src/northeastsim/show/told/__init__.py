"""What commands say of results, in blocks: the words of tables and of what to keep in mind, for a terminal and for a page."""
