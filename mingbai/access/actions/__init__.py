"""The only writers of this stage: keys given, changed and blocked; the door opened; what was looked at; drafts."""

from mingbai.access.actions.answers import Answered, answer_kept, begin_act, forget_old_answers, keep_answer
from mingbai.access.actions.drafting import forget_drafts, forget_old_drafts, keep_draft
from mingbai.access.actions.entering import confirm_code, enter
from mingbai.access.actions.giving import block, give_first_keys, give_key, reset_factor, unblock
from mingbai.access.actions.looking import note_look
from mingbai.access.actions.own import begin_factor, change_password, confirm_factor
from mingbai.access.actions.systems import Used, make_api_key, revoke_api_key, use_api_key
from mingbai.access.actions.viewing import begin_with, forget_view, keep_view

__all__ = [
    "Answered",
    "Used",
    "answer_kept",
    "begin_act",
    "begin_factor",
    "begin_with",
    "block",
    "change_password",
    "confirm_code",
    "confirm_factor",
    "enter",
    "forget_drafts",
    "forget_old_answers",
    "forget_old_drafts",
    "forget_view",
    "give_first_keys",
    "give_key",
    "keep_answer",
    "keep_draft",
    "keep_view",
    "make_api_key",
    "note_look",
    "reset_factor",
    "revoke_api_key",
    "unblock",
    "use_api_key",
]
