"""Whom to believe (C2SP tlog-policy): the logs, the witnesses, and how many of which must have cosigned."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from mingbai.evidence.notes.keys import KeyKind, KeyRefused, VerifierKey, parse_verifier, signed_at
from mingbai.evidence.notes.note import Note, NoteRefused

NOBODY = "none"
MOST_LINES = 1_000


class PolicyRefused(ValueError):
    """A text is not a policy; says the line."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")


class QuorumMissing(NoteRefused):
    """Too few witnesses have cosigned; names the groups that lack some."""

    def __init__(self, lacking: Collection[str]) -> None:
        self.lacking = tuple(lacking)
        super().__init__(f"not yet cosigned by enough of: {', '.join(self.lacking)}")
        self.zh = f"见证不足，尚缺：{'、'.join(self.lacking)}。"
        self.en = f"Too few witnesses have cosigned; lacking: {', '.join(self.lacking)}."


@dataclass(frozen=True)
class Group:
    """So many of these members: witnesses or groups."""

    needed: int
    members: tuple[str, ...]


@dataclass
class Policy:
    """Logs by key, witnesses and groups by name, and the one name that must be met."""

    logs: list[VerifierKey] = field(default_factory=list)
    witnesses: dict[str, VerifierKey] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)  # of witnesses
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = ""

    def is_met_by(self, cosigners: Collection[str], name: str | None = None) -> bool:
        """Return whether the witnesses that cosigned are enough, for the whole policy or one name in it."""
        name = self.quorum if name is None else name
        if name == NOBODY or name in cosigners:
            return name in self.witnesses or name == NOBODY
        group = self.groups.get(name, Group(1, ()))
        return sum(self.is_met_by(cosigners, member) for member in group.members) >= group.needed

    def lacking(self, cosigners: Collection[str], name: str | None = None) -> list[str]:
        """Return the innermost groups and witnesses that still lack a cosignature."""
        name = self.quorum if name is None else name
        if self.is_met_by(cosigners, name):
            return []
        members = self.groups[name].members if name in self.groups else ()
        inner = [lack for member in members if member in self.groups for lack in self.lacking(cosigners, member)]
        return inner or [name]

    def vouched(self, note: Note, origin: str) -> dict[str, int]:
        """
        Return the witnesses that cosigned a checkpoint and when, in seconds since 1970.

        Raise NoteRefused when a signature by a known key is false or no log of this origin signed;
        raise QuorumMissing when too few witnesses did.
        """
        found = note.verified([*self.logs, *self.witnesses.values()])
        if not any(key.kind is KeyKind.LOG and key.name == origin and key in self.logs for key in found):
            raise NoteRefused(f"no log that is believed signed as {origin}")
        seen = {name: signed_at(found[key].value) for name, key in self.witnesses.items() if key in found}
        if not self.is_met_by(seen):
            raise QuorumMissing(self.lacking(seen))
        return seen


def parse_policy(text: str) -> Policy:
    """Return the policy a text spells; raise PolicyRefused with the line of the first fault."""
    policy, lines = Policy(), text.split("\n")
    if len(lines) > MOST_LINES:
        raise PolicyRefused(MOST_LINES, "too many lines")
    for number, line in enumerate(lines, 1):
        words = re.split(r"[ \t]+", line.strip(" \t"))
        if not words[0] or words[0].startswith("#"):
            continue
        try:
            read = LINES.get(words[0])
            if read is None:
                raise ValueError(f"begins with none of {', '.join(LINES)}")
            read(policy, words[1:])
        except (ValueError, KeyRefused) as error:
            raise PolicyRefused(number, str(error)) from error
    if not policy.quorum:
        raise PolicyRefused(len(lines), "no line names the quorum")
    return policy


def written(policy: Policy) -> str:
    """Return the policy as text; addresses are left out, since who verifies offline has no use for them."""
    lines = [f"log {key}" for key in policy.logs]
    lines += [f"witness {name} {key}" for name, key in policy.witnesses.items()]
    lines += [f"group {name} {one.needed} {' '.join(one.members)}" for name, one in policy.groups.items()]
    is_defined = policy.quorum in policy.witnesses or policy.quorum in policy.groups
    return "\n".join([*lines, f"quorum {policy.quorum if is_defined else NOBODY}", ""])


def _log(policy: Policy, words: list[str]) -> None:
    if len(words) not in (1, 2):
        raise ValueError("log KEY [URL]")
    key = _fresh_key(policy, words[0], KeyKind.LOG)
    policy.logs.append(key)


def _witness(policy: Policy, words: list[str]) -> None:
    if len(words) not in (2, 3):
        raise ValueError("witness NAME KEY [URL]")
    name = _fresh_name(policy, words[0])
    policy.witnesses[name] = _fresh_key(policy, words[1], KeyKind.WITNESS)
    if len(words) == 3:
        policy.urls[name] = words[2]


def _group(policy: Policy, words: list[str]) -> None:
    if len(words) < 3:
        raise ValueError("group NAME all|any|NUMBER MEMBER...")
    name, rule, members = _fresh_name(policy, words[0]), words[1], tuple(words[2:])
    taken = {member for group in policy.groups.values() for member in group.members}
    for member in members:
        if member not in policy.witnesses and member not in policy.groups:
            raise ValueError(f"{member} is not defined above")
        if member in taken or members.count(member) > 1:
            raise ValueError(f"{member} counts twice")
    needed = {"all": len(members), "any": 1}.get(rule) or (int(rule) if re.fullmatch("[1-9][0-9]{0,3}", rule) else 0)
    if not 1 <= needed <= len(members):
        raise ValueError(f"{rule} of {len(members)} members cannot be met or means nothing")
    policy.groups[name] = Group(needed, members)


def _quorum(policy: Policy, words: list[str]) -> None:
    if len(words) != 1 or policy.quorum:
        raise ValueError("quorum NAME, once")
    if words[0] != NOBODY and words[0] not in policy.witnesses and words[0] not in policy.groups:
        raise ValueError(f"{words[0]} is not defined above")
    policy.quorum = words[0]


LINES: Mapping[str, Callable[[Policy, list[str]], None]] = {
    "log": _log,
    "witness": _witness,
    "group": _group,
    "quorum": _quorum,
}


def _fresh_name(policy: Policy, name: str) -> str:
    if name == NOBODY or name in policy.witnesses or name in policy.groups:
        raise ValueError(f"the name {name} is taken")
    return name


def _fresh_key(policy: Policy, text: str, kind: KeyKind) -> VerifierKey:
    key = parse_verifier(text)
    if key.kind is not kind:
        raise ValueError(f"the key {key.name} is not one of a {kind.name.lower()}")
    if any(key.public == other.public for other in (*policy.logs, *policy.witnesses.values())):
        raise ValueError(f"the key {key.name} stands here twice")
    return key
