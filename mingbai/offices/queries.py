"""What is asked about organisations, officers, posts and responsibilities: the only readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Value

from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Officer, Organisation, Post, Responsibility
from mingbai.offices.refused import NotInOffice, NotListed, NotReadable
from mingbai.offices.roles import ADMINISTRATORS, ROLES, Role
from mingbai.offices.states import State
from mingbai.offices.steps import AREAS, STEPS, Step

COUNTING = Q(state__in=[State.IN_FORCE.value, State.ENDED.value])  # an ended one counts until its last day


@dataclass(frozen=True)
class Line:
    """One line of the list of responsibilities, as it is exported and posted on the wall."""

    area: str
    step: str
    organisation: str
    title: str
    officer: str
    number: str
    region: str
    from_on: date
    until_on: date | None
    article: str
    listing_id: int
    officer_id: int


@dataclass(frozen=True)
class Gap:
    """A step in a township for which nobody is listed (R-003)."""

    region: str
    township: str
    step: Step


def in_force(on: date) -> Q:
    """Return the condition that something proposed, approved and perhaps ended counts on a day."""
    return COUNTING & Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gt=on))


def actor(post_id: int, on: date) -> Actor:
    """Return who acts in a post on a day; raise NotInOffice if nobody does."""
    post = Post.objects.select_related("organisation").filter(in_force(on), pk=post_id).first()
    if post is None:
        raise NotInOffice(post_id, on)
    kind, role = Kind(post.organisation.kind), Role(post.role)
    return Actor(post.officer_id, post.pk, post.organisation_id, kind, role, Region(post.region))


def holds_office(by: Actor, on: date) -> bool:
    """Return whether an actor still is on a day what it was when it came."""
    posts = Post.objects.filter(in_force(on), pk=by.post_id, officer_id=by.id, role=by.role.value)
    return posts.filter(region=by.region.code).exists()


def require_reading(by: Actor, stage: str) -> None:
    """Raise NotReadable unless the actor's role reads the records of a stage (R-012)."""
    if not by.may_read(stage):
        raise NotReadable(by.role, stage, [role for role, about in ROLES.items() if stage in about.reads])


def posts_of(officer_id: int, on: date) -> list[int]:
    """Return the posts an officer holds on a day."""
    return list(Post.objects.filter(in_force(on), officer_id=officer_id).order_by("pk").values_list("pk", flat=True))


def is_officer(officer_id: int) -> bool:
    """Return whether there is such an officer."""
    return Officer.objects.filter(pk=officer_id).exists()


def officer_numbered(number: str) -> Officer | None:
    """Return the officer of a staff number who has not left, None if there is none."""
    return Officer.objects.filter(number=number.strip(), left_on=None).first()


def founding_officers() -> list[Officer]:
    """Return the administrators whom a document appointed when the desk began."""
    posts = Post.objects.exclude(founding_document="").select_related("officer").order_by("pk")
    return [post.officer for post in posts]


def posts_named(post_ids: Iterable[int]) -> list[Post]:
    """Return posts with their organisations, in the order of their numbers."""
    return list(Post.objects.filter(pk__in=list(post_ids)).select_related("organisation").order_by("pk"))


def officer_names(officer_ids: Iterable[int | None]) -> dict[int, str]:
    """Return officer → name; nobody's is left out."""
    wanted = {one for one in officer_ids if one is not None}
    return dict(Officer.objects.filter(pk__in=wanted).values_list("pk", "name"))


def seat(by: Actor) -> tuple[str, str]:
    """Return who an actor is in words: the officer's name, the organisation's."""
    post = Post.objects.select_related("officer", "organisation").get(pk=by.post_id)
    return post.officer.name, post.organisation.name


def office_of(officer_id: int | None, role: Role, on: date) -> Organisation | None:
    """Return the organisation for which an officer acted in a role on a day, None where it was in none."""
    if officer_id is None:
        return None
    held = Post.objects.filter(in_force(on), officer_id=officer_id, role=role.value).select_related("organisation")
    found = held.order_by("pk").first()
    return found.organisation if found else None


def officers_of(organisation_id: int, on: date) -> dict[int, str]:
    """Return officer → name of those in a post of an organisation on a day."""
    held = Post.objects.filter(in_force(on), organisation_id=organisation_id).order_by("pk")
    return dict(held.values_list("officer_id", "officer__name"))


