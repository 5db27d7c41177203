"""What it looks like: style, charts and reports."""
