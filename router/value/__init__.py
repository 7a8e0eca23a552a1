"""What a visit is worth."""
