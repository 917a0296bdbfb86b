//! What goes with a command, in any order: to whom, when, where, as a dry run.

use jiff::civil::{Date, Time};

use super::mistake::{Flaw, Part, What};
use super::text::on_one_line;
use super::tokens::{PUNCTUATION, Token};
use super::when::{Moment, hour, moment};
use super::{Networks, When};
use crate::words::commands::{Keyword, folded, meaning};

/// How the words of one command are looked through.
pub(super) struct Search<'t> {
    /// The whole text, which the tokens are cut from.
    pub(super) text: &'t str,
    pub(super) today: Date,
    /// The details that the command takes.
    pub(super) takes: &'static [Keyword],
    /// Whether details are known without `--`; not inside somebody's own sentence.
    pub(super) bare: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Details<'t> {
    pub(super) networks: Option<Networks>,
    pub(super) date: Option<Date>,
    pub(super) start: Option<Time>,
    pub(super) end: Option<Time>,
    pub(super) place: Option<String>,
    pub(super) session: Option<String>,
    pub(super) question: Option<String>,
    /// What comes after the word for options.
    pub(super) choices: Vec<Token<'t>>,
    pub(super) dry_run: bool,
    /// What is none of these, in order, and where each stands among the tokens.
    pub(super) rest: Vec<(usize, Token<'t>)>,
}

impl Details<'_> {
    pub(super) fn when(&self) -> Option<When> {
        let (date, time) = (self.date, self.start);
        (date.is_some() || time.is_some()).then_some(When { date, time })
    }

    /// The first word that found no place, as a mistake.
    pub(super) fn all_understood(&self, search: &Search<'_>) -> Result<(), Flaw> {
        match self.rest.first() {
            Some((_, token)) => Err(search.not_understood(token.word())),
            None => Ok(()),
        }
    }
}

