//! The doors through which platforms come in: the secrets by which they are known.

use std::path::PathBuf;

use secrecy::SecretString;

use crate::chat::BadSecret;
use crate::chat::slack::SigningSecret;
use crate::chat::teams::WebhookSecret;
use crate::config::channels::network;
use crate::config::findings::{Findings, Place, Problem};
use crate::config::secret::{Written, in_capitals};
use crate::config::variables::Variables;
use crate::programme::Id;
use crate::toml_reader::{Table, id, text};

/// Who may come in. Without secrets nobody.
#[derive(Clone, Debug, Default)]
pub struct Doors {
    /// The secret of the Slack app.
    pub slack: Option<SigningSecret>,
    pub teams: Vec<TeamsWebhook>,
}

/// An outgoing webhook of a team.
#[derive(Clone, Debug)]
pub struct TeamsWebhook {
    /// Its name in its address, `/teams/outgoing/{id}`, and in ids of events.
    pub id: Id,
    pub secret: WebhookSecret,
    /// The networks whose leaders are in the team, each as (programme, network).
    pub networks: Vec<(Id, Id)>,
}

const SLACK_SECRET: &str = "SLACK_SIGNING_SECRET";

/// Every door, or nothing when one of them cannot be used.
pub(super) fn read(
    root: &Table<'_>,
    variables: &Variables<'_>,
    findings: &Findings<'_>,
) -> Option<Doors> {
    let slack = slack(root, variables, findings);
    let drafts = root.tables("teams_webhook", |table| Some(draft(table)));
    report_duplicates(root, &drafts);
    let teams: Vec<Option<TeamsWebhook>> = drafts
        .into_iter()
        .map(|draft| draft.into_webhook(variables, findings))
        .collect();
    Some(Doors {
        slack: slack?,
        teams: teams.into_iter().collect::<Option<_>>()?,
    })
}

/// The outer option is empty when there is a mistake, the inner one when there is no such door.
fn slack(
    root: &Table<'_>,
    variables: &Variables<'_>,
    findings: &Findings<'_>,
) -> Option<Option<SigningSecret>> {
    let key = "slack".to_owned();
    let table = root.table("slack", |table| {
        refuse_here(table, "signing_secret", "SKOLEBUD_SLACK_SIGNING_SECRET");
        table
            .optional("signing_secret_file", text)
            .map(PathBuf::from)
    });
    let is_wanted = table.is_some();
    let file_key = "slack.signing_secret_file".to_owned();
    let found = Written::find(SLACK_SECRET, file_key, table.flatten(), variables, findings);
    match found {
        Written::Nowhere if is_wanted => {
            let file = "signing_secret_file";
            findings.add(&Place::Key(key), missing("Slack", SLACK_SECRET, file));
            None
        }
        Written::Nowhere => Some(None),
        Written::Unreadable => None,
        Written::Secret(place, secret) => {
            let source = "Copy the Signing Secret once more from the Slack app's page \"Basic Information\".";
            take(SigningSecret::new, &secret, &place, source, findings).map(Some)
        }
    }
}

/// A webhook as far as it could be read.
struct Draft {
    key: String,
    id: Option<Id>,
    networks: Vec<(Id, Id)>,
    secret_file: Option<PathBuf>,
}

fn draft(table: &Table<'_>) -> Draft {
    refuse_here(table, "secret", "SKOLEBUD_TEAMS_<ID>_SECRET");
    let networks = table.list("networks", network);
    if !table.has("networks") {
        table.report.error(
            &table.key,
            "missing_key",
            "this webhook serves nobody".to_owned(),
            "Add networks = [\"asker-2018/gruppe-1\"].".to_owned(),
        );
    }
    Draft {
        key: table.key.clone(),
        id: table.required("id", "\"nettverk\"", id),
        networks,
        secret_file: table.optional("secret_file", text).map(PathBuf::from),
    }
}

impl Draft {
    fn into_webhook(
        self,
        variables: &Variables<'_>,
        findings: &Findings<'_>,
    ) -> Option<TeamsWebhook> {
        let id = self.id?;
        let name = format!("TEAMS_{}_SECRET", in_capitals(&id));
        let file_key = format!("{}.secret_file", self.key);
        let found = Written::find(&name, file_key, self.secret_file, variables, findings);
        let secret = match found {
            Written::Unreadable => return None,
            Written::Nowhere => {
                let problem = missing("this webhook", &name, "secret_file");
                findings.add(&Place::Key(self.key), problem);
                return None;
            }
            Written::Secret(place, secret) => {
                let source = "Teams shows the security token once, when the webhook is made: make the webhook anew.";
                take(WebhookSecret::new, &secret, &place, source, findings)?
            }
        };
        Some(TeamsWebhook {
            id,
            secret,
            networks: self.networks,
        })
    }
}

fn take<T>(
    new: fn(&SecretString) -> Result<T, BadSecret>,
    secret: &SecretString,
    place: &Place,
    source: &str,
    findings: &Findings<'_>,
) -> Option<T> {
    new(secret)
        .map_err(|bad| {
            findings.add(
                place,
                Problem::error("bad_secret", &bad.to_string(), source),
            );
        })
        .ok()
}

fn missing(door: &str, variable: &str, file_key: &str) -> Problem {
    Problem::error(
        "missing_secret",
        &format!("without its secret nobody knows that a message is from {door}"),
        &format!(
            "Set the variable SKOLEBUD_{variable}, or SKOLEBUD_{variable}_FILE to the path of a file \
             that holds it, or write {file_key} = \"…\" here."
        ),
    )
}

fn refuse_here(table: &Table<'_>, name: &'static str, variable: &str) {
    if table.has(name) {
        table.report.error(
            &table.key_of(name),
            "secret_in_file",
            "a secret must not stand in this file".to_owned(),
            format!(
                "Take it out and have the platform make a new one, since this one has been written \
                 down. Give that in the variable {variable}, or in a file of its own named by \
                 {name}_file."
            ),
        );
    }
}

fn report_duplicates(root: &Table<'_>, drafts: &[Draft]) {
    for (index, draft) in drafts.iter().enumerate() {
        let mut earlier = drafts[..index].iter();
        if let Some(id) = &draft.id
            && let Some(first) = earlier.find(|first| first.id.as_ref() == Some(id))
        {
            root.report.error(
                &format!("{}.id", draft.key),
                "duplicate_id",
                format!(
                    "there is a webhook \"{id}\" already, in line {}",
                    root.report.line(&first.key)
                ),
                "Give one of them another id.".to_owned(),
            );
        }
    }
}
