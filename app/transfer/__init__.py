"""In and out: recordings imported, takes exported, everything moved to another computer."""
