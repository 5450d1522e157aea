-- No sealed month goes within a year of the month it is of, whoever writes.
ALTER TABLE prechecks_keptmonth ADD CONSTRAINT prechecks_month_stays_a_year
    CHECK (gone_on IS NULL OR gone_on >= (month + INTERVAL '13 months')::date);
-- The months that were kept before this was written down.
INSERT INTO prechecks_keptmonth (sha256, region, month, kept_at)
SELECT DISTINCT ON (snapshot_sha256) snapshot_sha256, region, month, made_at FROM prechecks_check
ORDER BY snapshot_sha256, made_at;
