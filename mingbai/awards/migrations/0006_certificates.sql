-- Awards of one household may stand under one certificate (two disabled members, one certificate of the household):
-- what shares a number names the award it was issued for, which is of the same household, programme and number.
ALTER TABLE awards_award ADD CONSTRAINT awards_shares_its_households_certificate
    FOREIGN KEY (certificate_of_id, household_id, programme, certificate_no)
    REFERENCES awards_award (id, household_id, programme, certificate_no) DEFERRABLE INITIALLY IMMEDIATE;
