"""What a program's file says of itself, and what it uses."""
