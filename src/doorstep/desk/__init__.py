"""What a person does, one function each; the only place that joins the parts."""
