"""What systems are told of findings and alerts names nobody in full."""

from mingbai.alerts.actions import open_from_check
from mingbai.alerts.models import TaskFinding
from mingbai.api.tests.calling import Callers
from mingbai.config.guards import NATION, scope
from mingbai.kernel.masks import mask_name
from mingbai.people.queries import names
from mingbai.prechecks.models import Finding


def test_findings_and_alerts_are_told_with_names_masked(callers: Callers) -> None:
    with scope(NATION):
        dead = Finding.objects.filter(rule_id="RK-101").latest("pk")
        assert dead.person_id is not None
        name = names([dead.person_id])[dead.person_id]
        open_from_check(check_id=dead.check_made_id, at=callers.seats.county.at)
        task = TaskFinding.objects.get(finding_id=dead.pk).task_id
    system = callers.of()

    for address in (f"/checks/{dead.check_made_id}/findings", f"/alerts/{task}"):
        told = system.get(address).content.decode()
        assert mask_name(name) in told, address
        assert name not in told, address
