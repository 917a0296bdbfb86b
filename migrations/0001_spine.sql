-- The spine: a programme gives posts, a post gives one delivery for each channel, a delivery gives attempts.
-- Instants are milliseconds UTC in columns named …_at; closed sets are TEXT with a CHECK.

CREATE TABLE programme (
    id TEXT PRIMARY KEY,
    -- The programme as its file was last applied, as JSON. What coordinators have changed by command
    -- stands in `change` and is laid over it.
    document TEXT NOT NULL,
    -- Grows with every change of the document or of `change`; planning compares it with planned_for.
    revision INTEGER NOT NULL,
    -- The revision and the channels for which posts are planned: '12/9f3c…'; NULL before the first planning.
    planned_for TEXT,
    applied_at INTEGER NOT NULL
) STRICT;

CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme (id),
    -- What was changed, as JSON: a session moved, cancelled, given a room.
    what TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- Which changes does a programme have?
CREATE INDEX change_of_programme ON change (programme_id, id);

CREATE TABLE channel (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- Nothing goes to the channel before this: its pace, or the platform's Retry-After.
    next_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE post (
    id INTEGER PRIMARY KEY,
    -- The same programme gives the same keys: planning twice changes nothing.
    key TEXT NOT NULL UNIQUE,
    programme_id TEXT NOT NULL REFERENCES programme (id),
    network_id TEXT,
    kind TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    -- The whole post as JSON: facts, zone, language and times.
    body TEXT NOT NULL,
    -- Made by the rhythm (planning may change it) or by a command or trouble (planning leaves it alone).
    origin TEXT NOT NULL CHECK (origin IN ('rhythm', 'command', 'trouble'))
) STRICT;

-- Which posts does a programme have?
CREATE INDEX post_of_programme ON post (programme_id, due_at);

CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES post (id),
    channel_id TEXT NOT NULL REFERENCES channel (id),
    state TEXT NOT NULL CHECK (
        state IN ('waiting', 'sending', 'sent', 'refused', 'unknown', 'cancelled', 'missed', 'replaced')
    ),
    due_at INTEGER NOT NULL,
    -- The end of the opening in which due_at lies; later it slides to the next.
    closes_at INTEGER NOT NULL,
    useful_until_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- 1 when an earlier attempt may have arrived.
    in_doubt INTEGER NOT NULL DEFAULT 0 CHECK (in_doubt IN (0, 1)),
    claimed_at INTEGER,
    settled_at INTEGER,
    -- The platform's or our reason in a word.
    reason TEXT,
    -- The post as it was when it was said here, where it has changed since; else post.body.
    said TEXT,
    -- When the coordinators were told that it was not said.
    reported_at INTEGER,
    UNIQUE (post_id, channel_id),
    CONSTRAINT only_what_is_sending_is_claimed CHECK ((state = 'sending') = (claimed_at IS NOT NULL)),
    CONSTRAINT what_has_ended_says_when CHECK ((state IN ('waiting', 'sending')) = (settled_at IS NULL)),
    CONSTRAINT what_was_not_said_says_why CHECK (state NOT IN ('refused', 'unknown') OR reason IS NOT NULL),
    CONSTRAINT only_trouble_is_reported CHECK (reported_at IS NULL OR state IN ('refused', 'unknown', 'missed'))
) STRICT;

-- What is the next thing for a channel?
CREATE INDEX delivery_head ON delivery (channel_id, due_at, id) WHERE state = 'waiting';
-- When is anything due next?
CREATE INDEX delivery_due ON delivery (due_at) WHERE state = 'waiting';
-- What has come too late?
CREATE INDEX delivery_late ON delivery (useful_until_at) WHERE state = 'waiting';
-- What did a dead process leave behind? And: at most one request to a channel at a time.
CREATE UNIQUE INDEX delivery_in_flight ON delivery (channel_id) WHERE state = 'sending';
-- What have the coordinators not been told?
CREATE INDEX delivery_unreported ON delivery (id)
WHERE state IN ('refused', 'unknown', 'missed') AND reported_at IS NULL;
-- What was said in a channel, newest last?
CREATE INDEX delivery_said ON delivery (channel_id, settled_at) WHERE state = 'sent';

-- The send log: every attempt and what came back.
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    delivery_id INTEGER NOT NULL REFERENCES delivery (id),
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT CHECK (outcome IN ('sent', 'try_later', 'refused', 'unknown')),
    reason TEXT,
    UNIQUE (delivery_id, number),
    CONSTRAINT an_end_has_an_outcome CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;
