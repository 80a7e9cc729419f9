-- Everything one machine remembers. No name, no time of day: the order of things is the
-- order of their numbers. Numbers are explicit because VACUUM may renumber implicit ones.

CREATE TABLE learner (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT NOT NULL UNIQUE,
    -- The children of this machine's window live here; those of a tablet only visit.
    home     TEXT NOT NULL CHECK (home IN ('window', 'device')),
    animal   TEXT NOT NULL,
    colour   TEXT NOT NULL,
    language TEXT NOT NULL,
    band     TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX an_avatar_is_one_child_of_the_window
    ON learner (animal, colour) WHERE home = 'window';

CREATE TABLE class_session (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    lesson      TEXT NOT NULL,
    level       INTEGER NOT NULL CHECK (level BETWEEN 1 AND 6),
    directorate TEXT,
    open        INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX at_most_one_session_is_open ON class_session (open) WHERE open = 1;

-- Who joined a session.
CREATE TABLE seat (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    session INTEGER NOT NULL REFERENCES class_session (number),
    learner TEXT NOT NULL REFERENCES learner (id),
    UNIQUE (session, learner)
) STRICT;

CREATE TABLE attempt (
    number         INTEGER PRIMARY KEY AUTOINCREMENT,
    id             TEXT NOT NULL UNIQUE,
    learner        TEXT NOT NULL REFERENCES learner (id),
    lesson         TEXT NOT NULL,
    lesson_version INTEGER NOT NULL,
    first_form     TEXT NOT NULL CHECK (first_form IN ('A', 'B')),
    session        INTEGER REFERENCES class_session (number),
    finished       INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1))
) STRICT;

CREATE INDEX attempts_of_a_learner ON attempt (learner, lesson);
CREATE INDEX attempts_of_a_session ON attempt (session);

CREATE TABLE response (
    number         INTEGER PRIMARY KEY AUTOINCREMENT,
    attempt        TEXT NOT NULL REFERENCES attempt (id),
    item           TEXT NOT NULL,
    ordinal        INTEGER NOT NULL CHECK (ordinal BETWEEN 1 AND 20),
    response       TEXT NOT NULL CHECK (json_valid(response)),
    score          INTEGER NOT NULL CHECK (score BETWEEN 0 AND max_score),
    max_score      INTEGER NOT NULL,
    lesson_version INTEGER NOT NULL,
    UNIQUE (attempt, item, ordinal)
) STRICT;

CREATE TRIGGER a_response_is_never_updated BEFORE UPDATE ON response
BEGIN
    SELECT RAISE(ABORT, 'a response is a fact and is never updated');
END;

CREATE TABLE outbox (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    session     INTEGER NOT NULL UNIQUE REFERENCES class_session (number),
    report_id   TEXT NOT NULL UNIQUE,
    task_id     TEXT NOT NULL,
    lesson      TEXT NOT NULL,
    level       INTEGER NOT NULL,
    directorate TEXT NOT NULL,
    period      TEXT NOT NULL,
    bytes       BLOB NOT NULL,
    state       TEXT NOT NULL DEFAULT 'pending'
                CHECK (state IN ('pending', 'unreachable', 'counted', 'refused')),
    -- The academy's own code for its "no".
    refusal     TEXT
) STRICT;

-- The bytes sent are the bytes stored: a second sealing would count a class twice.
CREATE TRIGGER a_sealed_report_is_never_changed
BEFORE UPDATE OF session, report_id, task_id, bytes ON outbox
BEGIN
    SELECT RAISE(ABORT, 'a sealed report is never changed');
END;

-- A pupil counts once per lesson and period, whatever is played again later: the noise that
-- protects pupils is measured for one contribution each.
CREATE TABLE counted_pupil (
    lesson  TEXT NOT NULL,
    period  TEXT NOT NULL,
    learner TEXT NOT NULL REFERENCES learner (id),
    PRIMARY KEY (lesson, period, learner)
) STRICT, WITHOUT ROWID;
