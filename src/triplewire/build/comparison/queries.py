"""Which claims are compared, as queries over tables."""

from triplewire.compare import FEWEST, INSIDE_TENTHS, MOST_ARTICLES, MOST_HOLDERS, RAREST, TENTHS

# A part that is of so many wholes is compared with the first of them.
_MOST_WHOLES = 8
# Of what is kept, that which is asked for now: the claims of articles that there are, and what was
# found in blocks of figures as they are.
CLAIMS = """(
  SELECT t.* FROM claims t WHERE t.digest <> '' AND EXISTS (
    SELECT 1 FROM runs r WHERE r.run = t.run
  )
)"""
_FIGURED = """(
  SELECT t.* FROM figured t WHERE EXISTS (SELECT 1 FROM stamps s WHERE s.stamp = t.stamp)
)"""

# Pairs of articles, in order, that are prints of one source.
COPIES = f"""
WITH held AS (SELECT DISTINCT key, article FROM {CLAIMS} c WHERE NOT headline),
  sizes AS (SELECT article, count(*) AS size FROM held GROUP BY article),
  few AS (SELECT key FROM held GROUP BY key HAVING count(*) BETWEEN 2 AND {MOST_ARTICLES}),
  rare AS (SELECT h.key, h.article FROM held h JOIN few f ON f.key = h.key),
  shared AS (
    SELECT a.article AS one, b.article AS other, count(*) AS size
    FROM rare a JOIN rare b ON b.key = a.key AND a.article < b.article
    GROUP BY a.article, b.article HAVING count(*) >= {FEWEST}
  )
SELECT s.one, s.other
FROM shared s JOIN sizes a ON a.article = s.one JOIN sizes b ON b.article = s.other
WHERE 10 * s.size >= {TENTHS} * least(a.size, b.size)
"""

# Claims in words, numbered in the order of their places. Of many that affirm, or deny, the same,
# the first leads.
WORDINGS = f"""
WITH days AS (
    SELECT substr(place, 1, 10) AS day, count(*) AS held
    FROM {CLAIMS} c WHERE NOT figure GROUP BY substr(place, 1, 10)
  ),
  passed AS (SELECT day, sum(held) OVER (ORDER BY day) - held AS passed FROM days),
  numbered AS (
    SELECT c.digest, c.article, c.opening, c.headline, c.denied, c.key, c.words, c.bits,
      CAST(size(c.words) AS BIGINT) AS size,
      CAST(size(c.words) - bit_count(c.bits) AS BIGINT) AS hidden, c.numbers, c.loose,
      CAST(p.passed + row_number() OVER (PARTITION BY p.day ORDER BY c.place) AS BIGINT) AS number
    FROM {CLAIMS} c JOIN passed p ON p.day = substr(c.place, 1, 10) WHERE NOT c.figure
  )
SELECT *, min(number) OVER (PARTITION BY key) AS first,
  number = min(number) OVER (PARTITION BY key, denied) AS leads
FROM numbered
"""

# The rarest words of claims that others have, and how many that lead had each of them before.
RARE = f"""
WITH held AS (SELECT number, leads, numbers, explode(words) AS word FROM wordings),
  often AS (SELECT word, count(*) AS often FROM held GROUP BY word HAVING count(*) > 1),
  ranked AS (
    SELECT h.number, h.leads, h.numbers, h.word, count(*) OVER (PARTITION BY h.number) AS common,
      row_number() OVER (PARTITION BY h.number ORDER BY o.often, h.word) AS place
    FROM held h JOIN often o ON o.word = h.word
  ),
  counted AS (
    SELECT number, leads, numbers, word, common, CAST(coalesce(
        sum(CASE WHEN leads THEN 1 ELSE 0 END) OVER (
          PARTITION BY word ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS BIGINT) AS before
    FROM ranked WHERE place <= {RAREST}
  )
SELECT *, CAST(floor(before / {MOST_HOLDERS}) AS BIGINT) AS shelf FROM counted
"""

# What is before a claim stands on the shelf of the last that leads, or on the one before that.
_SHELVES = f"""
SELECT r.*, CAST(floor((r.before - 1) / {MOST_HOLDERS}) AS BIGINT) - b.back AS among
FROM rare r CROSS JOIN (SELECT 0 AS back UNION ALL SELECT 1 AS back) b
"""

# Claims of the same numbers that share two of their rarest words, or one where they have no more;
# that have the same words; and an article's headline with what it may stand over. Those before are
# no more than so many: what two have in common is looked for by both words at once, for there are
# very many holders of each.
MET = f"""
WITH later AS ({_SHELVES}),
  two AS (
    SELECT a.number, a.leads, a.numbers, a.shelf, a.word, b.word AS besides, a.before,
      b.before AS behind
    FROM rare a JOIN rare b ON b.number = a.number AND a.word < b.word
  ),
  later_two AS (
    SELECT a.number, a.numbers, a.among, a.word, b.word AS besides, a.before, b.before AS behind
    FROM later a JOIN rare b ON b.number = a.number AND a.word < b.word
  ),
  near AS (
    SELECT e.number AS one, l.number AS other
    FROM later_two l JOIN two e ON e.word = l.word AND e.besides = l.besides AND e.shelf = l.among
      AND e.numbers = l.numbers
    WHERE e.leads AND e.number < l.number AND e.before >= l.before - {MOST_HOLDERS}
      AND e.behind >= l.behind - {MOST_HOLDERS}
    UNION ALL
    SELECT e.number AS one, l.number AS other
    FROM later l JOIN rare e ON e.word = l.word AND e.shelf = l.among AND e.numbers = l.numbers
    WHERE l.common < 3 AND e.leads AND e.number < l.number
      AND e.before >= l.before - {MOST_HOLDERS}
    UNION ALL
    SELECT e.number AS one, l.number AS other
    FROM wordings l JOIN wordings e ON e.key = l.key AND e.numbers = l.numbers
    WHERE e.leads AND e.number < l.number
  )
SELECT one, other, min(turn) AS turn FROM (
  SELECT one, other, 0 AS turn FROM near
  UNION ALL
  SELECT a.number AS one, b.number AS other, 1 AS turn
  FROM wordings a JOIN wordings b ON b.article = a.article AND b.numbers = a.numbers
  WHERE a.opening AND b.opening AND b.headline AND NOT a.headline
) p GROUP BY one, other
"""

