"""The commands of the command line; each module's `run(options)` returns the exit status."""
