-- A channel's rest ends in time although the machine's clock is set back meanwhile: beside the moment at which
-- it ends stands when it began.

-- When next_at was set, by the clock of then; zero if an earlier version has set it.
ALTER TABLE channel ADD COLUMN held_at INTEGER NOT NULL DEFAULT 0;
