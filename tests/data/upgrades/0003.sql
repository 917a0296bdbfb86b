-- What schema 3 added: a reply, a change that came too early, who coordinates, a draft, a pause, an act,
-- what was shown of a result and a reminder.

INSERT INTO reply (said, programme_id, network_id, prompt, respondent, person, text, said_at, changed_at) VALUES
    ('slack:message:C1:1', 'prove', 'gruppe-1', 'prove/gruppe-1/samling-1/intermediate-work', 'school:blabaerlia', 'slack/T1/U1', 'Vi leser.', 1534744800000, 1534744800000);
INSERT INTO early_change (event, said, person, text, changed_at) VALUES
    ('slack:Ev1', 'slack:message:C1:2', 'slack/T1/U1', 'Vi skriver.', 1534744800000);
INSERT INTO coordinator (programme_id, network_id, person, added_by, added_at) VALUES
    ('prove', 'gruppe-1', 'slack/T1/U3', 'terminal', 1534744800000);
INSERT INTO draft (code, person, place, command, language, typed_on, shown, made_at, expires_at) VALUES
    ('ABCD', 'slack/T1/U3', 'C1', 'kunngjør «Husk boka» til gruppe-1', 'nb', '2018-08-20', 'f', 1534744800000, 1534745700000);
INSERT INTO pause (programme_id, network_id, paused_by, paused_at) VALUES
    ('prove', 'gruppe-1', 'slack/T1/U3', 1534744800000);
INSERT INTO audit (id, person, command, written, outcome, done_at) VALUES
    (1, 'slack/T1/U3', 'pause', 'pause gruppe-1', 'done', 1534744800000);
INSERT INTO published (question_id, body, published_at) VALUES
    (3, '{"answered":1,"view":{"rows":[],"rising":true,"exclusive":true},"groups":[]}', 1534744800000);
INSERT INTO nudge (question_id, network_id, day) VALUES
    (1, 'gruppe-1', '2018-09-11');
