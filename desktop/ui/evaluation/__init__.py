"""What an evaluation note needs beyond a plain form: its methods, its voices, its words."""
