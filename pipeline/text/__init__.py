"""Looking into text without changing it: offsets, folding, cues, tokens and sentences."""
