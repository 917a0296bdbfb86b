//! The default rhythm: what is said around a session when its programme says nothing else.

use jiff::civil::{Time, time};

use crate::programme::{Id, PostKind, RhythmLine, When};

/// The default lines, in the order in which a session meets them.
///
/// Mornings, before the school day takes over: 08:00 for what leaders should do, 09:00 for what can
/// wait. The reminder comes at lunch the day before, while there is still time to pack.
pub fn default_rhythm() -> Vec<RhythmLine> {
    let (eight, nine, noon) = (time(8, 0, 0, 0), time(9, 0, 0, 0), time(12, 0, 0, 0));
    [
        ("room-missing", PostKind::RoomMissing, days_before(21, nine)),
        ("preparation", PostKind::Preparation, days_before(14, eight)),
        (
            "registration",
            PostKind::Registration,
            When::DaysBeforeRegistrationCloses { days: 3, at: nine },
        ),
        ("sharing", PostKind::Sharing, days_before(7, eight)),
        ("reminder", PostKind::Reminder, days_before(1, noon)),
        ("closing", PostKind::Closing, When::AfterEnd { minutes: 0 }),
        (
            "intermediate-work",
            PostKind::IntermediateWork,
            When::DaysAfter { days: 1, at: nine },
        ),
        (
            "touchpoint",
            PostKind::Touchpoint,
            When::HalfWay { at: nine },
        ),
    ]
    .into_iter()
    .filter_map(|(id, kind, when)| {
        Some(RhythmLine {
            id: Id::parse(id)?,
            kind,
            when,
            text: None,
        })
    })
    .collect()
}

/// Whether a programme's rhythm may have lines of this kind. The others are said when something
/// happens: a question opens or closes, a move, a command, a failure.
pub(super) fn may_be_planned(kind: PostKind) -> bool {
    match kind {
        PostKind::Preparation
        | PostKind::Sharing
        | PostKind::Reminder
        | PostKind::Closing
        | PostKind::IntermediateWork
        | PostKind::Touchpoint
        | PostKind::Registration
        | PostKind::RoomMissing
        | PostKind::Prompt => true,
        PostKind::Question
        | PostKind::Nudge
        | PostKind::Result
        | PostKind::Announcement
        | PostKind::Moved
        | PostKind::RoomChanged
        | PostKind::Cancelled
        | PostKind::Trouble
        | PostKind::Hello => false,
    }
}

fn days_before(days: u16, at: Time) -> When {
    When::DaysBefore { days, at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_rhythm_has_its_eight_lines_under_the_names_of_their_kinds() {
        let named: Vec<(String, String)> = default_rhythm()
            .into_iter()
            .map(|line| (line.id.to_string(), line.kind.name().replace('_', "-")))
            .collect();
        assert_eq!(named.len(), 8);
        assert!(named.iter().all(|(id, kind)| id == kind));
    }
}
