-- Long-running operations: the evaluation of all departments of a division (EvaluateDivision). A run reads here what is
-- left to do, so that it goes on after a restart where it was.

CREATE TABLE operations (
  division       TEXT   NOT NULL,  -- 财政区划, 9 digits
  fiscal_year    BIGINT NOT NULL,
  number         BIGINT NOT NULL,  -- from 1, within division and year; the id is 'evaluate-2023-1'
  framework      TEXT   NOT NULL,  -- 'frameworks/self-evaluation-2020'
  state          BIGINT NOT NULL,  -- 1 进行中 2 正在停止 3 已完成 4 已停止
  caller         TEXT   NOT NULL,  -- who asked for it, and so who makes its evaluations
  request_id     TEXT   NOT NULL,  -- UUID, lower case; '' when the caller gave none
  request_digest TEXT   NOT NULL,  -- SM3 of method and request
  started_ms     BIGINT NOT NULL,  -- milliseconds since 1970-01-01 UTC
  ended_ms       BIGINT,           -- NULL while it goes on
  PRIMARY KEY (division, fiscal_year, number)
) WITHOUT ROWID;

-- Serves a start of the service, which goes on with what has not ended, and the refusal of a second run beside a first.
CREATE INDEX operations_by_state ON operations (state, started_ms);
-- Serves a repeated request.
CREATE INDEX operations_by_request ON operations (division, caller, request_id);

-- A department of an operation. Rows are made with the operation, so what it is about does not change under it.
CREATE TABLE operation_departments (
  division                TEXT   NOT NULL,
  fiscal_year             BIGINT NOT NULL,
  number                  BIGINT NOT NULL,
  department              TEXT   NOT NULL,  -- 部门代码
  department_display_name TEXT   NOT NULL,
  state                   BIGINT NOT NULL,  -- 1 待评价 2 已评价 3 失败
  evaluation              BIGINT,           -- its number, when evaluated
  reason                  TEXT   NOT NULL,  -- reason code, when failed
  message                 TEXT   NOT NULL,  -- what would be right, when failed
  PRIMARY KEY (division, fiscal_year, number, department)
) WITHOUT ROWID;

-- Serves the next departments to evaluate, the counts of progress and the list of failures.
CREATE INDEX operation_departments_by_state
    ON operation_departments (division, fiscal_year, number, state, department);
