"""The laptop's end of the exchange, without Qt and without SQL."""
