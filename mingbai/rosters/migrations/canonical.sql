-- What of a line is paid, in one spelling: the digest of a roster is over these, in the order of the awards.
CREATE OR REPLACE FUNCTION rosters_canonical(line rosters_rosterline) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$  -- no SET, or it would be called line by line
    SELECT pg_catalog.json_build_array(
        pg_catalog.to_char(line.month, 'YYYY-MM'), line.programme, line.region, line.award_id, line.decision_id,
        line.household_id, line.person_id, line.payee_id, line.payee_organisation_id, line.payee_name,
        line.account_id, pg_catalog.encode(line.account_index, 'hex'), line.holder_name, line.amount_fen, line.member_count,
        line.instalment
    )::text
$$;
