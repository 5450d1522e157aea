-- The digest of all that the decisions of a batch say now, with their awards' identity, their reckonings and the words
-- of these, which many share and which are therefore summed up once.
CREATE OR REPLACE FUNCTION awards_digest(of_batch bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public SET datestyle = 'ISO' SET timezone = 'UTC'
SET enable_nestloop = off AS $$
    WITH wording AS MATERIALIZED (SELECT id, sha256(convert_to(text, 'UTF8')) AS digest FROM awards_wording)
    SELECT encode(sha256(coalesce(string_agg(line, ''::bytea ORDER BY id), ''::bytea)), 'hex')
    FROM (
        SELECT decision.id,
               sha256(convert_to(concat_ws('|', decision::text, award.household_id, award.person_id,
                                           coalesce(award.certificate_no, ''), reckoning::text, wording.digest),
                                 'UTF8')) AS line
        FROM awards_decision AS decision
        JOIN awards_award AS award ON award.id = decision.award_id
        JOIN awards_reckoning AS reckoning ON reckoning.id = decision.reckoning_id
        JOIN wording ON wording.id = reckoning.wording_id
        WHERE decision.batch_id = of_batch
    ) AS lines
$$;

-- Drawn by the hundred thousand: the sequence is looked up once.
CREATE OR REPLACE FUNCTION awards_draw_numbers(wanted_in text, how_many integer) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE numbers regclass := pg_get_serial_sequence('awards_' || wanted_in, 'id');
BEGIN
    RETURN QUERY SELECT nextval(numbers) FROM generate_series(1, how_many);
END $$;

-- Room for two later versions on a row's own page: review and confirmation then leave the indexes alone.
ALTER TABLE awards_decision SET (fillfactor = 34);
