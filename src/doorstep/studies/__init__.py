"""Questions over many decisions."""
