"""Cues, speakers and stance: from parsed sentences and mentions to claims."""
