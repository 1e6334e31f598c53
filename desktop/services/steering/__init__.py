"""What committees, roadmaps and alliances add up to: facts for the screens, and no Qt."""
