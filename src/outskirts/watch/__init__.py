"""Watching: feeds asked politely, what is new put into the ledger, and word given of what it changes."""
