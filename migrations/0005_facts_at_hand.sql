-- What every batch of answers asks for is found without reading what else is there: who leads which school,
-- and what has closed of late.

-- Which school do these people lead?
CREATE INDEX leads_of_person ON leads (person);
-- Which questions have closed since then?
CREATE INDEX question_closed ON question (closed_at) WHERE closed_at IS NOT NULL;
