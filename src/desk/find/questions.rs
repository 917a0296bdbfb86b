//! Which question is meant: by its number, its name, some of its words, or as the only one.

use crate::desk::find::{choose, here, meant_instead, plain};
use crate::desk::{AskedQuestion, Facts, Request};
use crate::programme::Id;
use crate::programme::question::Results;
use crate::toml_reader::shortened;
use crate::words::{Message, Value, say};

/// The question that is `meant` among those that `fits` lets through and of whose networks the sender
/// coordinates at least one. Where the same question was asked several times, that is the open asking,
/// else the newest; where none is named, the only open one, else the only one.
pub(in crate::desk) fn question<'f>(
    meant: Option<&str>,
    request: &Request,
    facts: &'f Facts,
    fits: impl Fn(&AskedQuestion) -> bool,
) -> Result<&'f AskedQuestion, Message> {
    among(meant, request, facts, |asked| {
        is_coordinated(asked, facts) && fits(asked)
    })
}

/// The question that is `meant` among those whose results everyone of the place or of the sender's
/// school may see as they come, and those that the sender coordinates.
pub(in crate::desk) fn question_to_look_at<'f>(
    meant: Option<&str>,
    request: &Request,
    facts: &'f Facts,
    fits: impl Fn(&AskedQuestion) -> bool,
) -> Result<&'f AskedQuestion, Message> {
    among(meant, request, facts, |asked| {
        (is_coordinated(asked, facts) || is_live_for(asked, request, facts)) && fits(asked)
    })
}

/// Whether the results of `asked` are for everyone to see as they come, where the sender is one of those
/// who are asked.
pub(in crate::desk) fn is_live_for(
    asked: &AskedQuestion,
    request: &Request,
    facts: &Facts,
) -> bool {
    let asking = &asked.asking;
    let is_here = |network: &Id| {
        let name = (asking.programme.clone(), network.clone());
        request.here.contains(&name)
    };
    let has_school = |network: &Id| {
        let mut known = facts.programmes.iter();
        let programme = known.find(|known| known.programme.id == asking.programme);
        let network = programme.and_then(|known| known.programme.network(network));
        let school = facts.who.leads.get(&asking.programme);
        network
            .zip(school)
            .is_some_and(|(network, school)| network.schools.contains(school))
    };
    asking.question.results == Results::Live
        && asking
            .networks
            .iter()
            .any(|network| is_here(network) || has_school(network))
}

fn among<'f>(
    meant: Option<&str>,
    request: &Request,
    facts: &'f Facts,
    fits: impl Fn(&AskedQuestion) -> bool,
) -> Result<&'f AskedQuestion, Message> {
    let mut known: Vec<&AskedQuestion> =
        facts.questions.iter().filter(|asked| fits(asked)).collect();
    // The open ones first; else the newest, as they come.
    known.sort_by_key(|asked| !asked.is_open(facts.now));
    match meant {
        Some(name) => named(name, &known, request),
        None => implied(&known, request, facts),
    }
}

fn named<'f>(
    name: &str,
    known: &[&'f AskedQuestion],
    request: &Request,
) -> Result<&'f AskedQuestion, Message> {
    let is_meant = |asked: &&&AskedQuestion| {
        asked.asking.key == name
            || asked.id.to_string() == name
            || plain(asked.asking.question.id.as_str()) == plain(name)
    };
    if let Some(found) = known.iter().find(is_meant) {
        return Ok(found);
    }
    let with_its_words: Vec<&AskedQuestion> = known
        .iter()
        .filter(|asked| has_words(asked, name))
        .copied()
        .collect();
    match with_its_words.as_slice() {
        [] => Err(unknown_question(name, known, request)),
        [first, others @ ..] if others.iter().all(|other| is_same(first, other)) => Ok(first),
        several => Err(which_question(several, request)),
    }
}

fn implied<'f>(
    known: &[&'f AskedQuestion],
    request: &Request,
    facts: &Facts,
) -> Result<&'f AskedQuestion, Message> {
    let places = here(request, facts);
    let of_here = |asked: &&AskedQuestion| {
        let mut places = places.iter();
        places.any(|place| {
            place.known.programme.id == asked.asking.programme
                && asked.asking.networks.contains(&place.network.id)
        })
    };
    let is_open = |asked: &&AskedQuestion| asked.is_open(facts.now);
    let only = |fits: &dyn Fn(&&AskedQuestion) -> bool| {
        let mut fitting = known.iter().copied().filter(fits);
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let found = only(&|asked| is_open(asked) && of_here(asked))
        .or_else(|| only(&is_open))
        .or_else(|| only(&of_here))
        .or_else(|| only(&|_| true));
    match found {
        Some(found) => Ok(found),
        None if known.is_empty() => Err(no_question(request)),
        None => Err(which_question(known, request)),
    }
}

fn is_coordinated(asked: &AskedQuestion, facts: &Facts) -> bool {
    let may = |network: &Id| facts.who.coordinates(&asked.asking.programme, network);
    asked.asking.networks.iter().any(may)
}

fn is_same(one: &AskedQuestion, other: &AskedQuestion) -> bool {
    one.asking.programme == other.asking.programme
        && one.asking.question.id == other.asking.question.id
}

fn has_words(asked: &AskedQuestion, words: &str) -> bool {
    let words = plain(words);
    let mut texts = asked.asking.question.text.0.values();
    !words.is_empty() && texts.any(|text| plain(text).contains(&words))
}

fn which_question(known: &[&AskedQuestion], request: &Request) -> Message {
    let language = request.language;
    choose(
        language,
        say(language, "desk-which-question", &[]),
        listed(known, request),
        say(language, "desk-which-question-note", &[]),
    )
}

fn unknown_question(name: &str, known: &[&AskedQuestion], request: &Request) -> Message {
    if known.is_empty() {
        return no_question(request);
    }
    let language = request.language;
    let written = shortened(name);
    let values = [("written", Value::Text(&written))];
    let ids = known.iter().map(|asked| asked.asking.question.id.as_str());
    choose(
        language,
        say(language, "desk-unknown-question", &values),
        listed(known, request),
        meant_instead(language, name, ids)
            .unwrap_or_else(|| say(language, "desk-which-question-note", &[])),
    )
}

fn no_question(request: &Request) -> Message {
    crate::desk::told(
        request.language,
        "desk-no-question",
        "desk-no-question-note",
    )
}

/// "lesing: Hva har dere lest?"
fn listed(known: &[&AskedQuestion], request: &Request) -> Vec<String> {
    let line = |asked: &&AskedQuestion| {
        let question = &asked.asking.question;
        let text = question
            .text
            .in_language(request.language, asked.asking.language);
        format!("{}: {text}", question.id)
    };
    let mut lines: Vec<String> = known.iter().map(line).collect();
    lines.dedup();
    lines
}
