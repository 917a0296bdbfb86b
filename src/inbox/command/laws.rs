//! What holds for every text and every command.

use jiff::ToSpan;
use jiff::civil::{Date, Time, date, time};
use proptest::prelude::*;

use super::*;
use crate::programme::Language;

const TODAY: Date = date(2018, 10, 1);

fn language() -> impl Strategy<Value = Language> {
    prop::sample::select(Language::ALL.to_vec())
}

/// Words as people write them, with what could be taken for something else.
fn writing() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zæøåA-ZÆØÅäö]{1,8}",
        1 => Just("til".to_owned()),
        1 => Just("8.30".to_owned()),
        1 => Just("i morgen".to_owned()),
        1 => Just("alle".to_owned()),
        1 => Just("--prøve".to_owned()),
        1 => Just("nå:".to_owned()),
        1 => Just("så?".to_owned()),
        1 => "[0-9.,–|/-]{1,4}",
        1 => Just("\n\n".to_owned()),
    ];
    prop::collection::vec(piece, 1..8)
        .prop_map(|pieces| pieces.join(" ").trim().to_owned())
        .prop_filter("there is a text", |text| !text.is_empty())
}

/// Writing with quotation marks and signs of platforms anywhere in it.
fn quoting() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => writing(),
        1 => "[«»“”„\"'’‘`‹›]{1,2}",
        1 => "[«“\"'][a-z-]{1,4}[»”\"']",
        1 => "&(amp|lt|#187|#65);|<[@#!]U1>",
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat().trim().to_owned())
}

/// Whether texts have quotation marks in them.
#[derive(Clone, Copy, Debug)]
enum Marks {
    With,
    Without,
}

/// A text as people write it.
fn a_text(marks: Marks) -> BoxedStrategy<String> {
    match marks {
        Marks::Without => writing().boxed(),
        Marks::With => prop_oneof![writing(), quoting()]
            .prop_filter("there is a text", |text| !text.is_empty())
            .boxed(),
    }
}

/// A name, or other words that a name could be.
fn a_name(marks: Marks) -> impl Strategy<Value = String> {
    let odd = a_text(marks).prop_map(|text| text::on_one_line(&text));
    let ordinary = prop_oneof!["[a-z]{3,8}-[0-9]", "samling [0-9]", "[0-9]{1,3}"];
    prop_oneof![2 => ordinary, 1 => odd].prop_filter("a name has letters", |name| {
        let name = name.trim_start_matches(tokens::is_mark);
        name.starts_with(char::is_alphanumeric)
    })
}

fn a_date() -> impl Strategy<Value = Date> {
    (0..2000_i32).prop_map(|days| TODAY.checked_add(days.days()).unwrap())
}

fn a_time() -> impl Strategy<Value = Time> {
    (0..23_i8, 0..60_i8).prop_map(|(hour, minute)| time(hour, minute, 0, 0))
}

fn networks(marks: Marks) -> impl Strategy<Value = Networks> {
    prop_oneof![
        Just(Networks::Here),
        Just(Networks::All),
        prop::collection::vec(a_name(marks), 1..4).prop_map(Networks::Named),
    ]
}

fn when() -> impl Strategy<Value = Option<When>> {
    (prop::option::of(a_date()), prop::option::of(a_time()))
        .prop_map(|(date, time)| (date.is_some() || time.is_some()).then_some(When { date, time }))
}

fn asked(marks: Marks) -> impl Strategy<Value = Asked> {
    let options = prop::collection::vec(a_name(marks), 2..5);
    let options = prop_oneof![Just(Vec::new()), options];
    let own = (a_text(marks), options).prop_map(|(text, options)| Asked::Own { text, options });
    prop_oneof![a_name(marks).prop_map(Asked::Question), own]
}

fn who(marks: Marks) -> impl Strategy<Value = Who> {
    prop_oneof![
        "[A-Z0-9]{3,9}".prop_map(Who::Id),
        a_name(marks).prop_map(Who::Named)
    ]
}

fn moved(marks: Marks) -> impl Strategy<Value = Command> {
    let times = prop_oneof![
        Just((None, None)),
        a_time().prop_map(|start| (Some(start), None)),
        a_time().prop_map(|start| (Some(start), Some(time(23, 59, 0, 0)))),
        a_time().prop_map(|end| (None, Some(end))),
    ];
    let what = (
        prop::option::of(a_date()),
        times,
        prop::option::of(a_name(marks)),
    );
    let some = what.prop_filter("something changes", |(date, (start, end), place)| {
        date.is_some() || start.is_some() || end.is_some() || place.is_some()
    });
    (prop::option::of(a_name(marks)), a_name(marks), some).prop_map(
        |(network, session, (date, (start, end), place))| Command::Move {
            network,
            session,
            date,
            start,
            end,
            place,
        },
    )
}

fn of_everyone(marks: Marks) -> impl Strategy<Value = Command> {
    let about = prop::option::of(prop::sample::select(Name::ALL.to_vec()));
    prop_oneof![
        Just(Command::Next),
        Just(Command::Mine),
        Just(Command::Status),
        about.prop_map(|about| Command::Help { about }),
        (prop::option::of(a_name(marks)), a_name(marks))
            .prop_map(|(question, answer)| Command::Answer { question, answer }),
        a_name(marks)
            .prop_filter("a school's name is short", |name| name.len() < 20)
            .prop_map(|name| Command::School { name, who: None }),
    ]
}

