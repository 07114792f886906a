"""A value that is worked out once, when it is first asked for, also where several threads ask at the same time."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - reads as a decorator
    """Like ``functools.cached_property``; the instance has a ``lock``, which is held while the value is worked out."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    @staticmethod
    def worked_out(instance: object) -> list[str]:
        """The names of the values that an instance has by now, in the order in which they came."""
        return [name for name in list(instance.__dict__) if isinstance(getattr(type(instance), name, None), once)]

    @overload
    def __get__(self, instance: None, owner: type) -> once[Value]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object | None, owner: type) -> once[Value] | Value:
        if instance is None:
            return self
        lock: RLock = instance.lock  # type: ignore[attr-defined]
        with lock:
            # Whoever waited finds it here; from then on the instance answers by itself.
            if self.name not in instance.__dict__:
                instance.__dict__[self.name] = self.work(instance)
            found: Value = instance.__dict__[self.name]
            return found
