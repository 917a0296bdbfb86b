//! What someone said in their own words: an answer to an open question, or a reply to a prompt.

use crate::inbox::command::{self, Command, Reading};
use crate::inbox::rules::option::{Fit, fit, numbers};
use crate::inbox::rules::reply::{self, Root};
use crate::inbox::rules::school::{self, school_of};
use crate::inbox::rules::vote::vote;
use crate::inbox::rules::{
    Facts, LONGEST_TEXT, OpenQuestion, Response, Shown, language_of, person, plain, scope,
};
use crate::inbox::{Event, Given};
use crate::programme::question::{Mode, QuestionKind, Respondent};
use crate::programme::{Id, Language};

/// The longest text, in words, that is only a school's name.
const WORDS_OF_A_NAME: usize = 6;

/// A text as it may answer something.
struct Words {
    /// All of it that may be an answer or a reply.
    text: String,
    /// It was said to be an answer: `svar …`.
    explicit: bool,
    /// The question it may name, and what stands behind the name.
    named: Option<(String, String)>,
    /// What it is when nothing waits for an answer.
    otherwise: Response,
}

/// Someone said `text`, in the thread of the message `thread` if there is one.
pub(super) fn said(event: &Event, text: &str, thread: Option<&str>, facts: &mut Facts) -> Response {
    let words = match words(event, text, thread, facts) {
        Ok(words) => words,
        Err(response) => return *response,
    };
    let scope = scope(event, facts);
    let root = thread.map_or(Root::Unknown, |thread| {
        reply::root(event, thread, &scope, facts)
    });
    let tells_a_secret = tells_a_secret(&words.text, &scope, facts);
    let (within, prompt) = match root {
        Root::Unknown => (None, reply::waiting(event, &scope, facts)),
        // In other people's threads only what is called an answer is for us.
        Root::Others if !words.explicit => return Response::Nothing,
        Root::Others => (None, reply::Prompt::None),
        Root::Ours(heard) if reply::prompts(&heard.content) && !tells_a_secret => {
            let prompt = reply::at(heard, event, facts);
            return match words.explicit && names_open(&words, &scope, facts) {
                true => answer(event, &words, &scope, None, facts).unwrap_or(Response::Nothing),
                false => reply::keep(event, &words.text, prompt, &scope, facts),
            };
        }
        Root::Ours(heard) => match heard.content.asks().as_slice() {
            // What is said to us and not to each other is an answer or a reply wherever it stands.
            [] if !event.overhears() => (None, reply::waiting(event, &scope, facts)),
            [] if words.explicit || tells_a_secret => (None, reply::Prompt::None),
            [] => return Response::Nothing,
            keys => {
                let keys = keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
                (Some(keys), reply::Prompt::None)
            }
        },
    };
    let waits = matches!(
        prompt,
        reply::Prompt::Waits(_) | reply::Prompt::SomeNetwork(_)
    );
    let within = Within {
        keys: within,
        prompted: waits,
    };
    if let Some(response) = answer(event, &words, &scope, Some(&within), facts) {
        return response;
    }
    if tells_a_secret || answers_closed(&words.text, &scope, facts) {
        return Response::Closed;
    }
    if numbers(&words.text).is_some() {
        return Response::NoneOpen;
    }
    match prompt {
        reply::Prompt::None => words.otherwise,
        prompt => reply::keep(event, &words.text, prompt, &scope, facts),
    }
}

/// What of `text` may be kept as a reply or an answer: without our name and the word for answering.
pub(super) fn kept_words(event: &Event, text: &str) -> String {
    match read(event, text) {
        Reading::NotACommand { text, .. } => text,
        Reading::Command { command, .. } => command
            .whole_answer()
            .unwrap_or_else(|| text.trim().to_owned()),
        Reading::Mistake(_) => text.trim().to_owned(),
    }
}

