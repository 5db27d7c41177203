"""The claims of the model, each over paired replications."""
