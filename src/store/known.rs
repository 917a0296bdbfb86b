//! What the store remembers of documents that answers need again and again, so that not every batch
//! reads them anew: programmes by their revision, questions by their text, what was said by the attempt
//! that said it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::SqliteConnection;

use crate::clock::Timestamp;
use crate::inbox::rules::{Facts, Heard};
use crate::plan::Asking;
use crate::programme::{Id, Programme};
use crate::store::programme::load;
use crate::store::{StoreError, from_json};

/// Shared by all clones of a store.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<Mutex<Remembered>>);

#[derive(Debug, Default)]
struct Remembered {
    programmes: HashMap<String, (i64, Arc<Schools>)>,
    askings: HashMap<i64, (String, Asking)>,
    heard: HashMap<i64, Arc<Heard>>,
}

/// What answers need to know of a programme.
#[derive(Debug)]
pub(super) struct Schools {
    programme: Arc<Programme>,
    /// The networks of each school.
    networks_of: HashMap<Id, Vec<Id>>,
}

impl Schools {
    pub(super) fn programme(&self) -> &Id {
        &self.programme.id
    }

    /// The whole programme, with what was changed by command.
    pub(super) fn in_force(&self) -> Arc<Programme> {
        Arc::clone(&self.programme)
    }

    /// The networks of `school`.
    pub(super) fn networks_of(&self, school: &Id) -> &[Id] {
        self.networks_of.get(school).map_or(&[], Vec::as_slice)
    }

    /// Tells `facts` what is known here.
    pub(super) fn tell(&self, facts: &mut Facts) {
        for (school, networks) in &self.networks_of {
            let key = (self.programme.id.clone(), school.clone());
            facts.networks_of.insert(key, networks.clone());
        }
        let programme = Arc::clone(&self.programme);
        facts.programmes.insert(programme.id.clone(), programme);
    }
}

impl Known {
    /// The schools of the programme `id`, as they are in force in this transaction; at `revision`, where
    /// that was read in it.
    pub(super) async fn schools(
        &self,
        connection: &mut SqliteConnection,
        id: &str,
        revision: Option<i64>,
    ) -> Result<Option<Arc<Schools>>, StoreError> {
        let revision = match revision {
            Some(revision) => Some(revision),
            None => read_revision(connection, id).await?,
        };
        let Some(revision) = revision else {
            return Ok(None);
        };
        let remembered = self.remembered().programmes.get(id).cloned();
        if let Some((of, schools)) = remembered
            && of == revision
        {
            return Ok(Some(schools));
        }
        let Some(stored) = load(connection, id).await? else {
            return Ok(None);
        };
        let schools = Arc::new(schools_of(stored.in_force()));
        let remembered = (revision, Arc::clone(&schools));
        self.remembered()
            .programmes
            .insert(id.to_owned(), remembered);
        Ok(Some(schools))
    }

    /// What question `id` asks, from its `body`.
    pub(super) fn asking(&self, id: i64, body: &str) -> Result<Asking, StoreError> {
        if let Some((of, asking)) = self.remembered().askings.get(&id)
            && of == body
        {
            return Ok(asking.clone());
        }
        let asking: Asking = from_json(body, "question", "body", id)?;
        let remembered = (body.to_owned(), asking.clone());
        self.remembered().askings.insert(id, remembered);
        Ok(asking)
    }

    /// What the attempt numbered `id` said, if that is remembered. It never changes.
    pub(super) fn heard(&self, id: i64) -> Option<Arc<Heard>> {
        self.remembered().heard.get(&id).cloned()
    }

    /// Remembers what attempts said, by number, and forgets what was said before `oldest`.
    pub(super) fn remember_heard(
        &self,
        new: impl IntoIterator<Item = (i64, Arc<Heard>)>,
        oldest: Timestamp,
    ) {
        let mut remembered = self.remembered();
        remembered.heard.retain(|_, heard| heard.began_at >= oldest);
        remembered.heard.extend(new);
    }

    fn remembered(&self) -> std::sync::MutexGuard<'_, Remembered> {
        // What is remembered is whole at every moment, also when someone panicked beside it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn read_revision(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<Option<i64>, StoreError> {
    Ok(
        sqlx::query_scalar("SELECT revision FROM programme WHERE id = $1")
            .bind(id)
            .fetch_optional(connection)
            .await?,
    )
}

fn schools_of(programme: Programme) -> Schools {
    let mut networks_of: HashMap<Id, Vec<Id>> = HashMap::new();
    for network in &programme.networks {
        for school in &network.schools {
            let networks = networks_of.entry(school.clone()).or_default();
            networks.push(network.id.clone());
        }
    }
    Schools {
        programme: Arc::new(programme),
        networks_of,
    }
}