/// Whether `text` may give away an answer to a secret question: then it is never kept in words.
pub(super) fn tells_a_secret(text: &str, scope: &[(Id, Id)], facts: &Facts) -> bool {
    let mut questions = facts.questions.values();
    questions.any(|question| {
        let asked = &question.asking;
        asked.question.mode == Mode::Secret
            && is_asked_in(question, scope)
            && fit(&asked.question, text) != Fit::Not
    })
}

/// Whether `text` chooses an option of a question that closed lately.
fn answers_closed(text: &str, scope: &[(Id, Id)], facts: &Facts) -> bool {
    let mut questions = facts.questions.values();
    questions.any(|question| {
        let is_closed = !question.open || facts.now >= question.asking.closes_at;
        let chooses = || matches!(fit(&question.asking.question, text), Fit::Chosen(_));
        is_closed && is_asked_in(question, scope) && chooses()
    })
}

/// The wording of `question` for someone who reads `language`.
pub(super) fn shown(question: &OpenQuestion, language: Language) -> Shown {
    let asking = &question.asking;
    let asked = &asking.question;
    let text = |text: &crate::programme::question::Localised| {
        text.in_language(language, asking.language).to_owned()
    };
    let options = asked.options.iter().chain(&asked.aside);
    Shown {
        asking: asking.key.clone(),
        name: asked.id.to_string(),
        text: text(&asked.text),
        many: asked.kind == QuestionKind::Choices,
        options: options
            .map(|option| (option.key.to_string(), text(&option.text)))
            .collect(),
        secret: asked.mode == Mode::Secret,
    }
}

fn read(event: &Event, text: &str) -> Reading {
    command::read(text, event.at.local(&jiff::tz::TimeZone::UTC).date())
}

/// The words to work with, or what is answered at once.
fn words(
    event: &Event,
    text: &str,
    thread: Option<&str>,
    facts: &mut Facts,
) -> Result<Words, Box<Response>> {
    let plain = |text: String, otherwise| Words {
        text,
        explicit: false,
        named: None,
        otherwise,
    };
    let words = match read(event, text) {
        Reading::NotACommand { text, .. } => plain(text, Response::Nothing),
        Reading::Mistake(_) => plain(text.trim().to_owned(), Response::Mistaken),
        Reading::Command { command, .. } => match &command {
            Command::Answer { question, answer } => Words {
                text: command.whole_answer().unwrap_or_default(),
                explicit: true,
                named: question
                    .as_ref()
                    .map(|question| (question.clone(), answer.clone())),
                otherwise: Response::NoneOpen,
            },
            Command::School { name, who: None } => {
                let response = school::by_name(event, name, facts);
                let is_name = !matches!(response, Response::NoSuchSchool { .. })
                    || text.split_whitespace().count() <= WORDS_OF_A_NAME;
                if is_name {
                    return Err(Box::new(response));
                }
                plain(text.trim().to_owned(), response)
            }
            // A command of others' is a command; in a thread it may be a sentence that begins like one.
            _ if thread.is_none() => return Err(Box::new(Response::Nothing)),
            _ => plain(text.trim().to_owned(), Response::Nothing),
        },
    };
    match words.text.is_empty() {
        true => Err(Box::new(Response::Nothing)),
        false => Ok(words),
    }
}

/// What narrows the questions that may be meant.
struct Within {
    /// Only these.
    keys: Option<Vec<String>>,
    /// A prompt waits, so that free text is a reply to it.
    prompted: bool,
}

/// The answer to an open question, if the words may be one.
fn answer(
    event: &Event,
    words: &Words,
    scope: &[(Id, Id)],
    within: Option<&Within>,
    facts: &mut Facts,
) -> Option<Response> {
    let keys = within.and_then(|within| within.keys.as_deref());
    let open = open_questions(event, scope, keys, facts);
    if let Some((name, rest)) = &words.named {
        let called: Vec<&OpenQuestion> = open
            .iter()
            .copied()
            .filter(|question| is_called(question, name))
            .collect();
        // Asked after two sessions, both may be open: first the one that waits for an answer.
        let mut waiting = called.iter();
        let waiting = waiting.find(|question| waits_for(event, question, facts));
        if let Some(question) = waiting.or(called.first()) {
            let key = question.asking.key.clone();
            return Some(give(event, &key, rest, scope, facts));
        }
    }
    let target = target(event, words, within, &open, facts)?;
    Some(match target {
        Target::Give(key) => give(event, &key, &words.text, scope, facts),
        Target::Say(response) => response,
    })
}

