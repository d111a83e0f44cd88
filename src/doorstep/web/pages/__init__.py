"""The pages: request in, response out, one call to the desk."""
