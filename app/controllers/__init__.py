"""Adapters between threads and processes on one side and Qt signals on the other; no rules of the domain."""
