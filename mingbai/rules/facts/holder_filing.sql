-- One row per line with a strange account holder and filed collector of one of its people: is the collector the holder?
-- home: person
-- key: collector_key
-- carry: person
SELECT question.line_key, question.household_key, question.holder, filed.collector_key
FROM holder_question AS question
JOIN filed_collector AS filed ON filed.person_key = question.person_key
