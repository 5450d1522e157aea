-- What the month %(month)s of the county %(region)s comes to, township by township.
WITH each AS (
    SELECT
        left(line.region, 9) AS region, line.amount_fen, line.member_count, line.change,
        roster.state = 'released' AS released, line.instalment,
        matched.paid_on, account.holder,
        CASE
            WHEN roster.state <> 'released' THEN ''
            WHEN matched.id IS NOT NULL THEN 'arrived'
            WHEN payment.state = 'settled' THEN 'unmatched'
            WHEN payment.state IN ('instructed', 'accepted') THEN 'on_way'
            WHEN payment.id IS NULL AND EXISTS (
                SELECT FROM payments_payment AS failed
                WHERE failed.line_id = line.id AND failed.state IN ('rejected', 'returned')
            ) THEN 'returned'
            ELSE 'unsent'
        END AS part
    FROM rosters_rosterline AS line
    JOIN rosters_roster AS roster ON roster.id = line.roster_id AND roster.state <> 'set_aside'
    LEFT JOIN receipts_match AS matched ON matched.line_id = line.id AND matched.is_live
    LEFT JOIN payments_payment AS payment ON payment.line_id = line.id AND payment.is_live
    LEFT JOIN people_account AS account ON account.id = line.account_id
    WHERE line.live AND line.month = %(month)s AND starts_with(line.region, %(region)s)
), counted AS (
    SELECT
        region, count(*) AS rostered_lines, sum(amount_fen) AS rostered_fen,
        count(*) FILTER (WHERE released) AS lines,
        coalesce(sum(member_count) FILTER (WHERE instalment = 0), 0) AS persons,
        coalesce(sum(amount_fen) FILTER (WHERE released), 0) AS fen,
        count(*) FILTER (WHERE instalment = 0 AND member_count = 1) AS singles,
        count(*) FILTER (WHERE instalment = 0 AND change = 'new') AS entries,
        count(*) FILTER (WHERE instalment = 0 AND change = 'raise') AS raised,
        count(*) FILTER (WHERE instalment = 0 AND change = 'lower') AS lowered,
        0 AS exits,
        count(*) FILTER (WHERE part = 'arrived') AS arrived_lines,
        coalesce(sum(amount_fen) FILTER (WHERE part = 'arrived'), 0) AS arrived_fen,
        count(*) FILTER (WHERE part = 'unmatched') AS unmatched_lines,
        coalesce(sum(amount_fen) FILTER (WHERE part = 'unmatched'), 0) AS unmatched_fen,
        count(*) FILTER (WHERE part = 'returned') AS returned_lines,
        coalesce(sum(amount_fen) FILTER (WHERE part = 'returned'), 0) AS returned_fen,
        count(*) FILTER (WHERE part = 'on_way') AS on_way_lines,
        coalesce(sum(amount_fen) FILTER (WHERE part = 'on_way'), 0) AS on_way_fen,
        count(*) FILTER (WHERE part = 'unsent') AS unsent_lines,
        coalesce(sum(amount_fen) FILTER (WHERE part = 'unsent'), 0) AS unsent_fen,
        count(*) FILTER (WHERE part = 'arrived' AND paid_on <= %(due_on)s) AS on_time,
        count(*) FILTER (WHERE part = 'arrived' AND holder = 'self') AS by_card
    FROM each GROUP BY region
    UNION ALL
    SELECT left(leaver.region, 9), 0, 0, 0, 0, 0, 0, 0, 0, 0, count(*), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM rosters_leaver AS leaver
    JOIN rosters_roster AS roster ON roster.id = leaver.roster_id AND roster.state <> 'set_aside'
    WHERE leaver.month = %(month)s AND starts_with(leaver.region, %(region)s)
    GROUP BY left(leaver.region, 9)
)
SELECT region, %(month)s::date AS month, {sums}
FROM counted GROUP BY region
