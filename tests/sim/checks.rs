//! What must be true after every step, and in the end.

use std::collections::{BTreeMap, BTreeSet};

use skolebud::plan::{self, Content};

use crate::run::{Checked, HOUR, Run, instant, said};
use crate::school_year::PROGRAMME;

impl Run {
    /// After every step: the program's own record agrees with what the platforms know.
    pub(crate) async fn check_counts(&mut self) -> Checked {
        if std::mem::replace(&mut self.checked, self.trace.length()) == self.trace.length() {
            return Ok(());
        }
        let statuses = self
            .program()
            .app
            .store
            .channel_statuses()
            .await
            .map_err(said)?;
        for status in statuses {
            let told = self.model.told.get(&status.channel).copied().unwrap_or(0);
            if i64::try_from(told) != Ok(status.sent) {
                return Err(format!(
                    "{} was told {told} posts, and {} are on record as sent",
                    status.channel, status.sent
                ));
            }
        }
        let by_state = self
            .program()
            .app
            .store
            .count_deliveries_by_state()
            .await
            .map_err(said)?;
        match by_state.get(&skolebud::outbox::State::Sending) {
            None => Ok(()),
            Some(count) => Err(format!("{count} are being sent, and nothing is under way")),
        }
    }

    /// In the end nothing waits, nothing is untold, and everyone knows the date that holds.
    pub(crate) async fn check_rest(&mut self) -> Checked {
        let store = self.program().app.store.clone();
        let waiting = store.count_waiting().await.map_err(said)?;
        let unreported = store.unreported(100).await.map_err(said)?;
        if waiting > 0 || !unreported.is_empty() {
            return Err(format!(
                "in the end {waiting} wait and {} are untold",
                unreported.len()
            ));
        }
        self.apply_file(false).await?;
        if let Some((_, changes)) = plan::worker::step(&self.program().app)
            .await
            .map_err(said)?
            && !changes.is_empty()
        {
            return Err(format!("planning again changes {changes:?}"));
        }
        self.everyone_knows()?;
        self.check_results().await?;
        self.check_answers().await?;
        self.check_replies().await?;
        self.check_commands().await?;
        let path = format!("sqlite:{}", self.program().database().display());
        let pool = sqlx::SqlitePool::connect(&path).await.map_err(said)?;
        let sound: String = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_one(&pool)
            .await
            .map_err(said)?;
        pool.close().await;
        if sound == "ok" { Ok(()) } else { Err(sound) }
    }

    /// Whoever was told of a session that lay days ahead when peace came knows what holds of it, unless
    /// the platform would not have the correction.
    fn everyone_knows(&self) -> Checked {
        for network in &self.model.truth {
            for (channel, (index, session)) in network.channels.iter().flat_map(|channel| {
                (network.sessions.iter().enumerate()).map(move |it| (channel, it))
            }) {
                let number = index + 1;
                let ahead =
                    instant(session.date.to_datetime(session.start)) > self.peace_from + 72 * HOUR;
                let right = self.model.last_told_is_right(channel, number, session);
                if ahead && right == Some(false) && !self.model.correction_failed(channel, number) {
                    return Err(format!(
                        "{channel} was told something else than {session:?} last"
                    ));
                }
            }
        }
        Ok(())
    }

    /// What was confirmed was done, once, and nothing else.
    async fn check_commands(&self) -> Checked {
        let store = &self.program().app.store;
        let mut done: BTreeMap<String, usize> = BTreeMap::new();
        for act in store.acts(100_000).await.map_err(said)? {
            if act.outcome == "done" {
                *done.entry(act.person).or_default() += 1;
            }
        }
        if done != self.model.acts {
            let acts = &self.model.acts;
            return Err(format!("{done:?} is on record as done, and {acts:?} was"));
        }
        let planned = store.planned(PROGRAMME).await.map_err(said)?;
        let (_, posts) = planned.ok_or("the programme is gone")?;
        let mut announced: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut asked: BTreeMap<(String, String), usize> = BTreeMap::new();
        for stored in posts {
            let text = match stored.post.content {
                Content::Announcement { text } => text,
                Content::Question {
                    session: None,
                    questions,
                    ..
                } => {
                    let wordings = questions.iter().flat_map(|it| it.text.0.values());
                    for wording in wordings {
                        for delivery in &stored.deliveries {
                            let key = (wording.clone(), delivery.channel.clone());
                            *asked.entry(key).or_default() += 1;
                        }
                    }
                    continue;
                }
                _ => continue,
            };
            for delivery in stored.deliveries {
                if !announced
                    .entry(text.clone())
                    .or_default()
                    .insert(delivery.channel)
                {
                    return Err(format!("{text:?} is announced twice"));
                }
            }
        }
        if asked != self.model.asked {
            let confirmed = &self.model.asked;
            return Err(format!(
                "{asked:?} is asked, and {confirmed:?} was confirmed"
            ));
        }
        match announced == self.model.announced {
            true => Ok(()),
            false => Err(format!(
                "{announced:?} is announced, and {:?} was confirmed",
                self.model.announced
            )),
        }
    }
}
