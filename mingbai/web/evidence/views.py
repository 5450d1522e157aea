"""The pages of evidence: where a row comes from and what the log says of it, and the proof of that to take away."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.proofs.handing import handed, zipped
from mingbai.evidence.queries import witnessed_size
from mingbai.evidence.tracing.vouching import last_words
from mingbai.printing.proofs.proving import proof
from mingbai.web.access import may_open
from mingbai.web.evidence import showing
from mingbai.web.evidence.reach import row
from mingbai.web.pages import Request


def of(request: Request, table: str, key: str) -> HttpResponse:
    """Show what a row was made from, what was done about it and by whom, and how far the log vouches for that."""
    found, policy = row(request.actor, table, key), installed_policy()
    acts = list(showing.acts_of(found)[: showing.MOST])
    note_look(page="evidence.of", by=request.actor, at=timezone.now(), subject=f"{table}/{key}", rows=len(acts))
    shown = {
        "row": found,
        "facts": showing.facts(table, key),
        "sources": showing.sources(found, request.actor),
        "done": showing.done(acts, last_words(policy), witnessed_size(policy)),
        "is_as_logged": showing.is_as_logged(found),
        "page": showing.address_of(found, request.actor),
        "may_pack": may_open(request.actor, "evidence.pack"),
    }
    return render(request, "evidence/row.html", shown)


def taken(request: Request, table: str, key: str, act_id: int) -> HttpResponse:
    """Give the proof of one act about a row, with whom to believe and the script that checks it, as one file."""
    found = row(request.actor, table, key)
    act = showing.acts_of(found).filter(pk=act_id).first()
    if act is None:
        raise Http404
    policy = installed_policy()
    files = handed(proof(act, policy), policy)
    note_look(
        page="evidence.proof", by=request.actor, at=timezone.now(), subject=f"{table}/{key}", rows=1, is_export=True
    )
    answer = HttpResponse(zipped(files), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="proof-{act.leaf.index}.zip"'
    return answer
