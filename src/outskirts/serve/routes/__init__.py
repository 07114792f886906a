"""The routes of the API, one module for each kind of thing; each asks the record and answers in the models."""
