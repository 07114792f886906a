"""Claims by a language model at any OpenAI-compatible address: only when asked for, and only as far as its words can be
found in the report."""
