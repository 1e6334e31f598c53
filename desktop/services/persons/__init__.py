"""What is held on a person, for that person: access to it (RGPD, article 15)."""
