//! What the health and metrics endpoints ask.

use std::collections::HashMap;

use crate::clock::Timestamp;
use crate::outbox::State;
use crate::store::{Store, StoreError};

impl Store {
    /// How many deliveries are in each state; a state without any is absent.
    pub async fn count_deliveries_by_state(&self) -> Result<HashMap<State, i64>, StoreError> {
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT state, count(*) FROM delivery GROUP BY state")
                .fetch_all(&self.readers)
                .await?;
        Ok(rows
            .into_iter()
            .filter_map(|(name, count)| Some((State::of_name(&name)?, count)))
            .collect())
    }

    /// When the delivery that waits for the earliest moment is due; nothing when none waits.
    pub async fn read_first_waiting_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let due: Option<i64> =
            sqlx::query_scalar("SELECT min(due_at) FROM delivery WHERE state = 'waiting'")
                .fetch_one(&self.readers)
                .await?;
        Ok(due.map(Timestamp::from_millis))
    }
}
