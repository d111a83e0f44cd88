"""Pictures as SVG, drawn on the server: plain functions from rows to markup, told to a screen reader too."""
