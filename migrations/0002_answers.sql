-- What comes back: questions and their answers, replies, who is who, and every event once.
-- A question that is secret has a ledger of who has answered, and counters. While it is open the counters
-- are sealed with a key that is not in this file: between two copies of the file one can see that someone
-- has answered, and never what. No row ties the two, and neither keeps a time or an order.

CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    programme_id TEXT NOT NULL REFERENCES programme (id),
    mode TEXT NOT NULL CHECK (mode IN ('secret', 'coordinator', 'named')),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn')),
    opens_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    closed_at INTEGER,
    -- The asking as JSON: wording, options, networks.
    body TEXT NOT NULL,
    -- Secret and open: the counters, sealed. Rewritten whole with every answer.
    sealed BLOB,
    -- Secret and closed: the counters.
    counters TEXT,
    CONSTRAINT what_is_closed_says_when CHECK ((state = 'open') = (closed_at IS NULL)),
    CONSTRAINT only_secret_questions_count CHECK (mode = 'secret' OR (sealed IS NULL AND counters IS NULL)),
    CONSTRAINT counters_are_legible_only_after_closing CHECK (state <> 'open' OR counters IS NULL)
) STRICT;

-- Which question closes next?
CREATE INDEX question_open ON question (closes_at) WHERE state = 'open';

-- Who has answered a secret question. In order of name, not of time.
CREATE TABLE ledger (
    question_id INTEGER NOT NULL REFERENCES question (id),
    respondent TEXT NOT NULL,
    PRIMARY KEY (question_id, respondent)
) STRICT, WITHOUT ROWID;

-- The open answer of each respondent to a question that is not secret: the newest by the event's time.
CREATE TABLE vote (
    question_id INTEGER NOT NULL REFERENCES question (id),
    respondent TEXT NOT NULL,
    -- Option keys or text, as JSON.
    answer TEXT NOT NULL,
    -- The network in which it counts, where that is known.
    network_id TEXT,
    -- Who gave it, as platform/tenant/user; nothing for one who only gave a school.
    person TEXT,
    given_at INTEGER NOT NULL,
    -- Among events of one time the larger id wins, so that every order of arrival gives the same tally.
    event_id TEXT NOT NULL,
    PRIMARY KEY (question_id, respondent)
) STRICT, WITHOUT ROWID;

-- Who leads which school, by their own first answer or a coordinator's word.
CREATE TABLE leads (
    programme_id TEXT NOT NULL REFERENCES programme (id),
    -- platform/tenant/user.
    person TEXT NOT NULL,
    school_id TEXT NOT NULL,
    said_by TEXT NOT NULL CHECK (said_by IN ('leader', 'coordinator')),
    PRIMARY KEY (programme_id, person)
) STRICT, WITHOUT ROWID;

-- Every event once: the same again gets the same answer and has no new effect.
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    answer TEXT NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
