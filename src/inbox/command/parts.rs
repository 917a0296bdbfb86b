//! Each command's own part: what comes after its name.

use jiff::civil::Date;

use super::details::{Details, Search, keyword, name};
use super::mistake::{Flaw, Part, What};
use super::text::{on_one_line, trimmed};
use super::tokens::{PUNCTUATION, Token, has_marks, is_mark, tokens};
use super::{Asked, Command, Coordinators, Networks, Who};
use crate::words::commands::{Keyword, Name, meaning};

/// A school's name has no more words; what has is a sentence.
const MOST_WORDS_OF_SCHOOL: usize = 6;

const TO_MANY: &[Keyword] = &[Keyword::To, Keyword::Network, Keyword::At, Keyword::DryRun];
const ASKED: &[Keyword] = &[
    Keyword::To,
    Keyword::Network,
    Keyword::Question,
    Keyword::Choices,
    Keyword::DryRun,
];
const MOVED: &[Keyword] = &[
    Keyword::To,
    Keyword::Network,
    Keyword::Session,
    Keyword::At,
    Keyword::Start,
    Keyword::End,
    Keyword::Place,
    Keyword::DryRun,
];
const CANCELLED: &[Keyword] = &[Keyword::Network, Keyword::Session, Keyword::DryRun];
const OF_QUESTION: &[Keyword] = &[Keyword::Question, Keyword::DryRun];
const OF_NETWORKS: &[Keyword] = &[Keyword::To, Keyword::Network, Keyword::DryRun];
const OF_PERSON: &[Keyword] = &[
    Keyword::To,
    Keyword::Network,
    Keyword::Add,
    Keyword::Remove,
    Keyword::List,
    Keyword::DryRun,
];

/// A command and whether it is a dry run; nothing when the words are somebody's sentence.
type Found = Result<Option<(Command, bool)>, Flaw>;

/// A text that begins with the name of a command.
#[derive(Clone, Copy)]
pub(super) struct Typed<'t> {
    pub(super) text: &'t str,
    /// Where in the text a person is mentioned, and the person's id.
    pub(super) mentions: &'t [(usize, String)],
    pub(super) name: Name,
    /// The words of the name.
    pub(super) head: &'t [Token<'t>],
    pub(super) arguments: &'t [Token<'t>],
    pub(super) today: Date,
}

impl<'t> Typed<'t> {
    /// The command.
    pub(super) fn command(&self) -> Found {
        match self.name {
            Name::Help => self.help(),
            Name::Next => self.alone(Command::Next, &[Keyword::Session]),
            Name::Mine => self.alone(Command::Mine, &[Keyword::Question]),
            Name::Status => self.alone(Command::Status, &[]),
            Name::Answer => self.answer(),
            Name::School => self.school(),
            Name::Announce => self.announce(),
            Name::Ask => self.ask(),
            Name::Close => self.of_question(|question| Command::Close { question }),
            Name::Results => self.of_question(|question| Command::Results { question }),
            Name::Missing => self.of_question(|question| Command::Missing { question }),
            Name::Nudge => self.of_question(|question| Command::Nudge { question }),
            Name::Preview => self.of_question(|post| Command::Preview { post }),
            Name::Move => self.moved(),
            Name::Cancel => self.cancelled(),
            Name::Pause => self.of_networks(|networks| Command::Pause { networks }),
            Name::Resume => self.of_networks(|networks| Command::Resume { networks }),
            Name::Coordinators => self.coordinators(),
            Name::Confirm => self.confirm(),
        }
    }

    fn help(&self) -> Found {
        let about = match keyword(self.arguments) {
            Some((Keyword::Command(name), length)) if length == self.arguments.len() => Some(name),
            _ if self.arguments.is_empty() => None,
            _ => return Ok(None),
        };
        Ok(Some((Command::Help { about }, false)))
    }

