"""From parsed sentences and mentions to claims: triggers, stance, roles, where, when, and how often."""
