"""doorstep: your own standards for who may connect with you."""