    /// A command that needs nothing; one of `fillers` may follow it ("neste samling").
    fn alone(&self, command: Command, fillers: &[Keyword]) -> Found {
        let found = self
            .search(&[Keyword::DryRun], true)
            .details(self.arguments)?;
        let rest: Vec<Token<'_>> = found.rest.iter().map(|(_, token)| *token).collect();
        let is_filler = match keyword(&rest) {
            Some((keyword, length)) => fillers.contains(&keyword) && length == rest.len(),
            None => rest.is_empty(),
        };
        Ok(is_filler.then_some((command, found.dry_run)))
    }

    fn answer(&self) -> Found {
        let mut words = self.arguments;
        let explicit = match keyword(words) {
            Some((Keyword::Question, length)) if words.len() > length + 1 => {
                words = words.get(length..).unwrap_or_default();
                true
            }
            _ => false,
        };
        let (question, answer) = match words {
            [] => return Err(What::Missing(Part::Answer).into()),
            [only] => (None, only.text),
            // "svar 1, 3" and "svar: i stor grad" have nothing but an answer.
            [first, ..]
                if !explicit
                    && (self.has_colon() || !first.quoted && first.text.ends_with(',')) =>
            {
                (None, self.verbatim(words))
            }
            [first, rest @ ..] => (Some(first.word().trim().to_owned()), self.verbatim(rest)),
        };
        let answer = answer.trim().to_owned();
        if answer.is_empty() {
            return Err(What::Missing(Part::Answer).into());
        }
        let question = question.filter(|question| !question.is_empty());
        Ok(Some((Command::Answer { question, answer }, false)))
    }

    /// The school, and who leads it when that is not the sender: "skole Vollen @rektor", or the other
    /// way round.
    fn school(&self) -> Found {
        let is_person = |token: &Token<'_>| !token.quoted && token.text.starts_with('@');
        let (name, person) = match self.arguments.iter().position(is_person) {
            Some(0) => {
                let (person, name) = self.arguments.split_at(1);
                (name, person)
            }
            Some(at) => self.arguments.split_at(at),
            None => (self.arguments, [].as_slice()),
        };
        if name.len() > MOST_WORDS_OF_SCHOOL {
            return Ok(None);
        }
        let name = on_one_line(self.verbatim(name));
        if name.is_empty() {
            return Err(What::Missing(Part::School).into());
        }
        let who = match person {
            [] => None,
            person => Some(self.person(person, self.verbatim(person))?),
        };
        Ok(Some((Command::School { name, who }, false)))
    }

    /// Three ways: the text in quotation marks, after a colon, or all that stands between options that
    /// begin with hyphens.
    fn announce(&self) -> Found {
        if self.has_colon() {
            return announced(Details::default(), self.after(self.head));
        }
        let bare = self.search(TO_MANY, true);
        let colon = self.arguments.iter().position(ends_with_colon);
        if let Some(head) = colon.and_then(|colon| self.arguments.get(..=colon))
            && let Ok(found) = bare.details(head)
            && found.rest.iter().all(|(_, token)| token.word().is_empty())
        {
            return announced(found, self.after(head));
        }
        let found = bare.details(self.arguments);
        if self.arguments.first().is_some_and(|first| first.quoted) {
            let found = found.clone()?;
            if let [_, (_, unused), ..] = found.rest.as_slice()
                && (found.networks.is_some() || found.when().is_some())
            {
                return Err(bare.not_understood(unused.word()));
            }
        }
        if let Ok(found) = found
            && let [(_, only)] = found.rest.as_slice()
            && only.quoted
        {
            let text = only.text;
            return announced(found, text);
        }
        let found = self.search(TO_MANY, false).details(self.arguments)?;
        let text = self
            .sentence(&found)
            .ok_or(Flaw::from(What::Missing(Part::Text)))?;
        announced(found, text)
    }