def organisations_in(region: Region, on: date, kind: Kind | None = None) -> QuerySet[Organisation]:
    """Return the organisations of a division and all below it that exist on a day."""
    found = Organisation.objects.filter(region__startswith=region.code, opened_on__lte=on)
    found = found.filter(Q(closed_on=None) | Q(closed_on__gt=on)).order_by("region", "kind", "name")
    return found.filter(kind=kind.value) if kind else found


def officers_called(text: str) -> list[int]:
    """Return the officers whose name has this in it or whose staff number it is, 50 at most."""
    called = Officer.objects.filter(Q(name__contains=text) | Q(number=text)).order_by("pk")
    return list(called.values_list("pk", flat=True)[:50])


def posts_in(region: Region, on: date, *, proposed: bool = False) -> QuerySet[Post]:
    """Return the posts of a division and below it that count on a day, or those that wait for approval."""
    found = Post.objects.filter(Q(state=State.PROPOSED.value) if proposed else in_force(on))
    found = found.filter(region__startswith=region.code).select_related("officer", "organisation")
    return found.order_by("region", "organisation", "pk")


def proposed_listings(region: Region) -> QuerySet[Responsibility]:
    """Return what was entered in the list of a division and below it and waits for a leader."""
    found = Responsibility.objects.filter(state=State.PROPOSED.value, region__startswith=region.code)
    return found.select_related("officer").order_by("region", "pk")


def meets_another_duty(officer_id: int, role: Role, from_on: date, until_on: date | None) -> bool:
    """Return whether the post would let one officer administrate and do something else at the same time."""
    held = Post.objects.filter(~Q(state=State.REFUSED.value), officer_id=officer_id)
    held = held.filter(Q(until_on=None) | Q(until_on__gt=from_on))
    if until_on:
        held = held.filter(from_on__lt=until_on)
    if role not in ADMINISTRATORS:
        held = held.filter(role__in=[administrator.value for administrator in ADMINISTRATORS])
    return held.exists()


def listed_for(step: Step, region: Region, on: date) -> QuerySet[Responsibility]:
    """Return who answers for a step in a division on a day: listed for it or for a division above, and in office."""
    held = Post.objects.filter(in_force(on))
    found = Responsibility.objects.filter(in_force(on), step=step.id, post__in=held)
    return (
        found.annotate(place=Value(region.code)).filter(place__startswith=F("region")).select_related("officer", "post")
    )


def require_listed(*, step_id: str, by: Actor, region: Region, on: date) -> int:
    """
    Return the line of the list by which the actor may complete the step there and then (R-002).

    Raise NotListed, naming who is listed, if there is none.
    """
    step = STEPS[step_id]
    listed = list(listed_for(step, region, on).order_by("pk"))
    for line in listed:
        if (line.post_id, line.officer_id) == (by.post_id, by.id):
            return line.pk
    raise NotListed(step, region.code, dict.fromkeys(line.officer.name for line in listed))


def responsibility_list(region: Region, on: date) -> list[Line]:
    """Return the list of a division and all below it as it stands on a day, in the order of the work."""
    found = Responsibility.objects.filter(in_force(on), region__startswith=region.code)
    found = found.filter(post__in=Post.objects.filter(in_force(on))).select_related("post__organisation", "officer")
    order = {name: number for number, name in enumerate(STEPS)}
    return [_line(listed) for listed in sorted(found, key=lambda line: (line.region, order[line.step], line.pk))]


def unlisted_steps(region: Region, on: date) -> list[Gap]:
    """Return the steps every township must have somebody for, where it has nobody: to be empty (R-003)."""
    townships = organisations_in(region, on, Kind.TOWNSHIP).filter(handles=True)
    steps = [step for step in STEPS.values() if step.is_everywhere]
    held = Post.objects.filter(in_force(on))
    lines = Responsibility.objects.filter(in_force(on), post__in=held).values_list("step", "region")
    listed = {(step, place) for step, place in lines}
    return [
        Gap(township.region, township.name, step)
        for township in townships
        for step in steps
        if not any((step.id, place.code) in listed for place in _with_ancestors(Region(township.region)))
    ]


def _with_ancestors(region: Region) -> tuple[Region, ...]:
    return (region, *region.ancestors)


def _line(listed: Responsibility) -> Line:
    step, post = STEPS[listed.step], listed.post
    return Line(
        AREAS[step.area][0],
        step.title,
        post.organisation.name,
        post.title,
        listed.officer.name,
        listed.officer.number,
        listed.region,
        listed.from_on,
        listed.until_on,
        step.article,
        listed.pk,
        listed.officer_id,
    )
