//! Folds what an earlier version kept whole, and leaves nothing of it in the write-ahead log either.

use std::time::Duration;

use crate::app::App;
use crate::clock::Timestamp;
use crate::store::{StoreError, cut_log};

/// So often it is tried to cut the write-ahead log while somebody is in the way.
const TRY_EVERY: Duration = Duration::from_secs(30);

/// What is left to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Left {
    #[default]
    All,
    /// To cut the write-ahead log, in which so many questions may still stand as they were.
    Log {
        questions: usize,
        tried_at: Timestamp,
    },
    Nothing,
}

/// Does what is left to do, as far as it can be done now.
///
/// # Errors
/// When the database fails, or holds counters that cannot be read; those are left to the next start.
pub async fn step(app: &App, left: &mut Left) -> Result<(), StoreError> {
    let now = app.clock.now();
    let (questions, is_first) = match *left {
        Left::Nothing => return Ok(()),
        Left::All => {
            *left = Left::Nothing;
            (app.store.fold_counters().await?, true)
        }
        Left::Log { tried_at, .. } if (tried_at..tried_at.plus(TRY_EVERY)).contains(&now) => {
            return Ok(());
        }
        Left::Log { questions, .. } => (questions, false),
    };
    if is_first && questions > 0 {
        tracing::info!(questions, "folded the counters of small networks");
    }
    *left = Left::Log {
        questions,
        tried_at: now,
    };
    // Also when nothing was folded now: the process before may have died between folding and cutting.
    let is_cut = cut_log(&app.settings.database).await?;
    if is_cut {
        *left = Left::Nothing;
    }
    if questions > 0 && is_cut && !is_first {
        tracing::info!("nothing of what was folded is left in the write-ahead log");
    } else if questions > 0 && !is_cut && is_first {
        tracing::warn!(
            "the write-ahead log still has what was folded, because another program reads the database; \
             it is cut when that has ended"
        );
    }
    Ok(())
}
