-- Applies all entries of one statement to the sums of their accounts, which it locks in the order of their ids: two
-- statements never wait for each other in a circle. What a statement leaves behind must satisfy every constraint.
-- What is answered or corrected is looked up by its id, whatever the server has counted.
CREATE OR REPLACE FUNCTION treasury_apply_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off SET enable_seqscan = off AS $$
BEGIN
    PERFORM 1 FROM treasury_account
    WHERE id IN (SELECT debit_account_id FROM written UNION SELECT credit_account_id FROM written)
    ORDER BY id FOR NO KEY UPDATE;

    IF EXISTS (
        SELECT 1 FROM written LEFT JOIN treasury_account AS debit ON debit.id = written.debit_account_id
        WHERE (debit.fund_id, debit.rung) IS DISTINCT FROM (written.fund_id, written.debit_rung)
    ) THEN
        RAISE EXCEPTION 'the account that gives is of another fund or rung'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'treasury_debit_of_its_fund';
    END IF;

    IF EXISTS (
        SELECT 1 FROM written LEFT JOIN treasury_account AS credit ON credit.id = written.credit_account_id
        WHERE (credit.fund_id, credit.rung) IS DISTINCT FROM (written.fund_id, written.credit_rung)
    ) THEN
        RAISE EXCEPTION 'the account that takes is of another fund or rung'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'treasury_credit_of_its_fund';
    END IF;

    IF EXISTS (
        SELECT 1 FROM written LEFT JOIN treasury_transfer AS question ON question.id = written.pending_id
            AND question.id = ANY (ARRAY(SELECT pending_id FROM written))
        WHERE written.pending_id IS NOT NULL AND (question.kind IS DISTINCT FROM 'pending'
            OR (question.fund_id, question.debit_account_id, question.credit_account_id, question.fen)
                <> (written.fund_id, written.debit_account_id, written.credit_account_id, written.fen))
    ) THEN
        RAISE EXCEPTION 'an answer repeats the entry it answers, to the fen'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'treasury_answer_fits_its_question';
    END IF;

    IF EXISTS (
        SELECT 1 FROM written LEFT JOIN treasury_transfer AS wrong ON wrong.id = written.corrects_id
            AND wrong.id = ANY (ARRAY(SELECT corrects_id FROM written))
        WHERE written.corrects_id IS NOT NULL AND (wrong.id IS NULL
            OR wrong.kind NOT IN ('single', 'post') OR wrong.code = 'correction'
            OR (wrong.fund_id, wrong.credit_account_id, wrong.debit_account_id, wrong.fen)
                <> (written.fund_id, written.debit_account_id, written.credit_account_id, written.fen))
    ) THEN
        RAISE EXCEPTION 'a correction mirrors what it undoes, to the fen'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'treasury_correction_mirrors_its_error';
    END IF;

    IF EXISTS (
        SELECT 1 FROM (
            SELECT voucher_id, count(*) AS entries, sha256(string_agg(body_sha256, ''::bytea ORDER BY id)) AS digest
            FROM written GROUP BY voucher_id
        ) AS together LEFT JOIN treasury_voucher AS voucher ON voucher.id = together.voucher_id
        WHERE (voucher.entries, voucher.digest) IS DISTINCT FROM (together.entries, together.digest)
    ) THEN
        RAISE EXCEPTION 'what is written together is one voucher, whole and as its digest says'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'treasury_voucher_is_whole';
    END IF;

    IF EXISTS (
        SELECT 1 FROM written JOIN treasury_closing USING (fund_id)
        WHERE NOT (debit_rung = ANY (treasury_open_after_closing()) AND credit_rung = ANY (treasury_open_after_closing()))
    ) THEN
        RAISE EXCEPTION 'the year of this fund is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'treasury_year_is_closed';
    END IF;

    IF EXISTS (
        SELECT 1 FROM written WHERE pair_id IS NOT NULL GROUP BY pair_id
        HAVING count(*) <> 2 OR count(DISTINCT fund_id) <> 2 OR min(fen) <> max(fen)
            OR NOT (array_agg(code::text ORDER BY code) IN ('{borrow,lend}', '{carry_in,carry_out}'))
    ) THEN
        RAISE EXCEPTION 'an adjustment is a pair of entries, in two funds, of one amount, written together'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'treasury_pair_is_whole';
    END IF;

    UPDATE treasury_account AS account SET
        debits_pending = account.debits_pending + change.debits_pending,
        debits_posted = account.debits_posted + change.debits_posted,
        credits_pending = account.credits_pending + change.credits_pending,
        credits_posted = account.credits_posted + change.credits_posted
    FROM (
        SELECT account_id,
            coalesce(sum(held) FILTER (WHERE is_debit), 0)::bigint AS debits_pending,
            coalesce(sum(counted) FILTER (WHERE is_debit), 0)::bigint AS debits_posted,
            coalesce(sum(held) FILTER (WHERE NOT is_debit), 0)::bigint AS credits_pending,
            coalesce(sum(counted) FILTER (WHERE NOT is_debit), 0)::bigint AS credits_posted
        FROM (
            SELECT side.account_id, side.is_debit,
                CASE kind WHEN 'pending' THEN fen WHEN 'single' THEN 0 ELSE -fen END AS held,
                CASE WHEN kind IN ('single', 'post') THEN fen ELSE 0 END AS counted
            FROM written, LATERAL (VALUES (debit_account_id, true), (credit_account_id, false)) AS side (account_id, is_debit)
        ) AS entries
        GROUP BY account_id
    ) AS change
    WHERE account.id = change.account_id;
    RETURN NULL;
END $$;
