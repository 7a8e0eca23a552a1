"""Chinese names: how they are written in the index, likened to each other, and decided upon."""
