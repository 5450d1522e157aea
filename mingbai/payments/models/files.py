"""代发文件: what goes to a bank as one file, whose hands it went through, and its bytes, sealed."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from mingbai.config.guards import RegionField, append_only, changes, distinct_people, within
from mingbai.evidence.kept import evidenced
from mingbai.payments.models.accounts import SpecialAccount
from mingbai.payments.models.held import SHA256, known, moves
from mingbai.payments.models.plans import FundRequest
from mingbai.payments.states import FILE, FileState, Occasion
from mingbai.rosters.models import Roster
from mingbai.treasury.models import Fund

SET_ONCE = (  # each written once, none ever changed: the trigger of migrations/0006_held.sql holds them
    *("reviewed_by", "reviewed_at", "released_by", "released_at", "sha256", "bytes", "sent_by", "sent_at"),
    *("checkpoint", "withdrawn_by", "withdrawn_at"),
)
CHANGING = ("state", "reason", *SET_ONCE)
MADE = ("drafted", "reserved", "withdrawn")


@evidenced(
    *("region", "month", "programme", "fund_id", "request_id", "roster_id", "part", "occasion", "payer_id"),
    *("profile", "channel", "message_id", "execute_on", "payments", "total_fen", "digest", "path", "intermediate"),
    *("made_by", "made_at"),
    *CHANGING,
    fund="fund_id",
    region="region",
    programme="programme",
    month="month",
)
@within("region")
@changes(*CHANGING)
class BankFile(models.Model):
    """One bank file: made, reviewed, released and sent by four people."""

    region = RegionField()
    month = models.DateField()
    programme = models.CharField(max_length=20)
    fund = models.ForeignKey(Fund, models.PROTECT)
    request = models.ForeignKey(FundRequest, models.PROTECT)
    roster = models.ForeignKey(Roster, models.PROTECT, null=True)  # none for further attempts and urgent relief
    part = models.SmallIntegerField(default=1)
    occasion = models.CharField(max_length=7)  # an Occasion
    payer = models.ForeignKey(SpecialAccount, models.PROTECT)
    profile = models.CharField(max_length=40)
    channel = models.CharField(max_length=40)  # ⚙payment_channel of the place, as it was then
    message_id = models.CharField(max_length=35, unique=True)
    execute_on = models.DateField()
    payments = models.IntegerField()
    total_fen = models.BigIntegerField()
    digest = models.CharField(max_length=64)  # over what it pays: see digests.py
    path = models.JSONField()  # the way of its money
    intermediate = models.SmallIntegerField()  # accounts on it that should not be there
    state = models.CharField(max_length=9, default=FileState.DRAFTED.value)
    reason = models.CharField(max_length=200, default="")  # of a withdrawal
    sha256 = models.CharField(max_length=64, null=True)  # of its bytes
    bytes = models.IntegerField(null=True)
    checkpoint = models.BigIntegerField(null=True)  # the size of the log that the quorum had cosigned when it left
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    reviewed_by = models.BigIntegerField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    released_by = models.BigIntegerField(null=True)
    released_at = models.DateTimeField(null=True)
    sent_by = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            known("payments_file_known_state", "state", FileState),
            known("payments_file_known_occasion", "occasion", Occasion),
            CheckConstraint(name="payments_file_pays_something", condition=Q(payments__gt=0, total_fen__gt=0)),
            CheckConstraint(name="payments_file_has_a_channel", condition=~Q(channel="")),
            CheckConstraint(name="payments_file_digest", condition=Q(digest__regex=SHA256)),
            CheckConstraint(
                name="payments_file_reviewed_before_money_is_set_aside",
                condition=Q(state__in=["drafted", "withdrawn"])
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
            CheckConstraint(
                name="payments_file_released_as_its_bytes",
                condition=Q(state__in=MADE)
                | Q(released_by__isnull=False, released_at__isnull=False, sha256__regex=SHA256, bytes__gt=0),
            ),
            CheckConstraint(
                name="payments_file_sent_under_a_checkpoint",
                condition=~Q(state="sent") | Q(sent_by__isnull=False, sent_at__isnull=False, checkpoint__gt=0),
            ),
            CheckConstraint(
                name="payments_file_withdrawn_with_reason",
                condition=~Q(state="withdrawn") | Q(withdrawn_by__isnull=False) & ~Q(reason=""),
            ),
            *distinct_people("made_by", "reviewed_by", "released_by", "sent_by"),
        ]
        triggers = moves(FILE)


@within("region")
@append_only
class Piece(models.Model):
    """A piece of a sealed file, encrypted: what is sent again is what was sent first, whatever has changed since."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="pieces")
    region = RegionField()
    number = models.SmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [UniqueConstraint(name="payments_piece_once", fields=["file", "number"])]


@evidenced("file_id", "region", "by", "post_id", "at", region="region")
@within("region")
@append_only
class SendOrder(models.Model):
    """A sender's word that a sealed file shall leave as soon as enough witnesses have cosigned it."""

    file = models.OneToOneField(BankFile, models.PROTECT, primary_key=True, related_name="order")
    region = RegionField()
    by = models.BigIntegerField()
    post_id = models.BigIntegerField()  # in which the sender gave it, and must still be when the file leaves
    at = models.DateTimeField()


@evidenced("file_id", "region", "sha256", "name", "by", "at", region="region")
@within("region")
@append_only
class Handover(models.Model):
    """The same bytes put where the bank takes them, the first time or again."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="handovers")
    region = RegionField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    by = models.BigIntegerField()
    at = models.DateTimeField()
