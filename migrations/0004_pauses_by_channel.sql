-- What is said to several networks at once is held, too, where all networks that hear it are paused: so it
-- is known here which networks a channel serves, and one view says what is held.

-- The networks that a channel serves, as the settings say; written anew at every start.
CREATE TABLE serves (
    channel_id TEXT NOT NULL REFERENCES channel (id),
    programme_id TEXT NOT NULL,
    network_id TEXT NOT NULL,
    PRIMARY KEY (channel_id, programme_id, network_id)
) STRICT, WITHOUT ROWID;

-- The deliveries that a pause holds: those of a network that is paused, and those to several networks in
-- a channel in which none is left that is not. Pauses are few and come first, so that without one
-- nothing is read.
CREATE VIEW held AS
SELECT delivery.id AS delivery_id
FROM pause CROSS JOIN delivery CROSS JOIN post
WHERE post.id = delivery.post_id AND post.programme_id = pause.programme_id
  AND (
    post.network_id = pause.network_id
    OR post.network_id IS NULL
    AND EXISTS (
        SELECT 1 FROM serves
        WHERE serves.channel_id = delivery.channel_id AND serves.programme_id = pause.programme_id
          AND serves.network_id = pause.network_id
    )
    AND NOT EXISTS (
        SELECT 1 FROM serves LEFT JOIN pause AS other
            ON other.programme_id = serves.programme_id AND other.network_id = serves.network_id
        WHERE serves.channel_id = delivery.channel_id AND serves.programme_id = pause.programme_id
          AND other.network_id IS NULL
    )
  )
  AND post.body ->> 'audience' = 'network';
