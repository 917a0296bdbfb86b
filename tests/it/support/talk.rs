//! Leaders who write to the program, in a channel where it listens.

use std::sync::Arc;

use skolebud::app::App;
use skolebud::clock::Timestamp;
use skolebud::inbox::{Answer, Deed, Event, Given, Inbox, Platform, Sender, worker};
use skolebud::report::worker::Known;

use crate::support::program::Program;

/// Two schools of the network gruppe-1, put before the programme's networks.
pub(crate) const SCHOOLS: &str = r#"
[[school]]
id = "vollen"
name = "Vollen skole"

[[school]]
id = "hvalstad"
name = "Hvalstad skole"
"#;

/// A programme's file `source` whose network gruppe-1 has the two schools.
pub(crate) fn with_schools(source: &str) -> String {
    let title = "title = \"Gruppe 1\"\n";
    let schools = format!("{title}schools = [\"vollen\", \"hvalstad\"]\n");
    source
        .replace(title, &schools)
        .replacen("[[session]]", &format!("{SCHOOLS}\n[[session]]"), 1)
}

/// Tells the settings that the first channel is Slack's channel C1.
pub(crate) fn place_in_slack(program: &mut Program) {
    let mut settings = (*program.app.settings).clone();
    settings.channels[0].place = Some("C1".to_owned());
    program.app.settings = Arc::new(settings);
}

/// Lets time pass until `local`, questions opening and closing on the way.
pub(crate) async fn live_until(program: &mut Program, local: &str) {
    program.live_until(local).await;
    let mut known = Known::default();
    skolebud::report::worker::step(&program.app, &mut known)
        .await
        .unwrap();
}

/// Something that `user` did in Slack now, under the event id `id`.
pub(crate) fn event(app: &App, id: &str, user: &str, deed: Deed) -> Event {
    Event {
        id: id.to_owned(),
        at: app.clock.now(),
        sender: Sender {
            platform: Platform::Slack,
            tenant: "T1".to_owned(),
            user: user.to_owned(),
            name: None,
            language: None,
            declared_school: None,
        },
        place: Some("C1".to_owned()),
        deed,
    }
}

/// `user` typed `text` after the slash command: nobody else sees it.
pub(crate) fn says(app: &App, id: &str, user: &str, text: &str) -> Event {
    let text = text.to_owned();
    event(
        app,
        &format!("slack:command:{id}"),
        user,
        Deed::Say { text },
    )
}

/// `user` chose the school `school`.
pub(crate) fn chooses_school(app: &App, id: &str, user: &str, school: &str) -> Event {
    let deed = Deed::Vote {
        asking: "school/prove".to_owned(),
        answer: Given::Options(vec![school.to_owned()]),
    };
    event(app, id, user, deed)
}

/// The same, so many milliseconds later.
pub(crate) fn later(mut event: Event, millis: i64) -> Event {
    event.at = Timestamp::from_millis(event.at.millis() + millis);
    event
}

/// Hands over `events`, all at once, and gives their answers in their order.
pub(crate) async fn deliver(app: &App, events: Vec<Event>) -> Vec<Answer> {
    let (inbox, mut queue) = Inbox::with_capacity(events.len());
    let answers: Vec<_> = events
        .into_iter()
        .map(|event| {
            let inbox = inbox.clone();
            tokio::spawn(async move { inbox.deliver(event).await })
        })
        .collect();
    let mut waiting = Vec::new();
    while waiting.len() < answers.len() {
        waiting.push(queue.recv().await.unwrap());
    }
    worker::step(app, waiting).await.unwrap();
    let mut given = Vec::new();
    for answer in answers {
        given.push(answer.await.unwrap().unwrap());
    }
    given
}

/// The whole answer to one event, as plain text.
pub(crate) async fn told(app: &App, event: Event) -> String {
    let answer = deliver(app, vec![event]).await.remove(0);
    answer.message.as_plain_text()
}

/// Everything that lies in the tables that say what people wrote or chose, as text.
pub(crate) async fn kept(program: &Program) -> String {
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", program.database().display()))
        .await
        .unwrap();
    let replies: Vec<(String, String)> = sqlx::query_as(
        "SELECT said, respondent || ' ' || coalesce(prompt, '-') || ': ' || text FROM reply
         UNION ALL SELECT event, text FROM early_change UNION ALL SELECT id, answer FROM event
         UNION ALL SELECT event_id, answer FROM vote ORDER BY 1",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    pool.close().await;
    let lines = replies.into_iter().map(|(id, text)| format!("{id} {text}"));
    lines.collect::<Vec<_>>().join("\n")
}
