"""Stored digests of small runs: they change only on purpose."""
