"""One project: its pages, its programs and their recordings."""
