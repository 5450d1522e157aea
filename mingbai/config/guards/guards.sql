-- What every guarded table uses. Made again after each migration, so that it is always as written here.

-- Refuses a statement, whoever sent it and however few rows it would have met.
CREATE OR REPLACE FUNCTION mingbai_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', HINT = 'Write a further row that corrects the earlier one.';
END $$;

-- Lets only a trigger of another table update: what a person sends is refused.
CREATE OR REPLACE FUNCTION mingbai_refuse_change_by_hand() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% follows from other rows: % by hand is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', HINT = 'Write the row it follows from.';
END $$;

-- The first and the first-after-the-last code of the session's scope, NULL where none is set: then nothing is seen.
CREATE OR REPLACE FUNCTION mingbai_scope_from() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE scope WHEN '' THEN NULL WHEN '*' THEN '' ELSE scope END
    FROM pg_catalog.current_setting('mingbai.scope', true) AS scope
$$;
CREATE OR REPLACE FUNCTION mingbai_scope_until() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE scope WHEN '' THEN NULL WHEN '*' THEN ':' ELSE scope || ':' END -- ':' follows '9'
    FROM pg_catalog.current_setting('mingbai.scope', true) AS scope
$$;
