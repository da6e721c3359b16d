"""The dataset as files: schemas, rows, and one writer per format."""
