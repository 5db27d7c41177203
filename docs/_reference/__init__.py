"""Reference pages made of docstrings and of the schema: `python -m docs._reference` writes them."""
