-- What people say back in their own words, who coordinates, and what they did by command.

-- One message of a reply to a prompt. A school's reply is all its messages in order of time.
CREATE TABLE reply (
    -- The event by which it was first said; edits and deletions name it.
    said TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme (id),
    -- Nothing while it is not known in which network its writer is.
    network_id TEXT,
    -- The key of the post that asked for it.
    prompt TEXT,
    -- 'school:ID' where the school is known, else the person.
    respondent TEXT NOT NULL,
    -- platform/tenant/user.
    person TEXT NOT NULL,
    -- Empty once it is taken back.
    text TEXT NOT NULL,
    said_at INTEGER NOT NULL,
    -- When its newest version was written, by the platform's clock; older ones change nothing.
    changed_at INTEGER NOT NULL,
    CONSTRAINT a_prompt_belongs_to_a_network CHECK ((prompt IS NULL) = (network_id IS NULL))
) STRICT, WITHOUT ROWID;

-- What was replied to a prompt?
CREATE INDEX reply_to_prompt ON reply (prompt, said_at) WHERE prompt IS NOT NULL;
-- What did somebody reply?
CREATE INDEX reply_of_person ON reply (person);

-- Changes of what had not been heard yet when they arrived. They are laid over it when it comes, or
-- forgotten with the old events.
CREATE TABLE early_change (
    -- The event that told of the change.
    event TEXT PRIMARY KEY,
    -- The event that said what is changed.
    said TEXT NOT NULL,
    -- platform/tenant/user; nothing where the platform does not say who took a message back.
    person TEXT,
    -- Empty when it was taken back.
    text TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What has been changed of something that comes now?
CREATE INDEX early_change_of ON early_change (said);

-- Who coordinates besides those whom the settings name.
CREATE TABLE coordinator (
    programme_id TEXT NOT NULL REFERENCES programme (id),
    -- Empty for every network of the programme.
    network_id TEXT NOT NULL DEFAULT '',
    -- platform/tenant/user.
    person TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (programme_id, network_id, person)
) STRICT, WITHOUT ROWID;

-- What somebody is about to say to many and has not confirmed yet.
CREATE TABLE draft (
    -- In capital letters, as it is typed back.
    code TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    -- The place where it was typed, for "here".
    place TEXT,
    -- The command as it is written in `language`; reads back to the same on the day `typed_on`.
    command TEXT NOT NULL,
    language TEXT NOT NULL,
    typed_on TEXT NOT NULL,
    -- A fingerprint of what was shown: only that may be said.
    shown TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Networks to which nothing is said for now.
CREATE TABLE pause (
    programme_id TEXT NOT NULL REFERENCES programme (id),
    network_id TEXT NOT NULL,
    paused_by TEXT NOT NULL,
    paused_at INTEGER NOT NULL,
    PRIMARY KEY (programme_id, network_id)
) STRICT, WITHOUT ROWID;

-- Every act by command: who did what, when, and what came of it.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    -- platform/tenant/user, or 'terminal'.
    person TEXT NOT NULL,
    -- The command's name, and the whole of it as it is written.
    command TEXT NOT NULL,
    written TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'shown', 'refused')),
    done_at INTEGER NOT NULL
) STRICT;

-- What has been shown of a result, so that the next picture takes nothing away from the rules for small groups.
CREATE TABLE published (
    question_id INTEGER NOT NULL REFERENCES question (id),
    body TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    PRIMARY KEY (question_id, published_at)
) STRICT, WITHOUT ROWID;

-- Reminders of an open question, by network and day; at most two each.
CREATE TABLE nudge (
    question_id INTEGER NOT NULL REFERENCES question (id),
    network_id TEXT NOT NULL,
    -- The local date on which it is said.
    day TEXT NOT NULL,
    PRIMARY KEY (question_id, network_id, day)
) STRICT, WITHOUT ROWID;

-- Old events are forgotten.
CREATE INDEX event_seen ON event (seen_at);
