"""The exchange without a network: the same pages in one file, closed, signed and complete."""
