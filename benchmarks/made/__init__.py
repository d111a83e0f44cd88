"""Large files of invented people, one module a format, the same at every call."""
