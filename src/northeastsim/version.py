"""The version of northeastsim, in a module of its own so that any floor may read it without importing the face."""

__version__ = "0.1.0"