fn of_coordinators(marks: Marks) -> impl Strategy<Value = Command> {
    let question = || prop::option::of(a_name(marks));
    prop_oneof![
        (a_text(marks), networks(marks), when())
            .prop_map(|(text, networks, at)| Command::Announce { text, networks, at }),
        (asked(marks), networks(marks))
            .prop_map(|(asked, networks)| Command::Ask { asked, networks }),
        question().prop_map(|question| Command::Close { question }),
        question().prop_map(|question| Command::Results { question }),
        question().prop_map(|question| Command::Missing { question }),
        question().prop_map(|question| Command::Nudge { question }),
        question().prop_map(|post| Command::Preview { post }),
        moved(marks),
        (prop::option::of(a_name(marks)), a_name(marks))
            .prop_map(|(network, session)| Command::Cancel { network, session }),
        networks(marks).prop_map(|networks| Command::Pause { networks }),
        networks(marks).prop_map(|networks| Command::Resume { networks }),
        (a_name(marks), who(marks))
            .prop_filter("a school's name is short", |(name, _)| name.len() < 20)
            .prop_map(|(name, who)| Command::School {
                name,
                who: Some(who),
            }),
        Just(Command::Coordinators(Coordinators::List)),
        (who(marks), networks(marks)).prop_map(|(who, networks)| {
            Command::Coordinators(Coordinators::Add { who, networks })
        }),
        (who(marks), networks(marks)).prop_map(|(who, networks)| {
            Command::Coordinators(Coordinators::Remove { who, networks })
        }),
        "[A-Z0-9]{1,8}".prop_map(|code| Command::Confirm { code }),
    ]
}

fn command(marks: Marks) -> impl Strategy<Value = Command> {
    prop_oneof![1 => of_everyone(marks), 3 => of_coordinators(marks)]
}

/// The text with other letters, other marks, and more room between its words.
fn with_noise(text: &str, capitals: bool, marks: (char, char), gap: &str) -> String {
    let mut opens = true;
    let mut noisy = String::new();
    for letter in text.chars() {
        match letter {
            '“' | '”' => {
                noisy.push(if opens { marks.0 } else { marks.1 });
                opens = !opens;
            }
            ' ' if opens => noisy.push_str(gap),
            other if capitals && opens => noisy.extend(other.to_uppercase()),
            other => noisy.push(other),
        }
    }
    format!("{gap}{noisy}{gap}")
}

/// All that `command` holds, in small letters and with single spaces.
fn lower(command: &Command) -> String {
    let held = format!("{command:?}").to_lowercase();
    let room = ["\\n", "\\t", "\\u{a0}"];
    let held = room.iter().fold(held, |held, room| held.replace(room, " "));
    held.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".*", year in prop_oneof![Just(Date::MIN), Just(Date::MAX)]) {
        let _ = (read(&text, TODAY), read(&text, year));
    }

    #[test]
    fn no_command_makes_it_panic_or_go_on_for_ever(
        keywords in prop::collection::vec((any::<bool>(), 0..200_usize, any::<bool>(), quoting()), 1..6),
        language in language(),
    ) {
        let words: Vec<&str> = crate::words::commands::all_words().map(|(_, word)| word).collect();
        let pieces = keywords.iter().map(|(hyphens, at, sign, text)| {
            let hyphens = if *hyphens { "--" } else { "" };
            let sign = if *sign { "=" } else { " " };
            format!("{hyphens}{}{sign}{text}", words[at % words.len()])
        });
        let text = pieces.collect::<Vec<_>>().join(" ");
        if let Reading::Mistake(mistake) = read(&text, TODAY) {
            prop_assert!(!mistake.told(language).is_empty());
        }
    }

    #[test]
    fn a_written_command_is_read_back(
        command in command(Marks::With),
        language in language(),
        dry_run in any::<bool>(),
    ) {
        let written = command.written(language, dry_run);
        let read = read(&written, TODAY);
        prop_assert_eq!(read, Reading::Command { command, dry_run }, "{}", written);
    }

    #[test]
    fn case_marks_and_room_make_no_difference(
        command in command(Marks::Without),
        capitals in any::<bool>(),
        marks in prop::sample::select(vec![
            ('"', '"'), ('«', '»'), ('»', '«'), ('“', '”'), ('„', '“'), ('”', '”'), ('‘', '’'), ('\'', '\''),
        ]),
        gap in prop::sample::select(vec![" ", "  ", "\t", "\u{a0}", " \n "]),
    ) {
        let written = command.written(Language::English, false);
        // A mention's id is the platform's: it has one way to be written.
        prop_assume!(!written.contains("<@"));
        let noisy = with_noise(&written, capitals, marks, gap);
        match read(&noisy, TODAY) {
            Reading::Command { command: read, dry_run: false } => {
                prop_assert_eq!(lower(&read), lower(&command), "{}", noisy);
            }
            other => prop_assert!(false, "{noisy}: {other:?}"),
        }
    }
}