    fn ask(&self) -> Found {
        let search = self.search(ASKED, true);
        let mark = |token: &Token<'_>| !token.quoted && token.text.ends_with('?');
        if !self.arguments.iter().any(|token| token.quoted)
            && let Some(mark) = self.arguments.iter().rposition(mark)
        {
            return self.ask_up_to(mark, &search);
        }
        let found = search.details(self.arguments)?;
        let words: Vec<Token<'_>> = found.rest.iter().map(|(_, token)| *token).collect();
        if let Some(question) = &found.question {
            found.all_understood(&search)?;
            let asked = Asked::Question(question.clone());
            return Ok(Some(asking(asked, found)));
        }
        let Some((first, options)) = words.split_first() else {
            return Err(What::Missing(Part::Question).into());
        };
        // "«Hvordan gikk det?» svar: bra, sånn passe"
        let options = match options {
            [word, options @ ..] if first.quoted && announces_options(word) => options,
            options => options,
        };
        let alone = options.is_empty() && found.choices.is_empty();
        let asked = if first.quoted && !(alone && is_one_word(first.text)) {
            own(first.text, &found.choices, options)?
        } else {
            match name(&words) {
                Some((name, length)) if length == words.len() && found.choices.is_empty() => {
                    Asked::Question(name)
                }
                _ => return Err(What::QuestionUnclear.into()),
            }
        };
        Ok(Some(asking(asked, found)))
    }

    /// A question without quotation marks ends with the word number `mark`; then come its options.
    fn ask_up_to(&self, mark: usize, search: &Search<'t>) -> Found {
        let (question, options) = self.arguments.split_at(mark + 1);
        let before = self.search(ASKED, false).details(question)?;
        let text = self
            .sentence(&before)
            .ok_or(Flaw::from(What::QuestionUnclear))?;
        let mut found = search.details(options)?;
        let options: Vec<Token<'_>> = found.rest.iter().map(|(_, token)| *token).collect();
        let asked = own(text, &found.choices, &options)?;
        found.networks = found.networks.or(before.networks);
        found.dry_run |= before.dry_run;
        Ok(Some(asking(asked, found)))
    }

    fn of_question(&self, command: impl Fn(Option<String>) -> Command) -> Found {
        let found = self.search(OF_QUESTION, true).details(self.arguments)?;
        let rest: Vec<Token<'_>> = found.rest.iter().map(|(_, token)| *token).collect();
        // "resultater for lesing"
        let rest = match keyword(&rest) {
            Some((Keyword::Network, length)) if length < rest.len() => rest.get(length..),
            _ => rest.get(..),
        };
        let rest = rest.unwrap_or_default();
        let question = match (found.question, name(rest)) {
            (question, None) if rest.is_empty() => question,
            (None, Some((name, length))) if length == rest.len() => Some(name),
            _ => return Ok(None),
        };
        Ok(Some((command(question), found.dry_run)))
    }

    fn of_networks(&self, command: impl Fn(Networks) -> Command) -> Found {
        let search = self.search(OF_NETWORKS, true);
        // "pause gruppe-1" needs no word before the network.
        let first = match self.arguments {
            [] => None,
            arguments if search.detail(arguments)?.is_some() => None,
            arguments => Some(search.networks(arguments)?),
        };
        let (first, length) = first.map_or((None, 0), |(first, length)| (Some(first), length));
        let rest = self.arguments.get(length..).unwrap_or_default();
        let found = search.details(rest)?;
        let networks = match (first, found.networks) {
            (Some(_), Some(_)) => return Ok(None),
            (Some(networks), None) | (None, Some(networks)) => networks,
            (None, None) => Networks::Here,
        };
        if !found.rest.is_empty() {
            return Ok(None);
        }
        Ok(Some((command(networks), found.dry_run)))
    }

    fn moved(&self) -> Found {
        let search = self.search(MOVED, true);
        let found = search.details(self.arguments)?;
        let (network, session) = session_and_network(&search, &found)?;
        let (date, start, end) = (found.date, found.start, found.end);
        let place = found.place;
        if date.is_none() && start.is_none() && end.is_none() && place.is_none() {
            return Err(What::Missing(Part::Change).into());
        }
        let command = Command::Move {
            network,
            session,
            date,
            start,
            end,
            place,
        };
        Ok(Some((command, found.dry_run)))
    }

    fn cancelled(&self) -> Found {
        let search = self.search(CANCELLED, true);
        let found = search.details(self.arguments)?;
        let (network, session) = session_and_network(&search, &found)?;
        let command = Command::Cancel { network, session };
        Ok(Some((command, found.dry_run)))
    }

