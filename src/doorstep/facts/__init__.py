"""What can be known about a person or a request: the catalogue, observations, and what they add up to."""