impl<'t> Search<'t> {
    /// The details in `tokens`.
    pub(super) fn details(&self, tokens: &[Token<'t>]) -> Result<Details<'t>, Flaw> {
        let mut found = Details::default();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let rest = tokens.get(at..).unwrap_or_default();
            if let Some((keyword, length)) = self.detail(rest)? {
                at += length;
                let value = tokens.get(at..).unwrap_or_default();
                at += match (length, self.take(keyword, value, &mut found)?) {
                    (0, 0) => self.take_word(keyword, value, &mut found)?,
                    (_, taken) => taken,
                };
            } else if let Some(length) = self.unannounced(rest, &mut found)? {
                at += length;
            } else {
                found.rest.push((at, *token));
                at += 1;
            }
        }
        match (found.start, found.end) {
            (Some(start), Some(end)) if end <= start => Err(What::EndsBeforeItStarts.into()),
            _ => Ok(found),
        }
    }

    pub(super) fn not_understood(&self, written: &str) -> Flaw {
        Flaw::not_understood(written, |keyword| self.takes.contains(&keyword))
    }

    /// The detail named at the start of `tokens`, and how many of them its name takes.
    pub(super) fn detail(&self, tokens: &[Token<'_>]) -> Result<Option<(Keyword, usize)>, Flaw> {
        let Some(first) = tokens.first().filter(|first| !first.quoted) else {
            return Ok(None);
        };
        let name = first.text.trim_start_matches(['-', '–', '—']);
        let takes = |(keyword, length)| self.takes.contains(&keyword).then_some((keyword, length));
        if name.len() == first.text.len() {
            // "samling 2" is a name with its number; only "--samling" tells that a name follows.
            let bare = keyword(tokens).filter(|(keyword, _)| *keyword != Keyword::Session);
            return Ok(bare.filter(|_| self.bare).and_then(takes));
        }
        let name = name.split_once('=').map_or(name, |(name, _)| name);
        let named = meaning(name.trim_end_matches(PUNCTUATION)).map(|keyword| (keyword, 1));
        match named.and_then(takes) {
            // With a value after "=" the word is not yet used up.
            Some((keyword, _)) if first.text.contains('=') => Ok(Some((keyword, 0))),
            Some(found) => Ok(Some(found)),
            // Only two hyphens are sure to be no dash of a sentence.
            None if first.text.starts_with("--") && name.starts_with(char::is_alphabetic) => {
                Err(self.not_understood(name))
            }
            None => Ok(None),
        }
    }

    /// Takes the value of `keyword` from the start of `tokens`, and says how many it took.
    fn take(
        &self,
        keyword: Keyword,
        tokens: &[Token<'t>],
        found: &mut Details<'t>,
    ) -> Result<usize, Flaw> {
        // What stands after "=" counts as the first word.
        let after_sign: Vec<Token<'t>>;
        let (tokens, used) = match tokens.first().and_then(after_equals) {
            Some(Some(value)) => {
                let others = tokens.iter().skip(1).copied();
                after_sign = std::iter::once(value).chain(others).collect();
                (after_sign.as_slice(), 0)
            }
            Some(None) => (tokens.get(1..).unwrap_or_default(), 1),
            None => (tokens, 0),
        };
        Ok(used + self.take_value(keyword, tokens, found)?)
    }

    /// Takes the word at the start of `tokens`, "--til=6.11", of which [`Self::take`] took nothing; says how
    /// many it took, at least one.
    fn take_word(
        &self,
        keyword: Keyword,
        tokens: &[Token<'t>],
        found: &mut Details<'t>,
    ) -> Result<usize, Flaw> {
        let Some(value) = tokens.first().and_then(after_equals).flatten() else {
            return Ok(1);
        };
        if keyword == Keyword::DryRun {
            return Ok(1);
        }
        let others = tokens.iter().skip(1).copied();
        let tokens: Vec<Token<'t>> = std::iter::once(value).chain(others).collect();
        match self.take_moment(&tokens, found)? {
            Some(length) if keyword == Keyword::To => Ok(length),
            _ => Err(self.not_understood(value.word())),
        }
    }

    fn take_value(
        &self,
        keyword: Keyword,
        tokens: &[Token<'t>],
        found: &mut Details<'t>,
    ) -> Result<usize, Flaw> {
        match keyword {
            Keyword::DryRun => {
                found.dry_run = true;
                Ok(0)
            }
            // "flytt samling 2 til 6.11": what follows is found as a date.
            Keyword::To if self.moment(tokens, found)?.is_some() => Ok(0),
            Keyword::To | Keyword::Network => {
                let (networks, length) = self.networks(tokens)?;
                found.networks = Some(networks);
                Ok(length)
            }
            Keyword::At => match self.take_moment(tokens, found)? {
                Some(length) => Ok(length),
                None => Err(missing_or(tokens, Part::Time, What::NotATime)),
            },
            Keyword::Start => self.take_start(tokens, found),
            Keyword::End => {
                let (length, time) = self.time(tokens)?;
                found.end = Some(time);
                Ok(length)
            }
            Keyword::Place => {
                let length = self.phrase(tokens, found)?;
                found.place = Some(self.verbatim(tokens.get(..length), Part::Place)?);
                Ok(length)
            }
            Keyword::Session => self.named(tokens, Part::Session, &mut found.session),
            Keyword::Question => self.named(tokens, Part::Question, &mut found.question),
            Keyword::Choices => {
                let length = self.phrase_to_detail(tokens)?;
                found.choices = tokens.iter().take(length).copied().collect();
                Ok(length)
            }
            _ => Ok(0),
        }
    }

    /// "fra 8.30", and "fra 1.11", which is only said before the new date.
    fn take_start(&self, tokens: &[Token<'t>], found: &mut Details<'t>) -> Result<usize, Flaw> {
        match self.moment(tokens, found)? {
            Some((length, Moment::Date(_))) => Ok(length),
            Some(_) => Ok(self.take_moment(tokens, found)?.unwrap_or_default()),
            None => {
                let (length, time) = self.time(tokens)?;
                found.start = Some(time);
                Ok(length)
            }
        }
    }

    /// A date or time without a word before it.
    fn unannounced(
        &self,
        tokens: &[Token<'t>],
        found: &mut Details<'t>,
    ) -> Result<Option<usize>, Flaw> {
        if self.bare {
            self.take_moment(tokens, found)
        } else {
            Ok(None)
        }
    }

    /// Takes the date or time at the start of `tokens`, if there is one and it is not known yet.
    fn take_moment(
        &self,
        tokens: &[Token<'t>],
        found: &mut Details<'t>,
    ) -> Result<Option<usize>, Flaw> {
        let Some((length, moment)) = self.moment(tokens, found)? else {
            return Ok(None);
        };
        match moment {
            Moment::Date(date) if found.date.is_none() => found.date = Some(date),
            Moment::Time(time) if found.start.is_none() => found.start = Some(time),
            Moment::Time(time) if found.end.is_none() => found.end = Some(time),
            Moment::Span(start, end) if found.start.is_none() && found.end.is_none() => {
                (found.start, found.end) = (Some(start), Some(end));
            }
            _ => return Ok(None),
        }
        Ok(Some(length))
    }

    fn moment(
        &self,
        tokens: &[Token<'t>],
        found: &Details<'t>,
    ) -> Result<Option<(usize, Moment)>, Flaw> {
        if !self.takes.contains(&Keyword::At) {
            return Ok(None);
        }
        moment(tokens, found.date.is_some(), self.today)
    }

    /// A time of day that must be there, also an hour alone.
    fn time(&self, tokens: &[Token<'t>]) -> Result<(usize, Time), Flaw> {
        if let Some((length, Moment::Time(time))) = moment(tokens, true, self.today)? {
            return Ok((length, time));
        }
        tokens
            .first()
            .and_then(|token| hour(token.word()))
            .map(|time| (1, time))
            .ok_or_else(|| missing_or(tokens, Part::Time, What::NotATime))
    }

    /// The networks at the start of `tokens`: "gruppe-1, gruppe 2 og gruppe-3", "alle", "her".
    pub(super) fn networks(&self, tokens: &[Token<'t>]) -> Result<(Networks, usize), Flaw> {
        let mut names = Vec::new();
        let mut at = 0;
        loop {
            let rest = tokens.get(at..).unwrap_or_default();
            let all_or_here = match keyword(rest) {
                Some((Keyword::All, length)) => Some((Networks::All, length)),
                Some((Keyword::Here, length)) => Some((Networks::Here, length)),
                _ => None,
            };
            if let Some((networks, length)) = all_or_here.filter(|_| names.is_empty()) {
                let of_networks = rest.get(length).is_some_and(is_word_for_networks);
                return Ok((networks, at + length + usize::from(of_networks)));
            }
            let is_name = !rest.is_empty() && self.detail(rest)?.is_none();
            let (name, length) = name(if is_name { rest } else { &[] })
                .ok_or(Flaw::from(What::Missing(Part::Networks)))?;
            let last = rest.get(length - 1);
            let goes_on = last.is_some_and(|last| !last.quoted && last.text.ends_with(','));
            match rest {
                [quoted, ..] if quoted.quoted => names.push(name),
                _ => names.extend(names_in(&name)),
            }
            at += length;
            match (goes_on, joins(tokens.get(at))) {
                (_, true) => at += 1,
                (true, false) if at < tokens.len() => {}
                _ => break,
            }
        }
        if names.is_empty() {
            return Err(What::Missing(Part::Networks).into());
        }
        Ok((Networks::Named(names), at))
    }

    fn named(
        &self,
        tokens: &[Token<'t>],
        part: Part,
        into: &mut Option<String>,
    ) -> Result<usize, Flaw> {
        let (name, length) = name(tokens).ok_or(Flaw::from(What::Missing(part)))?;
        *into = Some(name);
        Ok(length)
    }

    /// How many of `tokens` come before the next detail.
    fn phrase_to_detail(&self, tokens: &[Token<'t>]) -> Result<usize, Flaw> {
        for at in 0..tokens.len() {
            if self.detail(tokens.get(at..).unwrap_or_default())?.is_some() {
                return Ok(at);
            }
        }
        Ok(tokens.len())
    }

    /// How many of `tokens` come before the next detail, date or time; a quoted one stands alone.
    fn phrase(&self, tokens: &[Token<'t>], found: &Details<'t>) -> Result<usize, Flaw> {
        if tokens.first().is_some_and(|first| first.quoted) {
            return Ok(1);
        }
        let most = self.phrase_to_detail(tokens)?;
        for at in 0..most {
            if self
                .moment(tokens.get(at..).unwrap_or_default(), found)?
                .is_some()
            {
                return Ok(at);
            }
        }
        Ok(most)
    }

    /// What `tokens` are cut from.
    fn verbatim(&self, tokens: Option<&[Token<'t>]>, part: Part) -> Result<String, Flaw> {
        let written = match tokens {
            Some([one]) => one.text,
            Some([first, .., last]) => self.text.get(first.start..last.end).unwrap_or_default(),
            _ => "",
        };
        let written = on_one_line(written);
        if written.is_empty() {
            return Err(What::Missing(part).into());
        }
        Ok(written)
    }
}

/// The keyword at the start of `tokens`, and how many of them it takes. What is quoted is a name.
pub(super) fn keyword(tokens: &[Token<'_>]) -> Option<(Keyword, usize)> {
    let first = tokens.first().filter(|first| !first.quoted)?;
    if let Some(second) = tokens.get(1).filter(|second| !second.quoted) {
        let two = meaning(&format!("{} {}", first.text, second.word()));
        if let Some(keyword) = two {
            return Some((keyword, 2));
        }
    }
    meaning(first.word()).map(|keyword| (keyword, 1))
}

/// A name at the start of `tokens`, and how many of them it takes: one, or a word and its number as in
/// "gruppe 1" and "2. samling".
pub(super) fn name(tokens: &[Token<'_>]) -> Option<(String, usize)> {
    let (first, second) = (
        tokens.first()?,
        tokens.get(1).filter(|second| !second.quoted),
    );
    let word = first.word();
    let ends_alone = first.quoted || first.text.len() > word.len();
    let pair = second.filter(|second| {
        let numbered =
            !ends_alone && second.is_small_number() && word.ends_with(char::is_alphabetic);
        let ordinal = first.is_small_number()
            && first.text.ends_with('.')
            && second.text.starts_with(char::is_alphabetic);
        numbered || ordinal
    });
    match pair {
        Some(second) => Some((format!("{} {}", first.text, second.word()), 2)),
        None => {
            let words: Vec<&str> = word.split_whitespace().collect();
            (!words.is_empty()).then(|| (words.join(" "), 1))
        }
    }
}

/// The token of what stands after "=" in `token`: nothing when it has no such sign, an inner nothing
/// when the value is the next token.
fn after_equals<'t>(token: &Token<'t>) -> Option<Option<Token<'t>>> {
    if token.quoted || !token.text.starts_with(['-', '–', '—']) {
        return None;
    }
    let (_, value) = token.text.split_once('=')?;
    let start = token.end - value.len();
    Some((!value.is_empty()).then_some(Token {
        text: value,
        inside: start,
        start,
        ..*token
    }))
}

/// "og", and the comma after a quoted name.
fn joins(token: Option<&Token<'_>>) -> bool {
    let means_and = |text| text == "," || meaning(text) == Some(Keyword::And);
    token.is_some_and(|token| !token.quoted && means_and(token.text))
}

/// The names in "gruppe-1,#gruppe-2".
fn names_in(word: &str) -> impl Iterator<Item = String> {
    let parts = word
        .split(',')
        .map(|part| part.trim().trim_start_matches(['#', '@']));
    parts.filter(|part| !part.is_empty()).map(str::to_owned)
}

/// "alle nettverk", "alla nätverken".
fn is_word_for_networks(token: &Token<'_>) -> bool {
    let word = folded(token.word());
    let starts = ["nettverk", "natverk", "netvark", "network"];
    !token.quoted && starts.iter().any(|start| word.starts_with(start))
}

fn missing_or(tokens: &[Token<'_>], part: Part, wrong: impl Fn(String) -> What) -> Flaw {
    match tokens.first() {
        Some(token) => wrong(token.word().to_owned()).into(),
        None => What::Missing(part).into(),
    }
}
