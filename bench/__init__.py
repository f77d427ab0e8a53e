"""This project's engine side by side with other tools, on the same corpus, in one run."""
