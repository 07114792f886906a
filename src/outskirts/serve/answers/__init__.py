"""Values into answers: what the record says, in the models that the API promises. Pure."""
