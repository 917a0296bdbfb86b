//! The help that people get in chat: what they can type, with an example of each.

use crate::programme::Language;
use crate::words::commands::{Keyword, Name, word};
use crate::words::{Message, Part, Style, Text, say};

/// What everyone can type, and what a coordinator can type besides.
pub fn help(language: Language, coordinator: bool) -> Message {
    let of_role = |coordinators| {
        let names = Name::ALL
            .into_iter()
            .filter(move |name| name.needs_coordinator() == coordinators);
        Part::Bullets(names.map(|name| line(language, name)).collect())
    };
    let paragraph = |key| Part::Paragraph(Text::plain(say(language, key, &[])));
    let mut parts = vec![paragraph("help-lead"), of_role(false)];
    if coordinator {
        parts.push(Part::Heading(say(language, "help-for-coordinators", &[])));
        parts.push(of_role(true));
        parts.push(paragraph("help-before-it-is-said"));
    }
    let notes =
        ["help-where", "help-note"].map(|key| Part::Note(Text::plain(say(language, key, &[]))));
    parts.extend(notes);
    Message {
        language,
        title: say(language, "help-title", &[]),
        summary: say(language, "help-summary", &[]),
        parts,
        links: Vec::new(),
    }
}

/// What one command does, with its example.
pub fn help_about(language: Language, name: Name) -> Message {
    Message {
        language,
        title: word(language, Keyword::Command(name)).to_owned(),
        summary: explanation(language, name),
        parts: vec![Part::Paragraph(line(language, name))],
        links: Vec::new(),
    }
}

/// How `name` is typed.
pub fn example(language: Language, name: Name) -> String {
    say(language, &format!("help-{}-example", name.key()), &[])
}

fn explanation(language: Language, name: Name) -> String {
    say(language, &format!("help-{}", name.key()), &[])
}

fn line(language: Language, name: Name) -> Text {
    Text::default()
        .and(example(language, name), Style::Strong)
        .and(format!(": {}", explanation(language, name)), Style::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::nb(Language::Bokmal)]
    #[case::nn(Language::Nynorsk)]
    #[case::sv(Language::Swedish)]
    #[case::da(Language::Danish)]
    #[case::en(Language::English)]
    fn help_is_short_and_has_an_example_of_everything(#[case] language: Language) {
        let message = help(language, true);
        insta::assert_snapshot!(language.tag(), message.as_plain_text());
    }

    #[test]
    fn who_is_no_coordinator_hears_only_of_what_everyone_can_do() {
        let help = help(Language::Bokmal, false).as_plain_text();
        assert!(help.contains("neste: "), "{help}");
        assert!(!help.contains("avlys"), "{help}");
    }

    #[test]
    fn each_command_can_be_asked_about() {
        for language in Language::ALL {
            for name in Name::ALL {
                let about = help_about(language, name);
                assert!(about.as_plain_text().contains(&example(language, name)));
            }
        }
    }
}
