"""What may be done about organisations, officers, posts and responsibilities: the only writers of these tables."""

from mingbai.offices.actions.appointments import appoint, approve_post, end_post, refuse_post
from mingbai.offices.actions.exporting import export_list
from mingbai.offices.actions.founding import Founder, found
from mingbai.offices.actions.listings import approve_listing, end_listing, list_post, refuse_listing
from mingbai.offices.actions.organisations import close_organisation, open_organisation, rename_organisation
from mingbai.offices.actions.registering import note_departure, register_officer

__all__ = [
    "Founder",
    "appoint",
    "approve_listing",
    "approve_post",
    "close_organisation",
    "end_listing",
    "end_post",
    "export_list",
    "found",
    "list_post",
    "note_departure",
    "open_organisation",
    "refuse_listing",
    "refuse_post",
    "register_officer",
    "rename_organisation",
]
