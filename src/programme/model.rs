//! The types of a programme. A value of these has been checked: past [`crate::programme::read`] no one
//! checks again.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::programme::question::Question;

/// A learning year (or two): its networks and everything they share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Programme {
    pub id: Id,
    pub title: String,
    /// The language posts are written in, where a network has none of its own.
    pub language: Language,
    /// The zone in which every date and time of the programme is meant.
    pub zone: Zone,
    /// Whose public holidays are kept.
    pub country: Country,
    /// First day of the programme.
    pub from: Date,
    /// Last day of the programme.
    pub to: Date,
    pub contact: Option<Contact>,
    pub registration: Option<Registration>,
    pub quiet: QuietHours,
    /// School breaks and calm periods, in which nothing is posted.
    pub breaks: Vec<Break>,
    pub schools: Vec<School>,
    pub readings: Vec<Reading>,
    /// What sessions are about; shared by every network that holds a session of the same id.
    pub plans: Vec<SessionPlan>,
    pub networks: Vec<Network>,
    /// Programmes that were stored before there were questions have none.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// The complete rhythm in force: the default lines as changed by the programme's own.
    pub rhythm: Vec<RhythmLine>,
}

impl Programme {
    /// The network called `id`.
    pub fn network(&self, id: &Id) -> Option<&Network> {
        self.networks.iter().find(|network| network.id == *id)
    }

    /// What the session called `id` is about, where the programme says so.
    pub fn plan(&self, id: &Id) -> Option<&SessionPlan> {
        self.plans.iter().find(|plan| plan.id == *id)
    }

    /// The reading called `id`.
    pub fn reading(&self, id: &Id) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.id == *id)
    }
}

/// A short name that stays the same for good: `gruppe-1`, `samling-2`. Lower-case letters, digits
/// and hyphens, at most 64 of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// The id `text`, or nothing when it has other than lower-case ASCII letters, digits and single
    /// hyphens inside, or more than 64 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=64).contains(&text.len())
            && !text.starts_with('-')
            && !text.ends_with('-')
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        fits.then(|| Self(text.to_owned()))
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A language that Skolebud speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Norwegian bokmål.
    #[serde(rename = "nb")]
    Bokmal,
    /// Norwegian nynorsk.
    #[serde(rename = "nn")]
    Nynorsk,
    #[serde(rename = "sv")]
    Swedish,
    #[serde(rename = "da")]
    Danish,
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Bokmal,
        Self::Nynorsk,
        Self::Swedish,
        Self::Danish,
        Self::English,
    ];

    /// The BCP 47 tag, as in a page's `lang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Bokmal => "nb",
            Self::Nynorsk => "nn",
            Self::Swedish => "sv",
            Self::Danish => "da",
            Self::English => "en",
        }
    }

    /// The language of a BCP 47 tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }
}

/// A country whose public holidays we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Country {
    #[serde(rename = "no")]
    Norway,
    #[serde(rename = "se")]
    Sweden,
    #[serde(rename = "dk")]
    Denmark,
}

impl Country {
    /// Every country.
    pub const ALL: [Self; 3] = [Self::Norway, Self::Sweden, Self::Denmark];

    /// The ISO 3166 code in small letters, as in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Norway => "no",
            Self::Sweden => "se",
            Self::Denmark => "dk",
        }
    }
}

/// A named time zone that exists, such as `Europe/Oslo`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone called `name` in the IANA time zone database.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name)
            .ok()
            .filter(|zone| zone.iana_name().is_some())
            .map(Self)
    }

    /// The rules of the zone.
    pub fn rules(&self) -> &TimeZone {
        &self.0
    }

    /// The name in the IANA time zone database.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }
}

impl TryFrom<String> for Zone {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::named(&name).ok_or_else(|| format!("there is no time zone {name}"))
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

/// Whom to ask: a role, never a named person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What the mailbox is called: "Skoleavdelingen i Asker".
    pub role: String,
    /// The role's e-mail address.
    pub mailbox: String,
}

/// Where people register for the sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The system people know it as: "Obisoft".
    pub system: String,
    pub link: Option<String>,
    /// Days before each session after which registration is closed.
    pub closes_days_before: Option<u16>,
}

/// When posts may be sent, as wall-clock times; outside them is quiet time. Ends are inclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// Monday to Thursday.
    pub weekdays: (Time, Time),
    /// Friday.
    pub friday: (Time, Time),
    /// Any day, for what is urgent: a session moved or cancelled within 24 hours of its start.
    pub urgent: (Time, Time),
}

impl Default for QuietHours {
    /// Monday to Thursday 07.30–16.00, Friday 07.30–14.00, urgent 06.30–20.00.
    fn default() -> Self {
        use jiff::civil::time;
        Self {
            weekdays: (time(7, 30, 0, 0), time(16, 0, 0, 0)),
            friday: (time(7, 30, 0, 0), time(14, 0, 0, 0)),
            urgent: (time(6, 30, 0, 0), time(20, 0, 0, 0)),
        }
    }
}

/// A period in which nothing is posted: a school break or a calm period. Both days are part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    pub name: String,
    pub from: Date,
    pub to: Date,
}

/// A school, or another unit that sends its leaders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    pub id: Id,
    pub name: String,
    /// What the unit is: "barneskole", "ungdomsskole", "voksenopplæring".
    pub kind: Option<String>,
    /// Other names by which people know it.
    pub aliases: Vec<String>,
}

/// Something to read. Page numbers belong to an edition, so the edition is part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub id: Id,
    pub title: String,
    pub authors: Vec<String>,
    /// "norsk utgave, 2017".
    pub edition: Option<String>,
    pub link: Option<String>,
}

