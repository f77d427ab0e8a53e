from types import SimpleNamespace

import pytest

from running_loop.programs.header import SERVICES
from running_loop.services import lending as module
from running_loop.services.lending import lending
from running_loop.services.service import Lease, ServiceError


class Fake:
    """A service that notes what is done to it."""

    description = "Fake 1.0"

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.is_broken = False

    def start(self) -> None:
        self.notes.append("start")
        if self.is_broken:
            raise ServiceError("cannot start", log="the reason")

    def lease(self) -> Lease:
        self.notes.append("lease")
        return Lease("name", {"NAME": "value"}, self.description)

    def give_back(self, lease: Lease) -> None:
        self.notes.append(f"give back {lease.name}")

    def stop(self) -> None:
        self.notes.append("stop")


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    service = Fake()
    provider = SimpleNamespace(choose=lambda: service, identity=lambda: "Fake 1.0 or later")
    monkeypatch.setattr(module, "PROVIDERS", {"mysql": lambda: provider})
    return service


def test_what_a_header_may_name_can_be_lent_and_identified() -> None:
    assert set(module.PROVIDERS) == set(SERVICES)


def test_a_service_is_identified_by_its_own_provider_and_does_not_start(fake: Fake) -> None:
    assert module.identity("mysql") == "Fake 1.0 or later"
    assert fake.notes == []


def test_nothing_starts_that_nobody_needs(fake: Fake) -> None:
    with lending() as services, services.lent([]) as leases:
        assert leases == ()
    assert fake.notes == []


def test_a_service_starts_once_and_each_run_has_a_lease(fake: Fake) -> None:
    with lending() as services:
        with services.lent(["mysql"]) as (lease,):
            assert lease.environment == {"NAME": "value"}
        with services.lent(["mysql"]):
            pass
    turn = ["lease", "give back name"]
    assert fake.notes == ["start", *turn, *turn, "stop"]


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt, SystemExit])
def test_everything_is_given_back_after_an_exception(fake: Fake, kind: type[BaseException]) -> None:
    with pytest.raises(kind), lending() as services, services.lent(["mysql"]):
        raise kind
    assert fake.notes == ["start", "lease", "give back name", "stop"]


def test_each_run_learns_that_a_service_does_not_start(fake: Fake) -> None:
    fake.is_broken = True
    with lending() as services:
        for _ in range(2):
            with pytest.raises(ServiceError, match="cannot start"), services.lent(["mysql"]):
                pass
    assert fake.notes == ["start", "stop"]


def test_nothing_starts_once_all_is_stopped(fake: Fake) -> None:
    with lending() as services:
        services.stop()
        with pytest.raises(ServiceError, match="needs mysql, and"), services.lent(["mysql"]):
            pass
    assert fake.notes.count("start") <= fake.notes.count("stop")
