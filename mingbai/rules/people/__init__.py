"""Family 1: who a person is and whether the person may receive the benefit."""

# What rests on need alone: allowances for age or disability do not ask what a family earns or owns.
NEEDY = "person.is_counted AND (person.programme LIKE 'dibao%' OR person.programme LIKE 'tekun%')"
