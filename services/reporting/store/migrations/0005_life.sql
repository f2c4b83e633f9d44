-- The life of evaluations (报送、退回、审定、公开、更正): what stands beside the content. The state itself and the step, from
-- which the etag follows, are in evaluations. The timeline only grows; adjustments in force are its latest of each path.

-- Number of the evaluation of the same department-year that this one corrects; 0: it is a first version.
ALTER TABLE evaluations ADD COLUMN corrects BIGINT NOT NULL DEFAULT 0;
-- The total under the adjustments in force, an exact fraction as score; '': there are none.
ALTER TABLE evaluations ADD COLUMN adjusted_score TEXT NOT NULL DEFAULT '';
-- The grade of that total; '': none, or it is not known.
ALTER TABLE evaluations ADD COLUMN adjusted_grade TEXT NOT NULL DEFAULT '';

CREATE TABLE evaluation_events (
  division        TEXT   NOT NULL,  -- 财政区划, 9 digits
  department      TEXT   NOT NULL,  -- 部门代码
  fiscal_year     BIGINT NOT NULL,
  number          BIGINT NOT NULL,
  step            BIGINT NOT NULL,  -- the evaluation's step after it, from 2
  happened_ms     BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  action          TEXT   NOT NULL,  -- 'submit' 'return' 'adjust' 'review' 'publish' 'correct' 'supersede'
  from_state      BIGINT NOT NULL,  -- as evaluations.state
  to_state        BIGINT NOT NULL,  -- likewise
  actor           TEXT   NOT NULL,  -- the person
  actor_role      TEXT   NOT NULL,  -- 'finance_reviewer'
  is_actor_proven BIGINT NOT NULL,  -- 1: by certificate or token; 0: as stated on a loopback installation
  reason          TEXT   NOT NULL,
  path            TEXT   NOT NULL,  -- of an adjustment: the indicator; '' for every other action
  score           TEXT   NOT NULL,  -- of an adjustment: the points, an exact fraction
  evidence        TEXT   NOT NULL,  -- of an adjustment: JSON array of the names of documents
  PRIMARY KEY (division, department, fiscal_year, number, step)
) WITHOUT ROWID;

-- The newest revision that is known here of a department-year of another service: what its change feed told, and what
-- evaluations read. An evaluation that read an earlier one is stale.
CREATE TABLE known_heads (
  division    TEXT   NOT NULL,
  department  TEXT   NOT NULL,
  fiscal_year BIGINT NOT NULL,
  service     TEXT   NOT NULL,  -- 'budget' 'indicator'
  revision    BIGINT NOT NULL,
  PRIMARY KEY (division, department, fiscal_year, service)
) WITHOUT ROWID;

-- How far a division's change feed of budget has been followed.
CREATE TABLE feed_positions (
  division TEXT NOT NULL,
  position TEXT NOT NULL,  -- as the feed gave it, opaque
  PRIMARY KEY (division)
) WITHOUT ROWID;
