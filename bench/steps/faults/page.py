"""The page of the fault claims: each claim with what was tried and what came of it."""

from collections import Counter
from collections.abc import Mapping
from textwrap import fill
from typing import Any

Claims = Mapping[str, Any]
NONE = "not measured yet"
ROUNDS = (
    """A round plays a month of a township, {lines} lines, in a copy of a folder prepared once: every fourth from the
    approval that ends an award, the others from the roster that was checked with every rule; then bank files,
    witnesses, outbox, receipts, a rejected and a returned payment tried again, and four signatures. Four witnesses, a
    sequencer, a worker, a web server and an embedded PostgreSQL of its own run beside it. Systems ask the web server
    with keys, over HTTP, to make the roster, send it up, review, agree to and freeze it, to decide on holds, to ask for
    the release and give it, to plan, approve and note the money, to draft, reserve and seal files, and to take in what
    the bank says; the four signatures are given on its page. The rest is done by commands. One to three times a round
    somebody is killed with kill -9: by the clock, or at a point of the work with a name, before or after a
    statement, a commit, a flush or a renaming. A month passes {points:,} points of {names:,} names, {pay_names:,}
    of them between draft and outbox; blows fell at {names_struck:,} of them, {pay_names_struck:,} between draft and
    outbox. Half of the blows on the web server wait until an act is committed and its answer has not left. Whoever
    died is begun again, and the month goes on to its end. An answer counts as given once all of it has come; a
    system that got none, or was killed while it waited, asks again under the same Idempotency-Key.""",
    """Then all is compared: what was acknowledged with the log; the log with its rows, its files and what witnesses
    have seen; answers with those that are kept, and each act they tell of with the log, where it stands once; lines
    with payments; payments with what the bank was told and did; who got what with the month nobody
    disturbed; files with the outbox, each content once; the books with all of it. No job may be laid aside, no process
    end in an error of another kind than a lost connection, and nothing be left in the clear.""",
    """{minutes} minutes in all, load before {load}; a round {median_s} s (median, {at_once} at once), the whole month
    undisturbed {usual_s} s. Systems asked for {asked:,} acts over HTTP, for {again:,} of them more than once; {known:,}
    had been done though no answer came, were answered as before, and stand in the log once.""",
)


def page(claims: Claims, machine: str) -> str:
    """Return the page of what was measured, part by part."""
    rows = "\n".join(f"| {what} | {tried} | {held} | {on} |" for what, tried, held, on in _claims(claims))
    parts = [_rounds(claims["rounds"])] if "rounds" in claims else []
    parts += [_differences(claims["differences"])] if "differences" in claims else []
    parts += [_twice(claims["twice"])] if "twice" in claims else []
    return f"""# Faults

Made by `./dev bench faults`, which ends with 1 where a claim does not hold; {machine}.

| claim | tried | came of it | measured |
|---|---|---|---|
{rows}

{"".join(parts)}"""


def _claims(claims: Claims) -> list[tuple[str, str, str, str]]:
    found = []
    for part, what, tell in (
        (
            "rounds",
            "kill -9 anywhere in a month: nothing acknowledged lost, nobody paid twice, books equal",
            _of_rounds,
        ),
        ("differences", "differences planted in roster, appropriation, receipts: all named, none false", _of_lists),
        ("tamperings", "one bit or one value changed in the log's files or in its tables: all found", _of_tamperings),
        ("twice", "tries to pay a line twice, several at once: none succeeds", _of_tries),
    ):
        tried, held = tell(claims[part]) if part in claims else (NONE, "")
        found.append((what, tried, held, claims[part]["on"] if part in claims else ""))
    return found


def _of_rounds(told: Claims) -> tuple[str, str]:
    kills, wrong = sum(told["struck"].values()), len(told["wrong"])
    return (
        f"{told['rounds']} rounds, {kills} kills",
        f"{wrong} went wrong" if wrong else f"none went wrong; {told['acknowledged']:,} acts acknowledged, 0 lost",
    )


def _of_lists(told: Claims) -> tuple[str, str]:
    return f"{told['planted']:,} in {told['lines']:,} lines", f"{told['found']:,} named rightly, {told['false']} false"


def _of_tamperings(told: Claims) -> tuple[str, str]:
    tried = f"{told['files'][1]:,} in files, {told['tables'][1]:,} in tables"
    return tried, f"{told['files'][0]:,} and {told['tables'][0]:,} found"


def _of_tries(told: Claims) -> tuple[str, str]:
    return f"{sum(told['tries'].values()):,}", f"{sum(told['succeeded'].values())} succeeded; {told['audit']}"


def _rounds(told: Claims) -> str:
    struck = Counter(told["struck"])
    victims = sorted({name.split("/")[0] for name in struck})
    table = "\n".join(f"| {one} | {struck[f'{one}/point']} | {struck[f'{one}/clock']} |" for one in victims)
    wrong = "".join(f"* {line}\n" for line in told["wrong"]) or "None.\n"
    prose = "\n\n".join(fill(" ".join(paragraph.split()).format_map(told | told["web"]), 120) for paragraph in ROUNDS)
    return f"""## Killed

{prose}

| killed | at a named point | by the clock |
|---|---:|---:|
{table}

Rounds that went wrong, to be played again with `./dev bench faults --part rounds --rounds 1 --seed SEED`:

{wrong}
"""


def _differences(told: Claims) -> str:
    rows = "\n".join(f"| {source} | {kind} | {count} |" for source, kind, count in told["kinds"])
    took = f"{told['seconds']} s, {told['cpu_seconds']} s of CPU, load before {told['load_before']}"
    return f"""## Differences

{told["matched"]:,} lines matched; {took}, at most {told["peak_mib"]:,} MiB.

| list | kind | planted and found |
|---|---|---:|
{rows}

"""


def _twice(told: Claims) -> str:
    rows = "\n".join(
        f"| {name} | {count:,} | {told['succeeded'].get(name, 0)} |" for name, count in told["tries"].items()
    )
    return f"""## Tries to pay twice

{told["workers"]} processes at once, in a random order, against lines that are on their way or have arrived.

| how | tries | paid twice |
|---|---:|---:|
{rows}
"""
