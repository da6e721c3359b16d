"""``python -m pipeline`` is ``tertium``."""

from pipeline.cli import main

main()
