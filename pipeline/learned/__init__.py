"""Small learned weights, with the scripts and the figures they came from."""
