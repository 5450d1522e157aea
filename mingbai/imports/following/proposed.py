"""Posts and values that a list proposed: who decides them, what was decided, what comes after."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from mingbai.imports.actions.acting import given
from mingbai.imports.bringing import bring
from mingbai.imports.following.words import ACTS, Act, Standing, Step, Waiting, acts_named
from mingbai.imports.models import Upload
from mingbai.imports.queries import uploads
from mingbai.imports.refused import NotThere
from mingbai.imports.sealing import opened_mended
from mingbai.imports.states import State
from mingbai.kernel.region import Region
from mingbai.offices import states as offices
from mingbai.offices.actions import approve_post, refuse_post
from mingbai.offices.actor import Actor
from mingbai.offices.models import Post, Responsibility
from mingbai.offices.refused import Refused
from mingbai.standards import states as standards
from mingbai.standards.actions import approve_value, refuse_value
from mingbai.standards.models import Entry

APPOINT = Step(ACTS["appoint"], "staff", "批准导入的任职", "approve imported posts", offices.APPOINTMENT[0].cites)
ADOPT = Step(ACTS["adopt"], "values", "批准导入的取值", "approve imported values", standards.MOVES[0].cites)
MODELS: Mapping[str, type[Post] | type[Entry]] = {"staff": Post, "values": Entry}
Reason = str
Words = tuple[str, str]  # Chinese, English
Row = tuple[int, str]  # number, state


def standing(upload: Upload) -> list[Standing]:
    """Return where the posts and values that an upload proposed stand."""
    if upload.state != State.TAKEN:
        return []
    if upload.kind == "values":
        return _standing(
            _rows(_values(upload)), ("参数取值", "values"), "standards.entry", acts_named("adopt", "decline")
        )
    if upload.kind != "staff":
        return []
    posts = _posts(upload)
    found = _standing(_rows(posts), ("任职", "posts"), "offices.post", acts_named("appoint", "dismiss"))
    return found + _assignments(upload, posts) if found and found[0].is_done else found


def undecided(region: Region) -> list[Waiting]:
    """Return the uploads in a division of which posts or values wait for another person, the oldest first."""
    found = []
    for step in (APPOINT, ADOPT):
        waits = MODELS[step.part]._default_manager.filter(
            made_by=OuterRef("officer"), made_at=OuterRef("taken_at"), state="proposed"
        )
        taken = uploads(region).filter(Exists(waits), kind=step.part, state=State.TAKEN.value)
        found.append(Waiting(step, list(taken.order_by("taken_at", "pk"))))
    return [one for one in found if one.uploads]


def follow(*, upload: Upload, name: str, reason: str, by: Actor, at: datetime) -> None:
    """Do what follows on posts and values; raise NotThere where there is nothing of the kind."""
    kind, do = WAYS[name]
    if upload.kind != kind or upload.state != State.TAKEN:
        raise NotThere
    do(upload, reason, by, at)


def _approve_posts(upload: Upload, _: Reason, by: Actor, at: datetime) -> None:
    """Approve what was proposed but the approver's own post, which another approves; raise if that is all."""
    refusals: list[Refused] = []
    waiting = list(_posts(upload).filter(state="proposed"))
    for post in waiting:
        try:
            approve_post(post_id=post.pk, by=by, at=at)
        except Refused as refusal:
            refusals.append(refusal)
    if refusals and len(refusals) == len(waiting):
        raise refusals[0]


def _refuse_posts(upload: Upload, reason: Reason, by: Actor, at: datetime) -> None:
    for post in _posts(upload).filter(state="proposed"):
        refuse_post(post_id=post.pk, reason=reason, by=by, at=at)


def _assign(upload: Upload, _: Reason, by: Actor, at: datetime) -> None:
    """Read the list once more: what its posts answer for is proposed now that they count."""
    if upload.forgotten_on:
        raise NotThere
    with given(upload, opened_mended(upload), by, at) as lists:
        came = bring(upload.kind, lists)
    if came.rows and not came.counts["listings"]:
        raise Refused(came.rows[0].zh, came.rows[0].en)


def _approve_values(upload: Upload, _: Reason, by: Actor, at: datetime) -> None:
    """Approve all or none, the latest first: a value may end only where one follows."""
    for entry in _values(upload).filter(state="proposed").order_by("-from_on", "-pk"):
        approve_value(entry_id=entry.pk, by=by, at=at)


def _refuse_values(upload: Upload, reason: Reason, by: Actor, at: datetime) -> None:
    for entry in _values(upload).filter(state="proposed"):
        refuse_value(entry_id=entry.pk, reason=reason, by=by, at=at)


WAYS: Mapping[str, tuple[str, Callable[[Upload, Reason, Actor, datetime], None]]] = {
    "appoint": ("staff", _approve_posts),
    "dismiss": ("staff", _refuse_posts),
    "assign": ("staff", _assign),
    "adopt": ("values", _approve_values),
    "decline": ("values", _refuse_values),
}


def _posts(upload: Upload) -> "QuerySet[Post]":
    """Return the posts an upload proposed: its officer did, in the moment it was taken in."""
    if upload.taken_at is None:
        return Post.objects.none()
    return Post.objects.filter(made_by=upload.officer_id, made_at=upload.taken_at).order_by("pk")


def _values(upload: Upload) -> "QuerySet[Entry]":
    """Return the values an upload proposed, likewise."""
    if upload.taken_at is None:
        return Entry.objects.none()
    return Entry.objects.filter(made_by=upload.officer_id, made_at=upload.taken_at).order_by("pk")


def _standing(rows: Sequence[Row], what: Words, table: str, acts: tuple[Act, ...] = ()) -> list[Standing]:
    if not rows:
        return []
    waits, refused = (sum(state == name for _, state in rows) for name in ("proposed", "refused"))
    told = (f"{waits}项待批准", f"{waits} to be approved") if waits else _decided(len(rows) - refused, refused)
    return [Standing(what, table, rows[0][0], told, not waits, acts if waits else ())]


def _decided(approved: int, refused: int) -> Words:
    if not refused:
        return f"{approved}项已批准", f"{approved} approved"
    return f"{approved}项已批准，{refused}项已退回", f"{approved} approved, {refused} refused"


def _assignments(upload: Upload, posts: "QuerySet[Post]") -> list[Standing]:
    """Return what becomes of the steps the list names for posts that have been decided since."""
    first = posts.filter(state="in_force").values_list("pk", flat=True).first()
    if first is None or not upload.result.get("counts", {}).get("steps"):
        return []
    what = ("责任分工", "assignments")
    proposed = Responsibility.objects.filter(post__in=posts, made_by=upload.officer_id).order_by("pk")
    if listed := _standing(_rows(proposed), what, "offices.responsibility"):
        return listed
    acts = () if upload.forgotten_on else acts_named("assign")
    return [Standing(what, "offices.post", first, ("任职已生效，待提出", "to be proposed"), False, acts)]


def _rows(made: "QuerySet[Post] | QuerySet[Entry] | QuerySet[Responsibility]") -> list[Row]:
    return [(key, state) for key, state in made.values_list("pk", "state")]
