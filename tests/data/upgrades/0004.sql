-- What schema 4 added: which networks a channel serves.

INSERT INTO serves (channel_id, programme_id, network_id) SELECT id, 'prove', 'gruppe-1' FROM channel;
