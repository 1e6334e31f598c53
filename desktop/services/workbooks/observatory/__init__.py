"""W5: what residents and the team see of their neighbourhood, and what comes of it."""
