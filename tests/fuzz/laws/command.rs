//! What people type: commands in five languages.

use jiff::civil::{Date, date};
use skolebud::inbox::command::{Asked, Command, Reading, read};
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
    // These take all that follows as their words; only what changes something has a dry run.
    let whole = matches!(
        command,
        Command::Answer { .. }
            | Command::School { .. }
            | Command::Confirm { .. }
            | Command::Help { .. }
    );
    let dry_run = dry_run && !whole;
    for language in Language::ALL {
        let written = command.written(language, dry_run);
        let Reading::Command {
            command: again,
            dry_run: dry,
        } = read(&written, TODAY)
        else {
            panic!("{written} is no command");
        };
        assert_eq!(dry, dry_run, "{written}");
        if again == *command {
            continue;
        }
        // What has quotation marks in it, or signs in an option that nobody types, may be read otherwise, and
        // is then shown anew before it is done; but not what many are told.
        assert!(!matches!(command, Command::Announce { .. }), "{written}");
        assert!(has_marks(command) || is_own_question(command), "{written}");
    }
}

fn is_own_question(command: &Command) -> bool {
    matches!(
        command,
        Command::Ask {
            asked: Asked::Own { .. },
            ..
        }
    )
}

fn has_marks(command: &Command) -> bool {
    const MARKS: &str = "'«»“”„‟″＂‘’‚‹›‛`´";
    let shown = format!("{command:?}");
    shown.contains("\\\"") || shown.contains(|letter| MARKS.contains(letter))
}