    fn coordinators(&self) -> Found {
        let search = self.search(OF_PERSON, true);
        let act = keyword(self.arguments)
            .filter(|(act, _)| [Keyword::Add, Keyword::Remove, Keyword::List].contains(act));
        let (act, length) = act.unwrap_or((Keyword::List, 0));
        let rest = self.arguments.get(length..).unwrap_or_default();
        let found = self.search(OF_NETWORKS, true).details(rest)?;
        let networks = found.networks.clone().unwrap_or(Networks::Here);
        let done = match act {
            Keyword::Add => Coordinators::Add {
                who: self.who(&found)?,
                networks,
            },
            Keyword::Remove => Coordinators::Remove {
                who: self.who(&found)?,
                networks,
            },
            _ => {
                found.all_understood(&search)?;
                Coordinators::List
            }
        };
        Ok(Some((Command::Coordinators(done), found.dry_run)))
    }

    fn who(&self, found: &Details<'_>) -> Result<Who, Flaw> {
        let words: Vec<Token<'_>> = found.rest.iter().map(|(_, token)| *token).collect();
        self.person(&words, self.sentence(found).unwrap_or_default())
    }

    /// Whoever is mentioned among `words`, else who is called `name`.
    fn person(&self, words: &[Token<'_>], name: &str) -> Result<Who, Flaw> {
        let id_of = |token: &Token<'_>| {
            let mut mentions = self.mentions.iter();
            mentions
                .find(|(at, _)| *at == token.start)
                .map(|(_, id)| id.clone())
        };
        if let Some(id) = words.iter().find_map(id_of) {
            return Ok(Who::Id(id));
        }
        let name = on_one_line(name.trim_start_matches('@'));
        if name.is_empty() {
            return Err(What::Missing(Part::Person).into());
        }
        Ok(Who::Named(name))
    }

    fn confirm(&self) -> Found {
        match self.arguments {
            [] => Err(What::Missing(Part::Code).into()),
            [code] if !code.word().trim().is_empty() => {
                let code = code.word().trim().to_uppercase();
                Ok(Some((Command::Confirm { code }, false)))
            }
            _ => Ok(None),
        }
    }

