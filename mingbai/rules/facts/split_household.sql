-- One row per dibao household that was split off another at the same address, known by its first line.
-- home: household
-- key: line_key
SELECT MIN(line_key) AS line_key, MIN(earlier_household_id) AS earlier_household_id, MIN(relation) AS relation,
       MIN(name) AS member_name, MIN(relative_name) AS relative_name, MIN(smaller_fen) AS smaller_fen
FROM split_pair
GROUP BY household_key