# Heads of blocks of figures of which one is of a part of what the other is of.
_BESIDE = f"""
WITH wide AS (
    SELECT key, digest, measure,
      row_number() OVER (PARTITION BY key ORDER BY begins, number) AS place
    FROM (SELECT explode(wholes) AS key, digest, measure, begins, number FROM {_FIGURED} f) w
  ),
  narrow AS (SELECT explode(parts) AS key, digest, measure FROM {_FIGURED} f)
SELECT DISTINCT least(n.digest, w.digest) AS one, greatest(n.digest, w.digest) AS other,
  CASE WHEN n.key LIKE 'area%' THEN 'area' ELSE 'definition' END AS how, 0 AS turn
FROM narrow n JOIN wide w ON w.key = n.key AND w.place <= {_MOST_WHOLES}
WHERE n.key LIKE 'area%' OR n.measure <> w.measure
"""

# Of those that met, the pairs of which something may be said (compare.wordings): two have many
# words in common, or both are loose, or one is the other's headline. Words in common have their
# bits in common, and those that are hidden behind the bit of another: most are told by that alone.
NEAR = f"""
WITH looked_at AS (
    SELECT p.one, p.other, p.turn, a.loose AND b.loose OR a.first = b.first
        OR a.article = b.article AND a.headline <> b.headline AS sure,
      bit_count(a.bits & b.bits) + least(a.hidden, b.hidden) AS common,
      least(a.size, b.size) AS size
    FROM met p JOIN wordings a ON a.number = p.one JOIN wordings b ON b.number = p.other
  )
SELECT * FROM looked_at WHERE sure OR 10 * common >= {INSIDE_TENTHS} * size
"""

# All pairs that are to be judged, each once in each direction.
ASKED = f"""
SELECT a.digest AS one, b.digest AS other,
  CASE WHEN c.one IS NULL THEN 'words' ELSE 'copies' END AS how, p.turn
FROM near p JOIN wordings a ON a.number = p.one JOIN wordings b ON b.number = p.other
LEFT JOIN copies c
  ON c.one = least(a.article, b.article) AND c.other = greatest(a.article, b.article)
WHERE p.sure OR 10 * size(array_intersect(a.words, b.words)) >= {INSIDE_TENTHS} * p.size
UNION ALL
SELECT one, other, how, turn FROM ({_BESIDE}) b
"""

_COPIED = """
SELECT article, array_join(sort_array(collect_list(copy)), ' ') AS copies
FROM (
  SELECT one AS article, other AS copy FROM copies
  UNION ALL SELECT other AS article, one AS copy FROM copies
) c GROUP BY article
"""

# Blocks of figures, each with the digest of all that its comparisons are made from.
STAMPS = f"""
SELECT c.block, sha2(
    array_join(sort_array(collect_list(concat(c.digest, ' ', coalesce(k.copies, '')))), ' '), 256
  ) AS stamp
FROM {CLAIMS} c LEFT JOIN ({_COPIED}) k ON k.article = c.article
WHERE c.block <> '' GROUP BY c.block
"""

MEMBERS = f"""
SELECT s.block, c.place, s.stamp, c.digest, coalesce(k.copies, '') AS copies, c.statement
FROM missing s JOIN {CLAIMS} c ON c.block = s.block
LEFT JOIN ({_COPIED}) k ON k.article = c.article
"""

PAIRS = f"""
SELECT m.one, m.other, m.how, c.statement AS first, d.statement AS second
FROM missing m JOIN {CLAIMS} c ON c.digest = m.one JOIN {CLAIMS} d ON d.digest = m.other
"""

# What is found of two claims first; what a curator says of them goes before that.
COMPARISONS = f"""
WITH found AS (
    SELECT subject, object, mark, 0 AS turn FROM {_FIGURED} f WHERE subject <> ''
    UNION ALL
    SELECT j.subject, j.object, j.mark, a.turn
    FROM asked a JOIN judged j ON j.one = a.one AND j.other = a.other AND j.how = a.how
    WHERE j.subject <> ''
  ),
  ordered AS (
    SELECT *, row_number() OVER (
      PARTITION BY least(subject, object), greatest(subject, object) ORDER BY turn, subject, mark
    ) AS place FROM found
  )
SELECT o.subject AS one, o.object AS other, 'comparison' AS kind, o.mark
FROM ordered o
WHERE o.place = 1 AND NOT EXISTS (
  SELECT 1 FROM curated c
  WHERE least(c.one, c.other) = least(o.subject, o.object)
    AND greatest(c.one, c.other) = greatest(o.subject, o.object)
)
UNION ALL SELECT one, other, 'comparison' AS kind, mark FROM curated
"""
# What they say, by their marks.
CONTENTS = """
SELECT mark, comparison AS content FROM judged
UNION ALL SELECT mark, comparison AS content FROM figured
UNION ALL SELECT mark, comparison AS content FROM curated
"""
