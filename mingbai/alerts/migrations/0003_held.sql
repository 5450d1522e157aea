-- What an outcome, a hearing and a demand are held to, whoever writes them.

ALTER TABLE alerts_hearing ADD CONSTRAINT alerts_hearing_after_its_notice
    FOREIGN KEY (notice_id, task_id, answer_by_on) REFERENCES alerts_notice (id, task_id, answer_by_on);
ALTER TABLE alerts_recovery ADD CONSTRAINT alerts_demand_of_its_outcome
    FOREIGN KEY (outcome_id, consequence, principal_fen) REFERENCES alerts_outcome (id, consequence, amount_fen);

-- An outcome follows from the task: verified by enough independent sources (D4), of a person somebody made sure of (D3),
-- after the family was heard where less follows (LAW-2026 art. 48), and never by who verified it (D6).
CREATE FUNCTION alerts_outcome_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    about record;
    sources integer;
    needed integer;
BEGIN
    SELECT task.state, task.tier, task.cause INTO about FROM alerts_task AS task WHERE task.id = NEW.task_id;
    IF NEW.overturns_id IS NULL AND about.state NOT IN ('verified', 'heard', 'decided')
        OR NEW.overturns_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM alerts_outcome AS former
            WHERE former.id = NEW.overturns_id AND former.task_id = NEW.task_id
                AND former.decided_by = NEW.overturned_decider)
    THEN
        RAISE EXCEPTION 'an outcome follows a verification' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'alerts_outcome_follows_verification';
    END IF;
    IF EXISTS (SELECT FROM alerts_verification AS one WHERE one.task_id = NEW.task_id AND one.made_by = NEW.decided_by)
    THEN
        RAISE EXCEPTION 'who verified does not decide' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'alerts_verifier_is_not_decider';
    END IF;
    IF NEW.result NOT IN ('funds', 'procedure') THEN
        RETURN NEW;
    END IF;
    needed := CASE WHEN about.cause = 'death' THEN 2 ELSE 1 END;
    SELECT count(DISTINCT one.source) INTO sources FROM alerts_verification AS one
    WHERE one.task_id = NEW.task_id AND one.supports AND one.source <> 'same_list';
    IF sources < needed THEN
        RAISE EXCEPTION '% of % independent sources', sources, needed USING ERRCODE = 'check_violation',
            CONSTRAINT = 'alerts_confirmed_by_another_source';
    END IF;
    IF about.tier = 'C' AND NOT EXISTS (
        SELECT FROM alerts_verification AS one
        WHERE one.task_id = NEW.task_id AND one.is_same_person AND one.source <> 'same_list')
    THEN
        RAISE EXCEPTION 'nobody made sure who it is' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'alerts_doubt_is_settled_first';
    END IF;
    IF NEW.consequence IN ('lower', 'stop', 'recover')
        AND NOT EXISTS (SELECT FROM alerts_hearing AS heard WHERE heard.task_id = NEW.task_id)
    THEN
        RAISE EXCEPTION 'the family was not heard' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'alerts_heard_before_less';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alerts_outcome_follows BEFORE INSERT ON alerts_outcome
    FOR EACH ROW EXECUTE FUNCTION alerts_outcome_follows();
ALTER TABLE alerts_outcome ENABLE ALWAYS TRIGGER alerts_outcome_follows;

-- A demand waits until the family can no longer object, or has said in writing that it will not; and nobody demands what
-- was overturned (D15).
CREATE FUNCTION alerts_demand_is_final() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM alerts_outcome AS decided
    WHERE decided.id = NEW.outcome_id AND decided.is_official_error = NEW.is_official_error
        AND (NEW.demanded_on > decided.objection_until_on OR NEW.waiver_sha256 <> '')
        AND NOT EXISTS (SELECT FROM alerts_outcome AS later WHERE later.overturns_id = decided.id);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the decision is not final' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'alerts_demand_is_final';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alerts_demand_is_final BEFORE INSERT ON alerts_recovery
    FOR EACH ROW EXECUTE FUNCTION alerts_demand_is_final();
ALTER TABLE alerts_recovery ENABLE ALWAYS TRIGGER alerts_demand_is_final;

-- No instalment above the cap; no more planned than is owed, no more taken in or given up than is owed.
CREATE FUNCTION alerts_no_more_than_owed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    demand record;
    so_far bigint;
BEGIN
    SELECT principal_fen, cap_fen INTO demand FROM alerts_recovery WHERE id = NEW.recovery_id FOR UPDATE;
    SELECT coalesce(sum(amount_fen), 0) INTO so_far FROM alerts_recoveryevent
    WHERE recovery_id = NEW.recovery_id
        AND (kind = 'plan') = (NEW.kind = 'plan') AND kind <> 'legal_step';
    IF NEW.kind <> 'legal_step' AND so_far + NEW.amount_fen > demand.principal_fen THEN
        RAISE EXCEPTION 'more than is owed' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'alerts_no_more_than_owed';
    END IF;
    IF NEW.kind = 'plan' AND NEW.amount_fen > demand.cap_fen THEN
        RAISE EXCEPTION 'an instalment above the cap' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'alerts_instalment_within_the_cap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alerts_no_more_than_owed BEFORE INSERT ON alerts_recoveryevent
    FOR EACH ROW EXECUTE FUNCTION alerts_no_more_than_owed();
ALTER TABLE alerts_recoveryevent ENABLE ALWAYS TRIGGER alerts_no_more_than_owed;

-- D1. While the machine works (a job, a rule, a score), no entitlement, amount, payee or account is written, whatever the
-- program asks: opening tasks and switching rules off is all it does.
CREATE FUNCTION alerts_machine_grants_nothing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_setting('mingbai.machine', true) = 'on' THEN
        RAISE EXCEPTION 'the machine does not write %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
DO $$
DECLARE
    entitlement text;
BEGIN
    FOREACH entitlement IN ARRAY ARRAY['awards_award', 'awards_decision', 'awards_covered', 'people_account',
        'rosters_rosterline', 'payments_payment']
    LOOP
        EXECUTE format('CREATE TRIGGER alerts_machine_grants_nothing BEFORE INSERT OR UPDATE OR DELETE ON %I '
            'FOR EACH STATEMENT EXECUTE FUNCTION alerts_machine_grants_nothing()', entitlement);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER alerts_machine_grants_nothing', entitlement);
    END LOOP;
END $$;
