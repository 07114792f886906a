"""Which words of a report name times, and which days are they?"""

from outskirts.detect.times.datelines import is_bulletin, undated
from outskirts.detect.times.finder import find_times, named_days, times_in

__all__ = ["find_times", "is_bulletin", "named_days", "times_in", "undated"]
