"""Services: the servers that programs need, started when a program needs them."""
