"""The people of the space and their laptops: seen by all, changed by those who look after it."""
