"""How is a value written as JSON for machines?"""

from __future__ import annotations

import json
from typing import Any


def json_text(value: Any) -> str:
    """Indented JSON, as it stands (no escapes for letters)."""
    return json.dumps(value, ensure_ascii=False, indent=2)
