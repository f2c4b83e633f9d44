-- A row of its own, so that a second application would show.
INSERT INTO quotas (id, name) VALUES (0, '年初预算; "opening"');
