"""The formats of news: feeds, agency formats, archives, messengers, documents, tables. Each module reads one, and knows
nothing of the others."""
