-- Sees every township's accounts, whoever releases: a payee may live in another one.
CREATE FUNCTION prechecks_accounts_confirmed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mine text := coalesce(current_setting('mingbai.scope', true), '');
BEGIN
    PERFORM set_config('mingbai.scope', '*', true);
    IF NEW.state <> 'withdrawn' AND EXISTS (SELECT FROM prechecks_unready_lines(NEW.roster_id)) THEN
        RAISE EXCEPTION 'a line of the roster has no confirmed account'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prechecks_accounts_confirmed';
    END IF;
    PERFORM set_config('mingbai.scope', mine, true);
    RETURN NEW;
END $$;
CREATE TRIGGER prechecks_accounts_confirmed BEFORE INSERT ON prechecks_release
    FOR EACH ROW EXECUTE FUNCTION prechecks_accounts_confirmed();
CREATE TRIGGER prechecks_accounts_still_confirmed BEFORE UPDATE ON prechecks_release
    FOR EACH ROW WHEN (NEW.state = 'released' AND OLD.state <> 'released')
    EXECUTE FUNCTION prechecks_accounts_confirmed();
ALTER TABLE prechecks_release ENABLE ALWAYS TRIGGER prechecks_accounts_confirmed;
ALTER TABLE prechecks_release ENABLE ALWAYS TRIGGER prechecks_accounts_still_confirmed;
