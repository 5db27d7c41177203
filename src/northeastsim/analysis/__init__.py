"""What it means: tables in, tables out; imports nothing of ours."""