enum Target {
    Give(String),
    Say(Response),
}

/// Which of the `open` questions is meant.
fn target(
    event: &Event,
    words: &Words,
    within: Option<&Within>,
    open: &[&OpenQuestion],
    facts: &Facts,
) -> Option<Target> {
    let first = open.first()?;
    let waiting: Vec<&OpenQuestion> = open
        .iter()
        .copied()
        .filter(|question| waits_for(event, question, facts))
        .collect();
    let all_answered = waiting.is_empty();
    let which = || Target::Say(which_question(event, open, facts));
    if numbers(&words.text).is_some() {
        return Some(match waiting.first() {
            Some(question) => give_to(question),
            None if open.len() == 1 => give_to(first),
            None => which(),
        });
    }
    let fits = |questions: &[&OpenQuestion], wanted: fn(&Fit) -> bool| {
        let questions = questions.iter().copied();
        let fits = |it: &&OpenQuestion| wanted(&fit(&it.asking.question, &words.text));
        questions.filter(fits).map(give_to).collect::<Vec<_>>()
    };
    let chosen = |fit: &Fit| matches!(fit, Fit::Chosen(_));
    let unclear = |fit: &Fit| *fit == Fit::Unclear;
    if let Some(target) = fits(&waiting, chosen).into_iter().next() {
        return Some(target);
    }
    let mut changes = fits(open, chosen);
    match changes.len() {
        0 => {}
        1 => return changes.pop(),
        _ => return Some(which()),
    }
    let of = if all_answered { open } else { &waiting };
    if let Some(target) = fits(of, unclear).into_iter().next() {
        return Some(target);
    }
    let prompted = within.is_some_and(|within| within.prompted);
    let is_text = |question: &&&OpenQuestion| question.asking.question.kind == QuestionKind::Text;
    if words.explicit {
        let text = of.iter().find(is_text).or_else(|| of.first());
        return text.map(|question| give_to(question));
    }
    if prompted {
        return None;
    }
    // Words of one's own answer a question only where nothing else can be meant.
    let next = waiting.first().or(match open {
        [only] => Some(only),
        _ => None,
    })?;
    match is_text(&next) || !all_answered {
        true => Some(give_to(next)),
        false => None,
    }
}

fn give_to(question: &OpenQuestion) -> Target {
    Target::Give(question.asking.key.clone())
}

/// Gives `text` as the answer to the question under `key`, and tells what was kept and what is next.
pub(super) fn give(
    event: &Event,
    key: &str,
    text: &str,
    scope: &[(Id, Id)],
    facts: &mut Facts,
) -> Response {
    let language = language_of(event, facts);
    let Some(question) = facts.questions.get(key) else {
        return Response::NotUnderstood;
    };
    let asked = shown(question, language);
    if asked.secret && event.is_public() {
        return Response::InTheOpen {
            asking: asked.asking,
            question: asked.text,
        };
    }
    let kind = question.asking.question.kind;
    let given = match fit(&question.asking.question, text) {
        _ if kind == QuestionKind::Text => {
            if text.chars().count() > LONGEST_TEXT {
                return Response::TooLong { most: LONGEST_TEXT };
            }
            Given::Text(text.to_owned())
        }
        Fit::Chosen(keys) => Given::Options(keys),
        Fit::Unclear | Fit::Not => return Response::WhichOption { asked },
    };
    let response = vote(event, key, &given, facts);
    let Response::Thanks {
        changed,
        can_change,
    } = response
    else {
        return response;
    };
    let chosen = match given {
        Given::Options(keys) if !asked.secret => {
            let options = asked.options.iter();
            let chosen = options.filter(|(key, _)| keys.contains(key));
            chosen.map(|(_, label)| label.clone()).collect()
        }
        _ => Vec::new(),
    };
    let open = open_questions(event, scope, None, facts);
    let mut next = open.into_iter().filter(|question| {
        let here = !event.is_public() || question.asking.question.mode != Mode::Secret;
        here && question.asking.key != key && waits_for(event, question, facts)
    });
    Response::Written {
        asking: asked.asking,
        question: asked.text,
        chosen,
        changed,
        can_change,
        next: next.next().map(|question| shown(question, language)),
    }
}

