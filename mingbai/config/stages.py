"""The folders that have tables, in the order of the money: the one list that settings and tests read."""

STAGES = (
    *("evidence", "offices", "access", "errands", "treasury", "standards", "people", "sources", "awards", "imports"),
    *("rosters", "prechecks", "payments", "receipts", "alerts", "replays", "inspections", "backups"),
    *("cockpit", "webhooks"),
)
