-- What awards and their decisions are held to beyond one row.

-- An award lies where its household does, whom it covers lies where it does, and both move with it.
ALTER TABLE awards_award ADD CONSTRAINT awards_lies_where_its_household_does
    FOREIGN KEY (household_id, region) REFERENCES people_household (id, region) ON UPDATE CASCADE;
ALTER TABLE awards_covered ADD CONSTRAINT awards_covers_where_it_lies
    FOREIGN KEY (award_id, region) REFERENCES awards_award (id, region) ON UPDATE CASCADE;

ALTER TABLE awards_decision
    ADD CONSTRAINT awards_decision_of_programme
        FOREIGN KEY (award_id, programme) REFERENCES awards_award (id, programme),
-- The hearing was of this award, and the notice tells of this decision.
    ADD CONSTRAINT awards_heard_about_this_award
        FOREIGN KEY (hearing_id, award_id) REFERENCES awards_hearing (id, award_id),
    ADD CONSTRAINT awards_told_of_this_decision
        FOREIGN KEY (notice_id, id) REFERENCES awards_notice (id, decision_id),
    ADD CONSTRAINT awards_months_begin_on_the_first CHECK (
        extract(DAY FROM effective_month) = 1
        AND coalesce(extract(DAY FROM until_month), 1) = 1 AND coalesce(extract(DAY FROM grace_until), 1) = 1
    ),
-- The day of the decision is the day it was entered here: nobody backdates a confirmation (R-719).
    ADD CONSTRAINT awards_decided_when_approved CHECK (
        decided_on IS NULL OR decided_on = (approved_at AT TIME ZONE 'Asia/Shanghai')::date
    ),
-- Nothing is taken back for months that are past; what was overpaid is recovered by its own procedure.
    ADD CONSTRAINT awards_never_lowers_the_past CHECK (
        state <> 'approved' OR kind NOT IN ('lower', 'stop')
        OR (effective_month + INTERVAL '1 month')::date > decided_on
    ),
-- A raise reaches back only where the standard itself was raised.
    ADD CONSTRAINT awards_raises_reach_back_with_the_standard CHECK (
        state <> 'approved' OR kind <> 'raise' OR cause IN ('standard', 'corrected', 'upheld')
        OR effective_month > decided_on
    );
ALTER TABLE awards_notice ADD CONSTRAINT awards_notice_of_the_award
    FOREIGN KEY (decision_id, award_id) REFERENCES awards_decision (id, award_id);

-- A decision moves as states.py says; a condition costs nothing a row, so a hundred thousand move in a second.
CREATE FUNCTION awards_refuse_move() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'decision % of award % does not move from % to %', OLD.version, OLD.award_id, OLD.state, NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'awards_moves';
END $$;
CREATE TRIGGER awards_moves BEFORE UPDATE ON awards_decision FOR EACH ROW
    WHEN (OLD.state <> NEW.state AND OLD.state || ':' || NEW.state NOT IN (
        'proposed:reviewed', 'reviewed:approved', 'proposed:refused', 'reviewed:refused'
    )) EXECUTE FUNCTION awards_refuse_move();
ALTER TABLE awards_decision ENABLE ALWAYS TRIGGER awards_moves;

-- What was approved or refused stays as it is, whoever writes.
CREATE FUNCTION awards_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'decision % of award % is decided and stays', OLD.version, OLD.award_id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'awards_decided_stays',
              HINT = 'Write a further decision.';
END $$;
CREATE TRIGGER awards_decided_stays BEFORE UPDATE ON awards_decision FOR EACH ROW
    WHEN (OLD.state IN ('approved', 'refused')) EXECUTE FUNCTION awards_refuse_change();
ALTER TABLE awards_decision ENABLE ALWAYS TRIGGER awards_decided_stays;

-- A decision begins as a proposal, and a reduction or a stop is decided after the hearing, not before it.
CREATE FUNCTION awards_require_hearing() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM awards_hearing WHERE id = NEW.hearing_id AND award_id = NEW.award_id AND held_on <= NEW.decided_on
    ) THEN
        RAISE EXCEPTION 'decision % of award % lowers or stops without a hearing held before', NEW.version, NEW.award_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'awards_heard_before';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER awards_heard_before BEFORE UPDATE ON awards_decision FOR EACH ROW
    WHEN (NEW.state = 'approved' AND NEW.kind IN ('lower', 'stop')) EXECUTE FUNCTION awards_require_hearing();
ALTER TABLE awards_decision ENABLE ALWAYS TRIGGER awards_heard_before;

CREATE FUNCTION awards_refuse_ready_made() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'a decision is proposed before it is anything else'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'awards_begins_proposed';
END $$;
CREATE TRIGGER awards_begins_proposed BEFORE INSERT ON awards_decision FOR EACH ROW
    WHEN (NEW.state <> 'proposed') EXECUTE FUNCTION awards_refuse_ready_made();
ALTER TABLE awards_decision ENABLE ALWAYS TRIGGER awards_begins_proposed;