fn which_question(event: &Event, open: &[&OpenQuestion], facts: &Facts) -> Response {
    let language = language_of(event, facts);
    let questions = open.iter().map(|question| {
        let shown = shown(question, language);
        (shown.name, shown.text)
    });
    Response::WhichQuestion {
        questions: questions.collect(),
    }
}

/// The open questions of `scope`, in the order in which they were asked.
fn open_questions<'f>(
    event: &Event,
    scope: &[(Id, Id)],
    keys: Option<&[String]>,
    facts: &'f Facts,
) -> Vec<&'f OpenQuestion> {
    let mut open: Vec<&OpenQuestion> = facts
        .questions
        .values()
        .filter(|question| {
            question.open
                && question.asking.opens_at <= facts.now
                && facts.now < question.asking.closes_at
        })
        .filter(|question| is_asked_in(question, scope) && concerns(event, question, facts))
        .filter(|question| keys.is_none_or(|keys| keys.contains(&question.asking.key)))
        .collect();
    let place = |question: &OpenQuestion| {
        let asking = &question.asking;
        let programme = facts.programmes.get(&asking.programme)?;
        let mut questions = programme.questions.iter();
        questions.position(|known| known.id == asking.question.id)
    };
    open.sort_by_key(|question| {
        let place = place(question).unwrap_or(usize::MAX);
        (question.asking.opens_at, place, question.asking.key.clone())
    });
    open
}

fn is_asked_in(question: &OpenQuestion, scope: &[(Id, Id)]) -> bool {
    let asking = &question.asking;
    let mut scope = scope.iter();
    scope.any(|(of, network)| *of == asking.programme && asking.networks.contains(network))
}

/// Whether the sender's school, where it is known, is asked.
fn concerns(event: &Event, question: &OpenQuestion, facts: &Facts) -> bool {
    let asking = &question.asking;
    let Some(school) = school_of(event, &asking.programme, facts) else {
        return true;
    };
    let networks = facts.networks_of.get(&(asking.programme.clone(), school));
    networks.is_none_or(|of| of.iter().any(|network| asking.networks.contains(network)))
}

/// Whether the sender has not answered it. Where everyone reads along, a secret question always waits:
/// nobody is to see there who has answered it.
fn waits_for(event: &Event, question: &OpenQuestion, facts: &Facts) -> bool {
    let asked = &question.asking.question;
    if asked.mode == Mode::Secret && event.is_public() {
        return true;
    }
    let respondent = match asked.respondent {
        Respondent::Person => Some(person(&event.sender)),
        Respondent::School => school_of(event, &question.asking.programme, facts)
            .map(|school| format!("school:{school}")),
    };
    respondent.is_none_or(|respondent| {
        !question.ledger.contains(&respondent) && !question.votes.contains_key(&respondent)
    })
}

pub(super) fn is_called(question: &OpenQuestion, name: &str) -> bool {
    question.asking.key == name || plain(question.asking.question.id.as_str()) == plain(name)
}

fn names_open(words: &Words, scope: &[(Id, Id)], facts: &Facts) -> bool {
    words.named.as_ref().is_some_and(|(name, _)| {
        let mut questions = facts.questions.values();
        questions.any(|question| is_asked_in(question, scope) && is_called(question, name))
    })
}
