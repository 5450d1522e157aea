-- One row per person who collects for other households: as their payee, or as a proxy they filed.
-- home: person
-- key: person_key
WITH collected AS (
    SELECT line_key, household_key, household_id, programme, region_code, source, row_no, collector_key, collector_id,
           collector_name, amount_fen
    FROM collected_line
    UNION ALL
    SELECT line_key, household_key, household_id, programme, region_code, source, row_no, collector_key, collector_id,
           NULL AS collector_name, amount_fen
    FROM proxied_line
), collector AS (
    SELECT DISTINCT collector_key FROM collected
), known AS (
    SELECT person.person_key, person.household_key, person.name, person.is_head OR person.is_member AS is_own
    FROM collector
    JOIN appearances AS person ON person.person_key = collector.collector_key
), own AS (
    SELECT DISTINCT person_key, household_key FROM known WHERE is_own
), once AS (
    SELECT collected.collector_key, collected.line_key, collected.household_key, MIN(collected.household_id) AS household_id,
           MIN(collected.programme) AS programme, MIN(collected.region_code) AS region_code,
           MIN(collected.source) AS source, MIN(collected.row_no) AS row_no, MIN(collected.collector_id) AS collector_id,
           MIN(collected.collector_name) AS collector_name, MAX(collected.amount_fen) AS amount_fen
    FROM collected
    LEFT JOIN own ON own.person_key = collected.collector_key AND own.household_key = collected.household_key
    WHERE own.person_key IS NULL
    GROUP BY collected.collector_key, collected.line_key, collected.household_key
), summed AS (
    SELECT collector_key, COUNT(DISTINCT household_key) AS households, COUNT(*) AS lines, MIN(line_key) AS line_key,
           CAST(SUM(amount_fen) AS BIGINT) AS amount_fen, MIN(collector_id) AS person_id, MIN(collector_name) AS name
    FROM once
    GROUP BY collector_key
), named AS (
    SELECT person_key, MIN(name) AS name FROM known GROUP BY person_key
)
SELECT summed.collector_key AS person_key, summed.person_id, COALESCE(summed.name, named.name) AS name, summed.households,
       summed.lines, summed.amount_fen, first.household_id, first.programme, first.region_code, first.source,
       first.row_no, run.month AS month, CASE WHEN summed.collector_key > 0 THEN 'A' ELSE 'B' END AS tier
FROM summed
JOIN once AS first ON first.collector_key = summed.collector_key AND first.line_key = summed.line_key
LEFT JOIN named ON named.person_key = summed.collector_key
