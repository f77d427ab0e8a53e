"""Starting, watching and ending processes, and what they may know of the builder."""
