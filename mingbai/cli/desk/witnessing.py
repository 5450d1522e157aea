"""Whom the log is witnessed by, put in force by two administrators apart (三员分立) and logged."""

from hashlib import sha256
from pathlib import Path

from django.db import transaction

from mingbai.cli.desk.acting import acting
from mingbai.cli.desk.reading import Unusable, read_policy
from mingbai.evidence.actions import Record, record_contents
from mingbai.evidence.installation import PolicyUseless, install_policy
from mingbai.offices.refused import Refused
from mingbai.offices.roles import Role

WHO = {
    Role.SECURITY_ADMINISTRATOR: ("--post", "安全保密管理员", "the security administrator"),
    Role.AUDIT_ADMINISTRATOR: ("--approved-by", "安全审计员", "the audit administrator"),
}


def put_in_force(file: Path, post: int | None, approved_by: int | None) -> None:
    """Have a policy count from now on; raise Refused for the wrong hands, Unusable for a policy that is none."""
    for role, number in zip(WHO, (post, approved_by), strict=True):
        option, zh, en = WHO[role]
        if number is None or acting(number)[0].role is not role:
            raise Refused(f"见证规则由{zh}的岗位启用（{option}）。", f"A policy takes the post of {en} ({option}).")
    assert post is not None
    by, at = acting(post)
    read_policy(file)  # says what is wrong with it, in two languages
    text = file.read_text(encoding="utf-8")
    content = {"file": sha256(text.encode()).hexdigest(), "approved_by": approved_by}
    with transaction.atomic():
        subject = f"evidence.policy/{content['file']}/{at.isoformat()}"
        record_contents(type="evidence.policy", records=[Record(subject, content, {})], by=by, at=at)
        try:
            install_policy(text)
        except PolicyUseless as error:
            raise Unusable(error.zh, error.en) from error
