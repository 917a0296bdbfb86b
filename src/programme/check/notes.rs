//! What is there but not complete, or better said otherwise: warnings only.

use crate::programme::draft::Draft;
use crate::toml_reader::Report;

/// Words that make a mailbox with a full stop in its name a role's.
const ROLE_WORDS: [&str; 18] = [
    "admin",
    "info",
    "kommun",
    "kontakt",
    "kontor",
    "koordinator",
    "leder",
    "ledar",
    "leiar",
    "nettverk",
    "netvaerk",
    "natverk",
    "post",
    "rektor",
    "samordn",
    "skol",
    "skul",
    "tovholder",
];

pub(super) fn check(draft: &Draft, report: &Report<'_>) {
    check_mailbox(draft, report);
    for reading in &draft.readings {
        if reading.value.edition.is_none() {
            report.warning(
                &reading.key,
                "reading_without_edition",
                format!("\"{}\" is given without its edition", reading.value.title),
                "Add edition = \"norsk utgave, 2017\": page numbers differ between editions."
                    .to_owned(),
            );
        }
    }
}

fn check_mailbox(draft: &Draft, report: &Report<'_>) {
    let Some(contact) = &draft.contact else {
        return;
    };
    if looks_like_a_person(&contact.mailbox) {
        report.warning(
            "contact.mailbox",
            "personal_mailbox",
            "this looks like the mailbox of a named person".to_owned(),
            "Give the mailbox of a role, which stays when people change; it is shown in posts."
                .to_owned(),
        );
    }
}

/// `firstname.lastname@…`, with any number of names.
fn looks_like_a_person(mailbox: &str) -> bool {
    let local = mailbox.split('@').next().unwrap_or_default().to_lowercase();
    let names: Vec<&str> = local.split('.').collect();
    let all_names = names.iter().all(|name| {
        !name.is_empty()
            && name
                .chars()
                .all(|letter| letter.is_alphabetic() || letter == '-')
    });
    names.len() > 1 && all_names && !ROLE_WORDS.iter().any(|word| local.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("fornavn.etternavn@kommune.example", true)]
    #[case("Fornavn.Mellom-Navn.Etternavn@kommune.example", true)]
    #[case("ledernettverk@kommune.example", false)]
    #[case("post.skole@kommune.example", false)]
    #[case("avdeling.2@kommune.example", false)]
    fn a_persons_mailbox_is_told_from_a_roles(#[case] mailbox: &str, #[case] person: bool) {
        assert_eq!(looks_like_a_person(mailbox), person);
    }
}
