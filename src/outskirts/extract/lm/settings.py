"""Which model is asked, where, how patiently, and for how much? Checked before anything is asked."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from outskirts.errors import KnowledgeError


def address(value: str) -> str:
    parts = urlsplit(value.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("write an address such as http://localhost:11434/v1")
    if parts.username or parts.password:
        raise ValueError("leave names and passwords out of the address; a key belongs into the environment")
    return value.strip().rstrip("/").removesuffix("/chat/completions")


class Settings(BaseModel):
    """``endpoint`` is the address before ``/chat/completions``; the key stands in the variable of the environment that
    ``key_env`` names, if there is one. ``format`` is how the answer's form is asked for: with its JSON schema, as an
    object, or in words alone. ``longest`` is how many characters are sent at once, ``max_tokens`` how long an answer
    may be, ``timeout`` for how many seconds it is waited for, ``tries`` how often in all it is asked for.
    ``per_minute`` (0: no limit) is kept by us; ``price_in`` and ``price_out`` are for a million tokens, in
    ``currency``; at ``budget`` (0: none) no more is asked for. ``extra`` is put into each request as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(min_length=1)
    endpoint: Annotated[str, AfterValidator(address)]
    key_env: str = "OUTSKIRTS_LM_KEY"
    format: Literal["schema", "object", "none"] = "schema"
    temperature: float = Field(default=0.0, ge=0, le=2)
    max_tokens: int = Field(default=4096, ge=16)
    longest: int = Field(default=8000, ge=200)
    timeout: float = Field(default=180.0, gt=0)
    tries: int = Field(default=4, ge=1)
    per_minute: int = Field(default=0, ge=0)
    price_in: float = Field(default=0.0, ge=0)
    price_out: float = Field(default=0.0, ge=0)
    currency: str = "USD"
    budget: float = Field(default=0.0, ge=0)
    extra: Mapping[str, Any] = Field(default_factory=dict)


def load(options: Mapping[str, Any], environ: Mapping[str, str]) -> tuple[Settings, str]:
    """The settings and the key (empty: none). Raises KnowledgeError that names the setting."""
    try:
        settings = Settings.model_validate(dict(options))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(map(str, first["loc"]))
        raise KnowledgeError(*told(name, first["type"], str(first["msg"]).removeprefix("Value error, "))) from error
    if settings.budget and not (settings.price_in or settings.price_out):
        raise KnowledgeError("lm: budget: nothing counts towards it", "give price_in and price_out")
    key = environ.get(settings.key_env, "")
    if key and not is_safe(settings.endpoint):
        what = f"lm: the key of {settings.key_env} would be sent in clear to {urlsplit(settings.endpoint).hostname}"
        raise KnowledgeError(what, "give an address with https://, or name another variable with key_env")
    return settings, key


def told(name: str, kind: str, words: str) -> tuple[str, str]:
    match kind:
        case "extra_forbidden":
            return f"lm: {name}: no such setting", f"settings are {', '.join(Settings.model_fields)}"
        case "missing":
            return f"lm: no {name} is given", f"give --{name}, or {name} = … in the file of --settings"
    return f"lm: {name}: {words}", "mend that setting; docs/extending.md describes it"


def is_safe(endpoint: str) -> bool:
    """Whether what is sent there can be read by nobody on the way: it is encrypted, or stays on this machine."""
    parts = urlsplit(endpoint)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
