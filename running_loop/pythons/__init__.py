"""Which Pythons are here, and which of them run a program."""
