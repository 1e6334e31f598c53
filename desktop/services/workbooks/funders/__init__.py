"""W2, « Comité des financeurs »: who pays for what, with the open data of subsidies."""