/// What a session is about: the same for every network that holds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionPlan {
    pub id: Id,
    pub title: Option<String>,
    pub agenda: Vec<AgendaPart>,
    pub preparation: Preparation,
    /// The work between this session and the next.
    pub work: Option<IntermediateWork>,
}

/// One part of a session's agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaPart {
    pub start: Time,
    pub end: Time,
    pub title: String,
    /// What the part goes through: its questions or points.
    pub points: Vec<String>,
}

/// What to do before a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preparation {
    pub tasks: Vec<String>,
    pub readings: Vec<ReadingTask>,
    /// The questions to be ready to share on.
    pub sharing: Vec<String>,
}

/// The part of a reading to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingTask {
    pub reading: Id,
    pub pages: Option<PageRange>,
    /// The page of a figure to study.
    pub figure_page: Option<u32>,
    /// About how long it takes, in minutes.
    pub minutes: Option<u32>,
}

/// Pages from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRange {
    pub first: u32,
    pub last: u32,
}

/// Work between sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntermediateWork {
    /// What the work is, in a sentence or two.
    pub task: Option<String>,
    /// Themes to choose from.
    pub themes: Vec<String>,
    /// Questions to work with, and to answer at the end.
    pub questions: Vec<String>,
    /// Days before the next session by which answers are due.
    pub due_days_before_next: Option<u16>,
}

/// A network: leaders of some schools who meet through the year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Network {
    pub id: Id,
    pub title: String,
    /// Its own language, where it differs from the programme's.
    pub language: Option<Language>,
    pub schools: Vec<Id>,
    /// In order of date.
    pub sessions: Vec<Session>,
}

/// One gathering of one network. Its id is unique in the network and names its [`SessionPlan`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: Id,
    pub date: Date,
    pub start: Time,
    pub end: Time,
    /// The room; nothing while it is to be announced.
    pub place: Option<String>,
    pub cancelled: bool,
}

impl Session {
    /// When it starts, on the wall clock.
    pub fn starts(&self) -> DateTime {
        self.date.to_datetime(self.start)
    }

    /// When it ends, on the wall clock.
    pub fn ends(&self) -> DateTime {
        self.date.to_datetime(self.end)
    }
}

/// One line of the rhythm: what is said, and when in relation to a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RhythmLine {
    pub id: Id,
    pub kind: PostKind,
    pub when: When,
    /// The words of a [`PostKind::Prompt`].
    pub text: Option<String>,
}

/// When a line of the rhythm is due, in wall-clock time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// So many days before the session, at this time.
    DaysBefore { days: u16, at: Time },
    /// So many days after the session, at this time.
    DaysAfter { days: u16, at: Time },
    /// So many minutes after the session's end; negative for before it.
    AfterEnd { minutes: i16 },
    /// Half-way between the session and the next one, at this time.
    HalfWay { at: Time },
    /// So many days before registration closes, at this time.
    DaysBeforeRegistrationCloses { days: u16, at: Time },
    /// By a cron expression of five fields in Unix meaning, between the session and the next one.
    Cron { expression: String },
}

/// What kind of thing a post says. A closed set: each kind has its words, its last useful moment
/// and its way of sliding out of quiet time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// The session is coming: read and prepare this.
    Preparation,
    /// Be ready to share this.
    Sharing,
    /// The session is tomorrow: time, room, agenda.
    Reminder,
    /// The question at the end of a session.
    Closing,
    /// The work between this session and the next.
    IntermediateWork,
    /// Half-way: how is it going?
    Touchpoint,
    /// Registration closes soon.
    Registration,
    /// To the coordinators: a session still has no room.
    RoomMissing,
    /// The programme's own words.
    Prompt,
    /// A question opens, or a survey of several.
    Question,
    /// How many have answered an open question, and until when others can.
    Nudge,
    /// What came of a question that has closed.
    Result,
    /// A coordinator's own words, by command.
    Announcement,
    /// A session has a new date or time.
    Moved,
    /// A session has a new room, after people were told the old one.
    RoomChanged,
    /// A session will not be held.
    Cancelled,
    /// To the coordinators: posts that were refused or came too late.
    Trouble,
    /// A test post.
    Hello,
}

impl PostKind {
    /// Every kind, in the order in which a year uses them.
    pub const ALL: [Self; 18] = [
        Self::Preparation,
        Self::Sharing,
        Self::Reminder,
        Self::Closing,
        Self::IntermediateWork,
        Self::Touchpoint,
        Self::Registration,
        Self::RoomMissing,
        Self::Prompt,
        Self::Question,
        Self::Nudge,
        Self::Result,
        Self::Announcement,
        Self::Moved,
        Self::RoomChanged,
        Self::Cancelled,
        Self::Trouble,
        Self::Hello,
    ];

    /// The name in files, tables and logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preparation => "preparation",
            Self::Sharing => "sharing",
            Self::Reminder => "reminder",
            Self::Closing => "closing",
            Self::IntermediateWork => "intermediate_work",
            Self::Touchpoint => "touchpoint",
            Self::Registration => "registration",
            Self::RoomMissing => "room_missing",
            Self::Prompt => "prompt",
            Self::Question => "question",
            Self::Nudge => "nudge",
            Self::Result => "result",
            Self::Announcement => "announcement",
            Self::Moved => "moved",
            Self::RoomChanged => "room_changed",
            Self::Cancelled => "cancelled",
            Self::Trouble => "trouble",
            Self::Hello => "hello",
        }
    }

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Who hears it.
    pub const fn audience(self) -> Audience {
        match self {
            Self::RoomMissing | Self::Trouble => Audience::Coordinators,
            _ => Audience::Network,
        }
    }
}

impl fmt::Display for PostKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

/// Who hears a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The leaders in the network's channels.
    Network,
    /// The coordinators' own channel.
    Coordinators,
}
