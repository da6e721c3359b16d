"""The stages, one file each, in the order in which the runner applies them."""
