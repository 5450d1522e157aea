"""The monthly review of the log, made by who is listed for it and signed by another (R-912, R-1503)."""

from collections.abc import Sequence
from datetime import datetime, time
from functools import partial

from django.db.models import Count
from django.utils.timezone import localtime, make_aware

from mingbai.config.databases import apart
from mingbai.evidence.actions import record
from mingbai.evidence.installation import installed_policy, installed_ring, log_files
from mingbai.evidence.queries import operation_log, standing
from mingbai.evidence.verifying import verify
from mingbai.inspections.actions import acting
from mingbai.inspections.log_review import Done, Work, reviewed
from mingbai.inspections.models import LogReview
from mingbai.inspections.refused import NotOver, NotThere, OutOfPlace, ReviewedAlready, SamePerson
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.offices.roles import Role
from mingbai.sources.queries import hits, run_log

Finding = tuple[str, str, str]  # record, what was found, what was done
CONFIRMED = ("overpaid", "omitted")
SIGNERS = frozenset({Role.LEADER, Role.AUDIT_ADMINISTRATOR})


def review_log(*, month: Month, findings: Sequence[Finding] = (), by: Actor, at: datetime) -> int:
    """
    Review the acts of a month that is over in the actor's division, and return the review's id.

    The whole log is replayed as it stands at one moment, in a connection of its own, before anything is written; what
    people did is counted and sampled by the checkpoint, and the month's comparisons stand beside it. A log that does
    not hold becomes the first finding.
    """
    _may_review(month, by, at)
    policy = installed_policy()
    verdict = apart(partial(verify, policy=policy, ring=installed_ring(), storage=log_files()))
    with acting():
        _may_review(month, by, at)
        found = list(findings)
        if verdict.fault is not None:
            found.insert(0, (verdict.fault.subject, verdict.fault.zh, "保护现场，立即上报"))
        work = work_of(by.region, month)
        made = LogReview.objects.create(
            region=by.region.code,
            month=month.first_on,
            leaves=verdict.leaves,
            checkpoint=standing(policy).witnessed,
            is_whole=verdict.fault is None,
            work=[[one.title, one.acts, one.officers, one.out_of_hours, len(one.sampled)] for one in work],
            sampled=[subject for one in work for subject in one.sampled],
            matched=_matched(by.region, month),
            findings=found,
            made_by=by.id,
            made_at=at,
        )
        record(type="inspections.log_reviewed", rows=[made], by=by, at=at)
        return made.pk


def _may_review(month: Month, by: Actor, at: datetime) -> None:
    """Raise unless the actor is listed to review the log, the month is over, and nobody has reviewed it."""
    require_listed(step_id="review_log", by=by, region=by.region, on=day_of(at))
    if day_of(at) < month.next().first_on:
        raise NotOver(str(month))
    if LogReview.objects.filter(region=by.region.code, month=month.first_on).exists():
        raise ReviewedAlready(str(month))


def sign_review(*, review_id: int, by: Actor, at: datetime) -> None:
    """Sign a review another made, as leader or audit administrator."""
    with acting():
        allow(by, SIGNERS, title="审签日志核查报告", title_en="sign the review of the log", at=at)
        found = LogReview.objects.select_for_update().filter(pk=review_id).first()
        if found is None:
            raise NotThere("日志核查报告", "review of the log", review_id)
        if not by.region.contains(Region(found.region)):
            raise OutOfPlace(by.region.code, found.region)
        if found.signed_by is not None:
            raise ReviewedAlready(f"{found.month:%Y-%m}")
        if by.id == found.made_by:
            raise SamePerson
        found.signed_by, found.signed_at = by.id, at
        found.save(update_fields=["signed_by", "signed_at"])
        record(type="inspections.log_review_signed", rows=[found], by=by, at=at)


def work_of(region: Region, month: Month) -> list[Work]:
    """Return what people did in a division in a month, with the acts to look at; the same whoever asks."""
    begin, end = (make_aware(datetime.combine(each.first_on, time())) for each in (month, month.next()))
    acts = (
        Done(act.type, act.subject, act.by, localtime(act.at))
        for act in operation_log(begin, end)
        if act.region.startswith(region.code)
    )
    return reviewed(acts, f"{region}/{month}")


def _matched(region: Region, month: Month) -> list[list[object]]:
    """Return the month's comparisons: kind, people, hits to verify, how many were verified and how many confirmed."""
    held = hits(region, month).filter(disposal__outcome__in=CONFIRMED).order_by()
    confirmed = dict(held.values_list("kind").annotate(Count("pk")))
    return [
        [run.kind, run.covered, run.leads, run.disposed, confirmed.get(run.kind, 0)] for run in run_log(region, month)
    ]