-- Nobody makes, reviews or approves a decision about his own filed kin (R-801): the filing is confirmed and not ended.
CREATE FUNCTION awards_require_strangers() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    found bigint;
BEGIN
    WITH kin AS MATERIALIZED (  -- few: only those of whoever signs, however long the list of filings
        SELECT person_id, officer_id FROM people_relative
        WHERE state = 'confirmed' AND (until_on IS NULL OR until_on > current_date) AND officer_id IN (
            SELECT DISTINCT signer FROM written CROSS JOIN LATERAL
            unnest(ARRAY[written.made_by, written.reviewed_by, written.approved_by]) AS signer
        )
    )
    SELECT decided.id INTO found
    FROM kin JOIN written AS decided
      ON kin.officer_id IN (decided.made_by, decided.reviewed_by, decided.approved_by)
     AND kin.person_id = ANY (decided.members || decided.payee_id)
    LIMIT 1;
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'decision % is about kin of somebody who signs it', found
            USING ERRCODE = 'check_violation', CONSTRAINT = 'awards_kin_are_recused';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER awards_kin_are_recused_at_first AFTER INSERT ON awards_decision
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION awards_require_strangers();
CREATE TRIGGER awards_kin_are_recused AFTER UPDATE ON awards_decision
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION awards_require_strangers();
ALTER TABLE awards_decision ENABLE ALWAYS TRIGGER awards_kin_are_recused_at_first;
ALTER TABLE awards_decision ENABLE ALWAYS TRIGGER awards_kin_are_recused;

-- An opening stock is written by the hundred thousand: its rows know their numbers before they are written.
CREATE FUNCTION awards_draw_numbers(wanted_in text, how_many integer) RETURNS SETOF bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT nextval(pg_get_serial_sequence('awards_' || wanted_in, 'id')) FROM generate_series(1, how_many)
$$;

-- The digest of all that the decisions of a batch say now, with their awards' identity and their reckonings.
CREATE FUNCTION awards_digest(of_batch bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public SET datestyle = 'ISO' SET timezone = 'UTC' AS $$
    SELECT encode(sha256(coalesce(string_agg(line, ''::bytea ORDER BY id), ''::bytea)), 'hex')
    FROM (
        SELECT decision.id,
               sha256(convert_to(concat_ws('|', decision::text, award.household_id, award.person_id,
                                           coalesce(award.certificate_no, ''), reckoning::text), 'UTF8')) AS line
        FROM awards_decision AS decision
        JOIN awards_award AS award ON award.id = decision.award_id
        JOIN awards_reckoning AS reckoning ON reckoning.id = decision.reckoning_id
        WHERE decision.batch_id = of_batch
    ) AS lines
$$;

-- The word that counts on each award in a month: the latest approved version whose month has come.
CREATE FUNCTION awards_deciding(of_month date) RETURNS SETOF awards_decision LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (award_id) * FROM awards_decision
    WHERE state = 'approved' AND effective_month <= of_month
    ORDER BY award_id, version DESC
$$;

-- A month's lines: what is due, and how and why that differs from the month before. A line that stopped has 0 fen.
CREATE FUNCTION awards_lines(of_month date) RETURNS TABLE (
    award_id bigint, decision_id bigint, region varchar, programme varchar, household_id bigint, person_id bigint,
    payee_id bigint, account_id bigint, amount_fen bigint, member_count smallint, priority_member_count smallint,
    change text, cause text, before_fen bigint
) LANGUAGE sql STABLE AS $$
    WITH decided AS (  -- windows instead of joins: one pass, whatever the planner believes about the sizes
        SELECT *, (of_month - INTERVAL '1 month')::date AS last_month, max(version) OVER (PARTITION BY award_id) AS newest,
               max(version) FILTER (WHERE effective_month < of_month) OVER (PARTITION BY award_id) AS newest_before
        FROM awards_decision
        WHERE state = 'approved' AND effective_month <= of_month
    ), compared AS (
        SELECT *, CASE WHEN until_month < of_month THEN 0 ELSE amount_fen END AS due_fen,
               coalesce(max(CASE WHEN until_month < last_month THEN 0 ELSE amount_fen END)
                        FILTER (WHERE version = newest_before) OVER (PARTITION BY award_id), 0) AS earlier_fen
        FROM decided
        WHERE version IN (newest, newest_before)
    )
    SELECT compared.award_id, compared.id, award.region, award.programme, award.household_id, award.person_id,
           payee_id, account_id, due_fen, member_count, priority_member_count,
           CASE WHEN due_fen = earlier_fen THEN 'same' WHEN earlier_fen = 0 THEN 'new' WHEN due_fen = 0 THEN 'stop'
                WHEN due_fen > earlier_fen THEN 'raise' ELSE 'lower' END,
           CASE WHEN due_fen = earlier_fen THEN ''
                WHEN newest = newest_before THEN 'term_over' ELSE compared.cause END,
           earlier_fen
    FROM compared
    JOIN awards_award AS award ON award.id = compared.award_id
    WHERE version = newest AND (due_fen > 0 OR earlier_fen > 0)
$$;
