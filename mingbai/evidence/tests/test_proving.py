"""A proof made at the desk convinces somebody who has only the proof, the policy and Python; the gate waits for it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from mingbai.evidence.actions import erase
from mingbai.evidence.installation import (
    UNNAMED,
    installed_policy,
    installed_ring,
    log_files,
    log_key,
    policy_file,
)
from mingbai.evidence.models import Checkpoint, Cosignature
from mingbai.evidence.notes.keys import KeyKind, new_key
from mingbai.evidence.notes.note import sign
from mingbai.evidence.proofs import verify_proof
from mingbai.evidence.proofs.proof import Proof, ProofRefused, parse_proof, proven
from mingbai.evidence.proving import CannotOpen, proof_of
from mingbai.evidence.queries import NotLogged, require_witnessed, standing
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.tests.town import NOW, Payment, pay
from mingbai.evidence.witnesses.policy import Policy, QuorumMissing, parse_policy

Settle = Callable[..., None]
FIFTH = "samples.payment/5"


def proof(policy: Policy, *fields: str, subject: str = FIFTH) -> Proof:
    return proof_of(subject, fields=fields, storage=log_files(), policy=policy, ring=installed_ring())


@pytest.mark.usefixtures("payments")
class TestProofs:
    def test_a_stranger_is_convinced_of_one_payment_and_learns_no_more(
        self, policy: Policy, settle: Settle, tmp_path: Path
    ) -> None:
        pay(300)
        settle()
        made = proof(policy, "fen", "month")
        found = proven(parse_proof(str(made)), policy)
        assert (found.fields, found.leaf.month) == ({"fen": 104}, "2026-11-01")  # the month stands in the leaf in clear
        (tmp_path / "5.tlog-proof").write_text(str(made), encoding="utf-8")
        script = [sys.executable, "-I", verify_proof.__file__, str(tmp_path / "5.tlog-proof"), str(policy_file())]
        said = subprocess.run(script, capture_output=True, check=True, encoding="utf-8")
        shown = json.loads(said.stdout)
        assert (shown["fields"], shown["leaf"]["month"]) == ({"fen": 104}, "2026-11-01")
        assert "某4" not in str(made) + made.entry.decode()

    def test_the_best_witnessed_checkpoint_is_chosen(self, policy: Policy, settle: Settle) -> None:
        pay(6)
        settle()
        pay(2)
        settle("民政")  # the newest checkpoint lacks the quorum; the one before covers the fifth payment
        assert proven(proof(policy), policy).checkpoint.size == 6
        with pytest.raises(ProofRefused):
            proven(proof(policy, subject="samples.payment/7"), policy)

    def test_what_has_no_place_yet_has_no_proof(self, policy: Policy) -> None:
        pay(5)
        with pytest.raises(NotLogged) as refused:
            proof(policy)
        assert FIFTH in refused.value.zh
        assert FIFTH in refused.value.en

    def test_fields_are_opened_only_while_they_are_what_was_logged(self, policy: Policy, settle: Settle) -> None:
        pay(5)
        settle()
        with pytest.raises(CannotOpen, match="no field bonus"):
            proof(policy, "bonus")
        Payment.objects.filter(pk=5).update(fen=1)
        with pytest.raises(CannotOpen, match="no longer"):
            proof(policy, "fen")
        assert proven(proof(policy), policy).fields == {}  # that it was logged can still be proved

    def test_an_erased_record_cannot_be_opened_by_anybody(self, policy: Policy, settle: Settle) -> None:
        pay(5)
        with transaction.atomic():
            erase(subject=FIFTH, reason="依法销毁", by=3, at=NOW)
        settle()
        with pytest.raises(CannotOpen, match="destroyed"):
            proof(policy, "fen")

    def test_no_gate_opens_before_every_act_is_witnessed_by_both_sides(self, policy: Policy, settle: Settle) -> None:
        subjects = [f"samples.payment/{row.pk}" for row in pay(5)]
        with pytest.raises(NotLogged):
            require_witnessed(subjects, policy)
        append_all(key=log_key())
        with pytest.raises(QuorumMissing):
            require_witnessed(subjects, policy)
        settle("民政", "财政")
        with pytest.raises(QuorumMissing, match="监督"):
            require_witnessed(subjects, policy)
        settle("纪检")
        assert require_witnessed(subjects, policy) == 5
        later = pay(1)
        with pytest.raises(NotLogged):
            require_witnessed([*subjects, f"samples.payment/{later[0].pk}"], policy)
        with pytest.raises(NotLogged):
            require_witnessed(["samples.payment/99"], policy)
        assert standing(policy).waiting == 1
        assert (standing(policy).placed, standing(policy).checkpoint, standing(policy).witnessed) == (5, 5, 5)

    def test_cosignatures_written_by_hand_open_no_gate(self, policy: Policy, settle: Settle) -> None:
        subjects = [f"samples.payment/{row.pk}" for row in pay(5)]
        settle("民政")
        line = Cosignature.objects.get().line
        Cosignature.objects.create(checkpoint_id=5, witness="审计", line=line)
        with pytest.raises(QuorumMissing):
            require_witnessed(subjects, policy)
        forged = sign(
            Checkpoint.objects.get().note.split("\n\n")[0] + "\n", new_key("witness.example/审计", KeyKind.WITNESS)
        )
        Cosignature.objects.create(checkpoint_id=5, witness="纪检", line=str(forged))
        with pytest.raises(QuorumMissing):
            require_witnessed(subjects, policy)

    def test_no_gate_opens_where_nobody_was_named_to_witness(self) -> None:
        subjects = [f"samples.payment/{row.pk}" for row in pay(5)]
        append_all(key=log_key())
        with pytest.raises(QuorumMissing, match=UNNAMED):
            require_witnessed(subjects, installed_policy())
        assert require_witnessed(subjects, parse_policy(f"log {log_key().verifier}\nquorum none\n")) == 5

    def test_a_gate_over_nothing_is_a_mistake(self, policy: Policy) -> None:
        with pytest.raises(AssertionError):
            require_witnessed([], policy)
