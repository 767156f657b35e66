"""Sound in and out, transcription and measurement. Knows `models`; never Qt."""
