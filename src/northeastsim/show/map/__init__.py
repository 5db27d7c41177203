"""The map of the region: coastlines, a projection, where states are written, and the influence network on it."""
