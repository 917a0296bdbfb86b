-- What schema 2 added: a named question with an answer, a secret one that is open and one that has closed.

INSERT INTO question (id, key, programme_id, mode, state, opens_at, closes_at, closed_at, body, sealed, counters) VALUES
    (1, 'prove/grad/2018-09-06', 'prove', 'named', 'open', 1534744800000, 1536836400000, NULL, '{"key":"prove/grad/2018-09-06","programme":"prove","question":{"id":"grad","text":{"nb":"I hvor stor grad hjelper nettverket?"},"about":[],"purpose":null,"kind":"scale","options":[{"key":"liten","text":{"nb":"I liten grad"}},{"key":"noen","text":{"nb":"I noen grad"}},{"key":"stor","text":{"nb":"I stor grad"}}],"aside":{"key":"vet-ikke","text":{"nb":"Vet ikke"}},"mode":"named","respondent":"person","networks":[],"asked":"by_command","open_weekdays":5,"results":"at_closing","survey":null,"minutes":null},"networks":["gruppe-1"],"opens_at":1534744800000,"closes_at":1536836400000,"language":"nb","zone":"Europe/Oslo"}', NULL, NULL);
INSERT INTO question (id, key, programme_id, mode, state, opens_at, closes_at, closed_at, body, sealed, counters) VALUES
    (2, 'prove/apent/2018-09-06', 'prove', 'secret', 'open', 1534744800000, 1536836400000, NULL, '{"key":"prove/apent/2018-09-06","programme":"prove","question":{"id":"grad","text":{"nb":"I hvor stor grad hjelper nettverket?"},"about":[],"purpose":null,"kind":"scale","options":[{"key":"liten","text":{"nb":"I liten grad"}},{"key":"noen","text":{"nb":"I noen grad"}},{"key":"stor","text":{"nb":"I stor grad"}}],"aside":{"key":"vet-ikke","text":{"nb":"Vet ikke"}},"mode":"secret","respondent":"person","networks":[],"asked":"by_command","open_weekdays":5,"results":"at_closing","survey":null,"minutes":null},"networks":["gruppe-1"],"opens_at":1534744800000,"closes_at":1536836400000,"language":"nb","zone":"Europe/Oslo"}', zeroblob(4124), NULL);
INSERT INTO question (id, key, programme_id, mode, state, opens_at, closes_at, closed_at, body, sealed, counters) VALUES
    (3, 'prove/lukket/2018-09-05', 'prove', 'secret', 'closed', 1534744800000, 1536836400000, 1534744800000, '{"key":"prove/lukket/2018-09-05","programme":"prove","question":{"id":"grad","text":{"nb":"I hvor stor grad hjelper nettverket?"},"about":[],"purpose":null,"kind":"scale","options":[{"key":"liten","text":{"nb":"I liten grad"}},{"key":"noen","text":{"nb":"I noen grad"}},{"key":"stor","text":{"nb":"I stor grad"}}],"aside":{"key":"vet-ikke","text":{"nb":"Vet ikke"}},"mode":"secret","respondent":"person","networks":[],"asked":"by_command","open_weekdays":5,"results":"at_closing","survey":null,"minutes":null},"networks":["gruppe-1"],"opens_at":1534744800000,"closes_at":1536836400000,"language":"nb","zone":"Europe/Oslo"}', NULL, '{"gruppe-1":{"":1,"noen":1}}');
INSERT INTO ledger (question_id, respondent) VALUES
    (2, 'slack/T1/U2');
INSERT INTO ledger (question_id, respondent) VALUES
    (3, 'slack/T1/U2');
INSERT INTO vote (question_id, respondent, answer, network_id, person, given_at, event_id) VALUES
    (1, 'slack/T1/U1', '{"options":["stor"]}', 'gruppe-1', 'slack/T1/U1', 2, 'slack:e2');
INSERT INTO leads (programme_id, person, school_id, said_by) VALUES
    ('prove', 'slack/T1/U1', 'blabaerlia', 'leader');
INSERT INTO event (id, answer, seen_at) VALUES
    ('slack:e1', '{"said":"thanks","changed":false,"can_change":true}', 1534744800000);
INSERT INTO event (id, answer, seen_at) VALUES
    ('slack:e2', '{"said":"thanks","changed":true,"can_change":true}', 1534744800000);
INSERT INTO event (id, answer, seen_at) VALUES
    ('slack:prove/apent/2018-09-06', '{"said":"thanks","changed":false,"can_change":false}', 1534744800000);
INSERT INTO event (id, answer, seen_at) VALUES
    ('slack:prove/lukket/2018-09-05', '{"said":"thanks","changed":false,"can_change":false}', 1534744800000);
