"""Places become seconds and metres of travel, and lines along streets."""
