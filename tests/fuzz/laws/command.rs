//! What people type: commands in five languages.

use jiff::civil::{Date, date};
use skolebud::inbox::command::{Command, Reading, read};
use skolebud::programme::Language;

const TODAY: Date = date(2018, 10, 1);

/// A text. What it is read as does not grow, and a command that was read is read again from what we
/// write of it: a coordinator confirms the one, and the other is done.
pub(crate) fn command(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let _ = (read(&text, Date::MIN), read(&text, Date::MAX));
    match read(&text, TODAY) {
        Reading::Command { command, dry_run } => reads_back(&command, dry_run),
        Reading::NotACommand { text: same, .. } => assert!(same.len() <= text.len()),
        Reading::Mistake(mistake) => {
            for language in Language::ALL {
                let told = mistake.told(language);
                assert!(!told.is_empty() && told.len() <= 3 * text.len() + 1_000);
            }
        }
    }
}

fn reads_back(command: &Command, dry_run: bool) {
    for language in Language::ALL {
        let written = command.written(language, dry_run);
        let expected = Reading::Command {
            command: command.clone(),
            dry_run,
        };
        assert_eq!(read(&written, TODAY), expected, "{written}");
    }
}