    const fn search(&self, takes: &'static [Keyword], bare: bool) -> Search<'t> {
        Search {
            text: self.text,
            today: self.today,
            takes,
            bare,
        }
    }

    /// Whether the command's name ends with a colon: all that follows is a text.
    fn has_colon(&self) -> bool {
        self.head.last().is_some_and(ends_with_colon)
    }

    /// All that was typed after `words`.
    fn after(&self, words: &[Token<'_>]) -> &'t str {
        let end = words.last().map_or(0, |last| last.end);
        let rest = self.text.get(end..).unwrap_or_default().trim();
        match tokens(rest).as_slice() {
            // Marks around all of it are only that.
            [only] if only.quoted && !has_marks(only.text) && rest.ends_with(is_mark) => only.text,
            _ => rest,
        }
    }

    /// What `words` are cut from; without the marks when it is one quoted run.
    fn verbatim(&self, words: &[Token<'t>]) -> &'t str {
        match words {
            [] => "",
            [only] => only.text,
            [first, .., last] => self.text.get(first.start..last.end).unwrap_or_default(),
        }
    }

    /// What the details left over, when that stands together.
    fn sentence(&self, found: &Details<'t>) -> Option<&'t str> {
        let together = found.rest.windows(2).all(|two| match two {
            [(one, _), (next, _)] => one + 1 == *next,
            _ => true,
        });
        let words: Vec<Token<'t>> = found.rest.iter().map(|(_, token)| *token).collect();
        (together && !words.is_empty()).then(|| self.verbatim(&words))
    }
}

fn ends_with_colon(token: &Token<'_>) -> bool {
    !token.quoted && token.text.ends_with(':')
}

/// "svar:"
fn announces_options(token: &Token<'_>) -> bool {
    ends_with_colon(token) && meaning(token.word()) == Some(Keyword::Command(Name::Answer))
}

fn announced(found: Details<'_>, text: &str) -> Found {
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Err(What::Missing(Part::Text).into());
    }
    let command = Command::Announce {
        text,
        at: found.when(),
        networks: found.networks.unwrap_or(Networks::Here),
    };
    Ok(Some((command, found.dry_run)))
}

/// "lesing": the name of a question rather than one of one's own.
pub(super) fn is_one_word(text: &str) -> bool {
    !text
        .trim()
        .contains(|letter: char| letter.is_whitespace() || letter == '?')
}

fn asking(asked: Asked, found: Details<'_>) -> (Command, bool) {
    let networks = found.networks.unwrap_or(Networks::Here);
    (Command::Ask { asked, networks }, found.dry_run)
}

/// The coordinator's own question with its options, which stand after the word for them or just after it.
fn own(text: &str, named: &[Token<'_>], loose: &[Token<'_>]) -> Result<Asked, Flaw> {
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Err(What::Missing(Part::Question).into());
    }
    if !named.is_empty() && !loose.is_empty() {
        return Err(What::QuestionUnclear.into());
    }
    let options = options(if named.is_empty() { loose } else { named });
    match options.len() {
        1 => Err(What::OneChoice.into()),
        _ => Ok(Asked::Own { text, options }),
    }
}

/// The options in `words`: each quoted run is one, others are parted by `|`, else by `;`, `,` or `/`.
fn options(words: &[Token<'_>]) -> Vec<String> {
    let has = |sign: char| {
        words
            .iter()
            .any(|word| !word.quoted && word.text.contains(sign))
    };
    let sign = ['|', ';', ',', '/'].into_iter().find(|sign| has(*sign));
    let mut options = vec![String::new()];
    for word in words {
        if word.quoted {
            options.push(word.text.trim().to_owned());
            options.push(String::new());
            continue;
        }
        for (index, part) in word.text.split(|letter| Some(letter) == sign).enumerate() {
            if index > 0 {
                options.push(String::new());
            }
            if let Some(last) = options.last_mut() {
                let gap = if last.is_empty() || part.is_empty() {
                    ""
                } else {
                    " "
                };
                last.push_str(gap);
                last.push_str(part);
            }
        }
    }
    let options = options.iter().map(|option| {
        let start = option.trim_start_matches(|letter: char| PUNCTUATION.contains(&letter));
        trimmed(start)
    });
    options
        .filter(|option| !option.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The session, and the network if it was named: "gruppe-1 samling-2", or the other way round when the
/// first is called a session.
fn session_and_network(
    search: &Search<'_>,
    found: &Details<'_>,
) -> Result<(Option<String>, String), Flaw> {
    let words = found.rest.iter().map(|(_, token)| *token);
    let mut words: Vec<Token<'_>> = words.filter(|token| !token.word().is_empty()).collect();
    let mut names = Vec::new();
    while let Some((name, length)) = name(&words) {
        names.push((name, is_session(&words)));
        words.drain(..length.min(words.len()));
    }
    let mut network = match &found.networks {
        None | Some(Networks::Here) => None,
        Some(Networks::Named(names)) if names.len() == 1 => names.first().cloned(),
        Some(_) => return Err(What::Missing(Part::Networks).into()),
    };
    let mut session = found.session.clone();
    if names.len() == 2 && session.is_none() && names.first().is_some_and(|(_, is)| *is) {
        names.reverse();
    }
    if session.is_none() {
        session = names.pop().map(|(name, _)| name);
    }
    if network.is_none() {
        network = names.pop().map(|(name, _)| name);
    }
    if let Some((unused, _)) = names.first() {
        return Err(search.not_understood(unused));
    }
    let session = session.ok_or(Flaw::from(What::Missing(Part::Session)))?;
    Ok((network, session))
}

/// Whether the name at the start of `words` is of a session: "samling 2", "samling-2", "2. samling".
fn is_session(words: &[Token<'_>]) -> bool {
    let is_word = |word: &str| {
        let first = word.split(|letter: char| !letter.is_alphabetic()).next();
        first.is_some_and(|first| meaning(first) == Some(Keyword::Session))
    };
    words.first().is_some_and(|word| is_word(word.text))
        || words.first().is_some_and(Token::is_small_number)
            && words.get(1).is_some_and(|word| is_word(word.text))
}
