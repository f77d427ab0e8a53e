"""A Dask cluster of two workers on this machine, in the place of the scheduler's own threads."""

from concurrent.futures import Executor
from contextlib import ExitStack
from typing import Any, Self

from distributed import Client, LocalCluster


class _Cluster(Executor):
    """Ends the cluster with the executor."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        cluster = self._stack.enter_context(
            LocalCluster(
                n_workers=2, threads_per_worker=2, dashboard_address=None, host="127.0.0.1"
            )
        )
        self._executor = self._stack.enter_context(Client(cluster)).get_executor()

    def submit(self, *work: Any, **options: Any) -> Any:  # noqa: ANN401, as the base class
        return self._executor.submit(*work, **options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown()
        self._stack.close()


def executor() -> Executor:
    """Return the executor of a new cluster; it ends at the end of the `with` block."""
    return _Cluster()
