"""How are the partitions handed to workers? Through Daft: on all cores of this machine, or on a Ray cluster, by the
same code. Nothing is told to anybody else: both libraries count their uses unless they are asked not to."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any

from outskirts.corpora.folder import Folder, json_of
from outskirts.corpora.plan import Partition, Plan
from outskirts.corpora.work import Done, Worker
from outskirts.errors import InputError, NotInstalled

if TYPE_CHECKING:
    import daft

# Set before either library is loaded, here and on every node of a cluster.
QUIET = {
    "DO_NOT_TRACK": "1", "DAFT_ANALYTICS_ENABLED": "0", "SCARF_NO_ANALYTICS": "1", "DAFT_PROGRESS_BAR": "0",
    "RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}  # fmt: skip
LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Where:
    """Where to read: here, or (``ray``) on the cluster at an address, "local" for one of this machine that is started
    for the run; and how many workers at once, all cores without a number."""

    ray: str | None = None
    workers: int | None = None


def read_all(plan: Plan, folder: Folder, home: Path, now: datetime, where: Where = Where()) -> Iterator[Done]:
    """Read the partitions that are not done yet; each is told of once its files are there, in no certain order. Raises
    NotInstalled, InputError where the cluster cannot be reached."""
    waiting = [part for part in plan.partitions if not folder.done(part)]
    if not waiting:
        return
    with started(where, len(waiting)) as workers:
        parent = None if where.ray else os.getpid()
        given = (str(folder.path.absolute()), str(home.absolute()), now.isoformat(), parent)
        for told in aside(lambda: frame(plan, waiting, workers, given, on_ray=bool(where.ray))):
            yield Done(**json.loads(told))


def frame(
    plan: Plan, waiting: Sequence[Partition], workers: int, given: tuple[Any, ...], on_ray: bool
) -> daft.DataFrame:
    """A row a partition; what is asked of each row is done by a worker in a process of its own."""
    import daft

    tasks = [json.dumps(json_of(alone(plan, part))) for part in waiting]
    worker = daft.udf(
        return_dtype=daft.DataType.string(), batch_size=1, concurrency=workers, use_process=None if on_ray else True
    )(Worker).with_init_args(*given)
    made = daft.from_pydict({"task": tasks})
    # On a cluster rows travel by the partition of Daft: one each, so that none waits for another's end.
    made = made.into_partitions(len(tasks)) if on_ray else made
    return made.select(worker(daft.col("task")).alias("done"))


def aside(asked: Callable[[], daft.DataFrame]) -> Iterator[str]:
    """What becomes of each row, as it comes. Daft waits in a thread of its own, since it does not hear Ctrl-C: whoever
    asks here does, at once. What Daft has begun by then goes on until the process ends."""
    results: Queue[str | BaseException | None] = Queue()

    def work() -> None:
        try:
            for row in asked().iter_rows(results_buffer_size=1):
                results.put(row["done"])
            results.put(None)
        except BaseException as error:
            results.put(error)

    threading.Thread(target=work, daemon=True).start()
    while True:
        try:
            found = results.get(timeout=0.2)
        except Empty:
            continue
        if found is None:
            return
        if isinstance(found, BaseException):
            raise found
        yield found


def alone(plan: Plan, partition: Partition) -> Plan:
    """A plan of one partition and its inputs, to be sent to a worker."""
    inputs = dict.fromkeys(piece.input for piece in partition.pieces)
    return replace(plan, inputs=tuple(inputs), partitions=(partition,))


@contextmanager
def started(where: Where, most: int) -> Iterator[int]:
    """Daft, ready to run there; how many workers there will be."""
    os.environ.update(QUIET)
    library("daft", "--engine daft")
    import daft

    if where.ray is None:
        daft.set_runner_native()
        yield min(where.workers or cores(), most)
        return
    library("ray", "--ray")
    import ray

    try:
        joined(where)
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
        first = str(error).strip().split("\n")[0]
        raise InputError(
            f"no Ray cluster answers at {where.ray}: {first}",
            "give --ray HOST:PORT as ray start told it, or --ray local",
        ) from error
    try:
        daft.set_runner_ray(noop_if_initialized=True)
        there = int(ray.cluster_resources().get("CPU", 1))  # type: ignore[no-untyped-call]
        yield max(1, min(where.workers or there, most))
    finally:
        ray.shutdown()


def joined(where: Where) -> None:
    import ray

    told: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR", "runtime_env": {"env_vars": QUIET}}
    if where.ray == LOCAL:
        ray.init(num_cpus=where.workers or cores(), include_dashboard=False, **told)
    else:
        ray.init(address=where.ray, **told)


def library(name: str, option: str) -> None:
    """Raises NotInstalled."""
    from importlib.util import find_spec

    if find_spec(name) is None:
        raise NotInstalled(f"{name} is not installed, which {option} needs", "pip install 'outskirts[corpora]'")


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
