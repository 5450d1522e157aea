"""What officers ask of the books that takes a while: every entry read and every sum added up again."""

from datetime import datetime

from django.utils.timezone import localdate

from mingbai.config.databases import apart
from mingbai.errands.actions import ask
from mingbai.errands.doing import Doing
from mingbai.errands.kinds import Came, errand
from mingbai.offices.actor import Actor
from mingbai.treasury.audit import audit

AUDITING = "treasury.audit"


def ask_audit(*, by: Actor, at: datetime) -> int:
    """Ask that the books be audited; return the errand."""
    return ask(AUDITING, subject=str(localdate(at)), by=by, at=at)


@errand(AUDITING, title="资金账逐笔查账", title_en="audit of the books, entry by entry")
def look_through(doing: Doing) -> Came:
    """Audit all books as they stand at one moment, and give what is wrong as a list."""
    doing.phase("重新累计各账户，逐笔核对分录摘要", "adding up every account, reading every entry against its digest")
    found = apart(audit)  # this act's own transaction does not see one moment
    counted = f"{found.accounts:,}", f"{found.entries:,}"
    if found.faults:
        doing.give("faults.txt", "\n".join(f"{one.zh} {one.en}" for one in found.faults).encode())
    wrong = len(found.faults)
    return Came(
        "共{}个账户、{}笔分录，".format(*counted) + (f"{wrong}处有误，详见清单。" if wrong else "全部相符。"),
        "{} accounts, {} entries: ".format(*counted) + (f"{wrong} wrong, see the list." if wrong else "all whole."),
        {"accounts": found.accounts, "entries": found.entries, "faults": wrong},
    )
