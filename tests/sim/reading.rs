//! Reads what the platforms received as a person would: which kind of post it is and what it says of
//! which session.

use jiff::civil::{Date, Time};

use crate::school_year::Session;

/// A kind of post, known by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Preparation,
    Sharing,
    Reminder,
    Closing,
    Work,
    Touchpoint,
    RoomMissing,
    Prompt,
    Question,
    Asked,
    Result,
    Nudge,
    Announcement,
    Moved,
    Room,
    Cancelled,
    Trouble,
}

impl Kind {
    /// Puts right what was said before.
    pub(crate) const fn corrects(self) -> bool {
        matches!(self, Self::Moved | Self::Room | Self::Cancelled)
    }

    /// For the coordinators.
    pub(crate) const fn to_coordinators(self) -> bool {
        matches!(self, Self::Trouble | Self::RoomMissing)
    }
}

/// Which kind of post `text` is, and the number of the session by which it is known, or 0.
pub(crate) fn kind_of(text: &str) -> Option<(Kind, usize)> {
    // By the words that only posts of the kind have; those that repeat others' words come first.
    let known = [
        ("kom ikke fram som", Kind::Trouble, ""),
        ("Beskjed fra koordinatorene", Kind::Announcement, ""),
        ("Slik ble svarene", Kind::Result, ""),
        ("fortsatt åpent", Kind::Nudge, ""),
        ("fortsatt åpne", Kind::Nudge, ""),
        ("mangler rom", Kind::RoomMissing, "Samling "),
        (
            "ort spørsmål etter samling ",
            Kind::Question,
            "etter samling ",
        ),
        ("Kort spørsmål til dere", Kind::Asked, ""),
        ("Til dere i nettverket", Kind::Prompt, ""),
        ("Ny uke.", Kind::Prompt, ""),
        (
            "Forberedelse til samling ",
            Kind::Preparation,
            "til samling ",
        ),
        (
            "Vær klare til å dele på samling ",
            Kind::Sharing,
            "på samling ",
        ),
        ("Hva tar dere med dere?", Kind::Closing, "amling "),
        (
            "Mellomarbeid fram mot samling ",
            Kind::Work,
            "Takk for samling ",
        ),
        (
            "Mellomarbeid etter samling ",
            Kind::Work,
            "Takk for samling ",
        ),
        ("På vei mot samling ", Kind::Touchpoint, "mot samling "),
        ("Stedet for samling ", Kind::Room, "for samling "),
        ("er avlyst", Kind::Cancelled, "Samling "),
        ("er flyttet", Kind::Moved, "amling "),
        ("Endring for samling ", Kind::Moved, "for samling "),
        ("Velkommen til samling ", Kind::Reminder, "til samling "),
    ];
    let (_, kind, before) = known.iter().find(|(words, ..)| text.contains(words))?;
    let number = if before.is_empty() {
        0
    } else {
        number_after(text, before)?
    };
    Some((*kind, number))
}

fn number_after(text: &str, words: &str) -> Option<usize> {
    text.match_indices(words).find_map(|(at, _)| {
        let rest = &text[at + words.len()..];
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    })
}

/// Whether `text` tells the date and times of `session`, behind the words that introduce them.
pub(crate) fn tells(text: &str, kind: Kind, session: &Session) -> bool {
    let after = match kind {
        Kind::Moved if text.contains("Ny tid") => "\nNy tid",
        Kind::Work | Kind::Touchpoint => "Neste samling",
        Kind::Cancelled => "Gjelder",
        _ => "\nNår",
    };
    let Some(at) = text.find(after) else {
        return false;
    };
    let rest: String = text[at..].chars().take(160).collect();
    rest.contains(&day(session.date)) && rest.contains(&times(session.start, session.end))
}

/// Whether `text` names the session's room, or says that there is none yet.
pub(crate) fn tells_room(text: &str, session: &Session) -> bool {
    let label = text.find("\nHvor:").or_else(|| text.find("\nHvor\n"));
    let Some(at) = label else {
        return false;
    };
    let rest: String = text[at..].chars().take(60).collect();
    rest.contains(
        session
            .place
            .as_deref()
            .unwrap_or("Rom er ikke avklart ennå"),
    )
}

fn day(date: Date) -> String {
    let days = [
        "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
    ];
    let months = [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ];
    let day = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap();
    let month = usize::try_from(date.month() - 1).unwrap();
    format!("{} {}. {}", days[day], date.day(), months[month])
}

fn times(start: Time, end: Time) -> String {
    format!("{}–{}", start.strftime("%H.%M"), end.strftime("%H.%M"))
}
