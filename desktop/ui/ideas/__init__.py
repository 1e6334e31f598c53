"""The page of ideas: a board by stage and a list."""
