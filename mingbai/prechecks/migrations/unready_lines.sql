-- The live lines of a roster that nobody could pay: the account is not confirmed by a second person, or not the payee's.
-- Accounts are looked up by their ids: a roster costs what it has, however many accounts the desk keeps.
CREATE OR REPLACE FUNCTION prechecks_unready_lines(roster bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public SET enable_nestloop = off AS $$
    WITH line AS MATERIALIZED (
        SELECT id, account_id, payee_id, payee_organisation_id FROM rosters_rosterline
        WHERE roster_id = roster AND live
    )
    SELECT line.id
    FROM line
    LEFT JOIN people_account AS account ON account.id = line.account_id AND account.state = 'confirmed'
        AND account.id = ANY (ARRAY(SELECT account_id FROM line))
        AND CASE WHEN line.payee_organisation_id IS NULL THEN account.person_id = line.payee_id
            ELSE account.organisation_id = line.payee_organisation_id END
    WHERE account.id IS NULL
$$;
