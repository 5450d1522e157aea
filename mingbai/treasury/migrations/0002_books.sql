-- What every row of the books is held to, whoever writes it.

ALTER TABLE treasury_fund
    ADD CONSTRAINT treasury_one_fund UNIQUE (region, year, source, programme, document),
    ADD CONSTRAINT treasury_known_source CHECK (source IN ('central', 'province', 'prefecture', 'county')),
    ADD CONSTRAINT treasury_fund_two_people CHECK (made_by <> approved_by);

ALTER TABLE treasury_closing
    ADD CONSTRAINT treasury_closing_two_people CHECK (made_by <> approved_by);

ALTER TABLE treasury_voucher
    ADD CONSTRAINT treasury_voucher_two_people CHECK (made_by <> approved_by);

-- A fund has one account on each rung, and a reserve for each township. None but those by which money comes in goes
-- below nothing, counting what is held for an answer of the bank.
ALTER TABLE treasury_account
    ADD CONSTRAINT treasury_one_account UNIQUE (fund_id, rung, township),
    ADD CONSTRAINT treasury_account_of_fund UNIQUE (fund_id, id, rung),
    ADD CONSTRAINT treasury_known_rung CHECK (
        rung IN (
            'source', 'available', 'planned', 'township', 'reserved', 'in_transit', 'paid', 'returned',
            'recoverable', 'recovered', 'remitted', 'carried_over', 'lent', 'borrowed'
        )
    ),
    ADD CONSTRAINT treasury_township_has_its_place CHECK ((rung = 'township') = (township <> '')),
    ADD CONSTRAINT treasury_no_overdraft CHECK (
        rung IN ('source', 'borrowed') OR debits_pending + debits_posted <= credits_posted
    ),
    ADD CONSTRAINT treasury_sums_not_negative CHECK (
        debits_pending >= 0 AND debits_posted >= 0 AND credits_pending >= 0 AND credits_posted >= 0
    );

ALTER TABLE treasury_transfer
    ADD CONSTRAINT treasury_positive CHECK (fen > 0 AND fen <= 1000000000000000),
    ADD CONSTRAINT treasury_has_a_document CHECK (document <> ''),
    ADD CONSTRAINT treasury_two_people CHECK (made_by <> approved_by),
-- The lawful moves of states.py: code, kind, from which rung, to which, by whom. What is not listed cannot be written.
    ADD CONSTRAINT treasury_lawful_move CHECK (
        code || ':' || kind || ':' || debit_rung || ':' || credit_rung || ':' || party IN (
            'borrow:single:borrowed:available:finance', 'carry_in:single:borrowed:available:finance',
            'carry_out:single:carried_over:lent:finance', 'close_available:single:available:carried_over:finance',
            'close_planned:single:planned:carried_over:finance',
            'close_township:single:township:carried_over:finance', 'cut_quota:single:available:source:finance',
            'demand:single:paid:recoverable:civil_affairs', 'draw_township:single:township:available:finance',
            'hand_out:single:township:paid:township', 'instruct:single:reserved:in_transit:finance',
            'lend:single:available:lent:finance', 'pay:pending:in_transit:paid:finance',
            'pay:post:in_transit:paid:bank', 'pay:void:in_transit:paid:bank',
            'plan:single:available:planned:finance', 'quota:single:source:available:finance',
            'recover:single:recoverable:recovered:finance', 'reissue:single:returned:reserved:civil_affairs',
            'reject:single:in_transit:reserved:bank', 'release:single:reserved:planned:civil_affairs',
            'release_township:single:reserved:township:township',
            'remit_recovered:single:recovered:remitted:finance', 'remit_returned:single:returned:remitted:finance',
            'reserve:single:planned:reserved:civil_affairs', 'reserve_township:single:township:reserved:township',
            'return:single:paid:returned:bank', 'supply_township:single:available:township:finance',
            'unplan:single:planned:available:finance', 'write_off:single:recoverable:paid:civil_affairs',
            'correction:single:available:township:finance', 'correction:single:available:source:finance',
            'correction:single:available:planned:finance', 'correction:single:carried_over:available:finance',
            'correction:single:carried_over:township:finance', 'correction:single:carried_over:planned:finance',
            'correction:single:in_transit:reserved:finance', 'correction:single:paid:township:township',
            'correction:single:paid:recoverable:civil_affairs', 'correction:single:paid:in_transit:bank',
            'correction:single:planned:reserved:civil_affairs', 'correction:single:planned:available:finance',
            'correction:single:recoverable:paid:civil_affairs', 'correction:single:recovered:recoverable:finance',
            'correction:single:remitted:recovered:finance', 'correction:single:remitted:returned:finance',
            'correction:single:reserved:planned:civil_affairs', 'correction:single:reserved:in_transit:bank',
            'correction:single:reserved:township:township', 'correction:single:reserved:returned:civil_affairs',
            'correction:single:returned:paid:bank', 'correction:single:source:available:finance',
            'correction:single:township:reserved:township', 'correction:single:township:available:finance'
        )
    ),
