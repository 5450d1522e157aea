"""Whom a page offers a form."""

from mingbai.offices.actor import Actor
from mingbai.printing.offered import FORMS
from mingbai.web.access import may_open


def may_print(actor: Actor, name: str) -> bool:
    """Return whether an actor may have the form of this name printed."""
    return may_open(actor, "papers.issue") and FORMS[name].is_for(actor)
