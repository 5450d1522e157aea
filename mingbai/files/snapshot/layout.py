"""Where each frozen table lies: by household, by person, by account, or whole in every bucket."""

from mingbai.files.tables import TABLES

BY_HOUSEHOLD = dict.fromkeys(("approvals", "members", "roster", "previous_roster"), "household_key")
BY_ACCOUNT = {"payments_sent": "account_key", "officer_accounts": "account_key"}
BY_PERSON = {"appropriations_sent": "payee_key", "payments_named": "payee_key", "relatives": "relative_key"} | {
    name: "person_key"
    for name, table in TABLES.items()
    if "person_key" in table.frozen() and name not in ("members", "relatives")
}
EVERYWHERE = ("standards", "population", "institutions")

HOME_OF = (
    {name: ("household", key) for name, key in BY_HOUSEHOLD.items()}
    | {name: ("account", key) for name, key in BY_ACCOUNT.items()}
    | {name: ("person", key) for name, key in BY_PERSON.items()}
)
