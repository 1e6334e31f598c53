"""The one-stop desk: everything the notebook knows around one organisation."""
