"""Reports: results as one HTML page that needs nothing beside it, opens offline and can be mailed."""
