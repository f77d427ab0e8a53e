"""What a person has read and accepted of what programs print."""
