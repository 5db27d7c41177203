"""The gallery: every chart of the catalogue, drawn from small runs whose seeds are fixed."""
