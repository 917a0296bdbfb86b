//! Answers in one's own words. They make no picture: people are known by what they write and how. So they
//! are for the eyes of coordinators alone, who may see whose they are (a secret question has none), and are
//! never said in a channel.

use serde::Serialize;

use crate::inbox::rules::{KeptAnswer, person_as_shown};
use crate::programme::{Id, Programme};
use crate::report::Answered;
use crate::report::result::ON_THE_PAGE;

/// An answer in somebody's own words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OwnWords {
    pub text: String,
    /// Whose answer it is.
    pub by: String,
    /// The network in which it counts; nothing when nobody knows.
    pub network: Option<Id>,
}

/// What was answered in one's own words, in an order that does not tell who came when.
pub(super) fn own_words(answered: &Answered, programme: &Programme) -> Vec<OwnWords> {
    let votes = answered.votes.iter();
    let mut words: Vec<OwnWords> = votes
        .filter_map(|(respondent, vote)| match &vote.answer {
            KeptAnswer::Text(text) => Some(OwnWords {
                text: text.clone(),
                by: name_of(respondent, programme),
                network: vote.network.clone(),
            }),
            KeptAnswer::Options(_) => None,
        })
        .collect();
    words.sort_unstable();
    words
}

/// "Vollen" of `school:vollen`, "rektor (Vollen)" of whoever said so on the answer page, and of others what
/// the platform calls them.
fn name_of(respondent: &str, programme: &Programme) -> String {
    let school = |id: &str| {
        let mut schools = programme.schools.iter();
        let school = schools.find(|school| school.id.as_str() == id);
        school.map_or_else(|| id.to_owned(), |school| school.name.clone())
    };
    if let Some(id) = respondent.strip_prefix("school:") {
        return school(id);
    }
    match respondent.splitn(3, '/').collect::<Vec<_>>().as_slice() {
        [platform, _, user] if ON_THE_PAGE.starts_with(platform) => match user.split_once('/') {
            Some((id, name)) => format!("{name} ({})", school(id)),
            None => (*user).to_owned(),
        },
        _ => person_as_shown(respondent),
    }
}

#[cfg(test)]
mod tests;
