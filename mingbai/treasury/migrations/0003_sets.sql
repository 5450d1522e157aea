-- What ties an entry to its accounts, and an answer to its question, is asked once for all that a statement writes: a
-- foreign key asks row by row. Nothing looked for is ever removed (entries) or taken from its fund (accounts).
ALTER TABLE treasury_transfer
    DROP CONSTRAINT treasury_debit_of_its_fund,
    DROP CONSTRAINT treasury_credit_of_its_fund,
    DROP CONSTRAINT treasury_answer_fits_its_question,
    DROP CONSTRAINT treasury_correction_mirrors_its_error,
    DROP CONSTRAINT treasury_what_is_answered;
ALTER TABLE treasury_account DROP CONSTRAINT treasury_account_of_fund;
