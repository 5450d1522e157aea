-- One row per text in which the lists name a disability: its kind and its level, read once however often it is written.
-- home: person
-- key: disability
SELECT written.disability, DISABILITY_KIND(written.disability) AS kind, DISABILITY_LEVEL(written.disability) AS level
FROM (SELECT DISTINCT disability FROM appearances WHERE disability IS NOT NULL) AS written