-- Both accounts are of the entry's fund and stand on the rungs it names: money of one fund is never booked to another.
    ADD CONSTRAINT treasury_debit_of_its_fund FOREIGN KEY (fund_id, debit_account_id, debit_rung)
        REFERENCES treasury_account (fund_id, id, rung),
    ADD CONSTRAINT treasury_credit_of_its_fund FOREIGN KEY (fund_id, credit_account_id, credit_rung)
        REFERENCES treasury_account (fund_id, id, rung),
-- A post or void repeats the pending entry it answers, to the fen, and is the only answer.
    ADD CONSTRAINT treasury_what_is_answered
        UNIQUE (id, fund_id, debit_account_id, credit_account_id, fen, open_to),
    ADD CONSTRAINT treasury_answer_names_its_question CHECK ((kind IN ('post', 'void')) = (pending_id IS NOT NULL)),
    ADD CONSTRAINT treasury_answer_fits_its_question
        FOREIGN KEY (pending_id, fund_id, debit_account_id, credit_account_id, fen, answers)
        REFERENCES treasury_transfer (id, fund_id, debit_account_id, credit_account_id, fen, open_to),
-- A correction is the mirror of what it undoes, and the only one; it is not itself corrected.
    ADD CONSTRAINT treasury_correction_names_its_error CHECK ((code = 'correction') = (corrects_id IS NOT NULL)),
    ADD CONSTRAINT treasury_correction_mirrors_its_error
        FOREIGN KEY (corrects_id, fund_id, credit_account_id, debit_account_id, fen, corrects)
        REFERENCES treasury_transfer (id, fund_id, debit_account_id, credit_account_id, fen, open_to),
-- An adjustment between funds or years is a pair of entries with two approvers.
    ADD CONSTRAINT treasury_half_names_its_pair CHECK (
        (code IN ('lend', 'borrow', 'carry_out', 'carry_in')) = (pair_id IS NOT NULL)
    ),
    ADD CONSTRAINT treasury_pair_has_two_approvers CHECK (
        (pair_id IS NOT NULL) = (approved_also_by IS NOT NULL)
        AND approved_also_by IS DISTINCT FROM made_by AND approved_also_by IS DISTINCT FROM approved_by
    );
CREATE UNIQUE INDEX treasury_one_answer ON treasury_transfer (pending_id) WHERE pending_id IS NOT NULL;
CREATE UNIQUE INDEX treasury_one_correction ON treasury_transfer (corrects_id) WHERE corrects_id IS NOT NULL;
CREATE UNIQUE INDEX treasury_one_half ON treasury_transfer (pair_id, code) WHERE pair_id IS NOT NULL;
CREATE INDEX treasury_fund_in_time ON treasury_transfer (fund_id, made_at);

-- An account begins with nothing: what stands in it came by entries.
CREATE FUNCTION treasury_account_starts_empty() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF (NEW.debits_pending, NEW.debits_posted, NEW.credits_pending, NEW.credits_posted) <> (0, 0, 0, 0) THEN
        RAISE EXCEPTION 'an account begins with nothing in it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'treasury_account_starts_empty';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER treasury_account_starts_empty BEFORE INSERT ON treasury_account
    FOR EACH ROW EXECUTE FUNCTION treasury_account_starts_empty();
ALTER TABLE treasury_account ENABLE ALWAYS TRIGGER treasury_account_starts_empty;

-- The rungs that move after a year is closed.
CREATE FUNCTION treasury_open_after_closing() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '{paid,returned,recoverable,recovered,remitted,carried_over,lent}'::text[]
$$;

-- What the entries of one statement must satisfy, and do to the sums of their accounts, stands in apply_entries.sql.
CREATE TRIGGER treasury_apply_entries AFTER INSERT ON treasury_transfer REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION treasury_apply_entries();
ALTER TABLE treasury_transfer ENABLE ALWAYS TRIGGER treasury_apply_entries;

-- A year closes when nothing is on its way, returned or unspent. The locks make it wait for entries being written, and
-- those that come after wait for it and find the year closed.
CREATE FUNCTION treasury_close_when_settled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM treasury_account WHERE fund_id = NEW.fund_id ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM treasury_account
        WHERE fund_id = NEW.fund_id AND rung NOT IN ('source', 'borrowed')
            AND (rung = 'returned' OR NOT rung = ANY (treasury_open_after_closing()))
            AND (debits_posted <> credits_posted OR debits_pending <> 0 OR credits_pending <> 0)
    ) THEN
        RAISE EXCEPTION 'money of this fund is on its way, returned or unspent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'treasury_close_when_settled';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER treasury_close_when_settled BEFORE INSERT ON treasury_closing
    FOR EACH ROW EXECUTE FUNCTION treasury_close_when_settled();
ALTER TABLE treasury_closing ENABLE ALWAYS TRIGGER treasury_close_when_settled;

-- The desk writes rows; what these functions do, they do only as triggers.
REVOKE ALL ON FUNCTION treasury_apply_entries(), treasury_close_when_settled() FROM PUBLIC;
