//! `ask`: a question of the programme, or one of the coordinator's own, is asked now or as soon as
//! quiet time ends.

mod own;

use crate::desk::find::{self, Place, choose, plain};
use crate::desk::{Effect, Facts, Known, Outcome, Proposal, Request, Saying, told};
use crate::inbox::command::{Asked, Networks};
use crate::outbox::Wanted;
use crate::plan::{Asking, askings, by_command, posts_asking};
use crate::programme::question::{Mode, Question};
use crate::words::{Message, Value, compose, say};

/// Asks what is `asked` in the networks that are `meant`.
pub(super) fn ask(request: &Request, facts: &Facts, asked: &Asked, meant: &Networks) -> Outcome {
    let proposal = match asked {
        Asked::Question(name) => question_of_programme(name, meant, request, facts),
        Asked::Own { text, options } => own_question(text, options, meant, request, facts),
    };
    match proposal {
        Ok(proposal) => Outcome::Do(proposal),
        Err(no) => Outcome::No(no),
    }
}

fn question_of_programme(
    name: &str,
    meant: &Networks,
    request: &Request,
    facts: &Facts,
) -> Result<Proposal, Message> {
    let (known, question) = named(name, request, facts)?;
    let of_question = |place: &Place<'_>| {
        let networks = &question.networks;
        place.known.programme.id == known.programme.id
            && (networks.is_empty() || networks.contains(&place.network.id))
    };
    let mut places = match meant {
        Networks::Here if request.here.is_empty() => find::coordinated(facts),
        meant => find::networks(meant, request, facts)?,
    };
    places.retain(of_question);
    if places.is_empty() {
        return Err(no(request, "desk-ask-elsewhere"));
    }
    let asked = asking(question, &places, request, facts)?;
    Ok(asked.proposal(request))
}

/// A question without a programme of its own is asked in one programme at a time.
fn own_question(
    text: &str,
    options: &[String],
    meant: &Networks,
    request: &Request,
    facts: &Facts,
) -> Result<Proposal, Message> {
    let places = find::networks(meant, request, facts)?;
    let Some(first) = places.first() else {
        return Err(find::no_networks(request.language));
    };
    let programme = &first.known.programme;
    if places
        .iter()
        .any(|it| it.known.programme.id != programme.id)
    {
        return Err(no(request, "desk-ask-one-programme"));
    }
    let question = own::question(text, options, programme).map_err(|why| no(request, why))?;
    let asked = asking(&question, &places, request, facts)?;
    Ok(asked.proposal(request))
}

/// The question of a programme that `name` means, by its id or by words of its text.
fn named<'f>(
    name: &str,
    request: &Request,
    facts: &'f Facts,
) -> Result<(&'f Known, &'f Question), Message> {
    let coordinated = find::coordinated(facts);
    let programmes = facts.programmes.iter().filter(|known| {
        let mut places = coordinated.iter();
        places.any(|place| place.known.programme.id == known.programme.id)
    });
    let questions: Vec<(&Known, &Question)> = programmes
        .flat_map(|known| known.programme.questions.iter().map(move |it| (known, it)))
        .collect();
    let wanted = plain(name);
    let by_name: Vec<_> = questions
        .iter()
        .filter(|(_, question)| plain(question.id.as_str()) == wanted)
        .collect();
    let by_words: Vec<_> = questions
        .iter()
        .filter(|(_, question)| {
            let mut texts = question.text.0.values();
            !wanted.is_empty() && texts.any(|text| plain(text).contains(&wanted))
        })
        .collect();
    match (by_name.as_slice(), by_words.as_slice()) {
        ([only], _) | ([], [only]) => Ok(**only),
        _ => {
            let language = request.language;
            let line = |(known, question): &(&Known, &Question)| {
                let text = question
                    .text
                    .in_language(language, known.programme.language);
                format!("{}: {text}", question.id)
            };
            let written = crate::toml_reader::shortened(name);
            let values = [("written", Value::Text(&written))];
            Err(choose(
                language,
                say(language, "desk-ask-unknown", &values),
                questions.iter().map(line).collect(),
                say(language, "desk-ask-unknown-note", &[]),
            ))
        }
    }
}

/// A question as it would be asked.
struct ToAsk<'f> {
    asking: Asking,
    places: Vec<Place<'f>>,
    /// Titles of networks that are left out, and the key of the sentence that says why.
    left_out: Vec<(&'static str, String)>,
    posts: Vec<Wanted>,
    facts: &'f Facts,
}

/// How `question` would be asked in those of `places` where it can be answered.
fn asking<'f>(
    question: &Question,
    places: &[Place<'f>],
    request: &Request,
    facts: &'f Facts,
) -> Result<ToAsk<'f>, Message> {
    let (mut fit, mut left_out) = (Vec::new(), Vec::new());
    for place in places {
        match why_not(question, *place, facts) {
            None => fit.push(*place),
            Some(why) => left_out.push((why, place.network.title.clone())),
        }
    }
    let Some(first) = fit.first() else {
        let why = left_out.first().map_or("desk-ask-nowhere", |(why, _)| *why);
        let networks = titles(places);
        let values = [("networks", Value::Text(&networks))];
        let language = request.language;
        let title = say(language, "desk-ask-not", &[]);
        return Err(Message::plain(
            language,
            title,
            Some(say(language, why, &values)),
        ));
    };
    let known = first.known;
    let networks: Vec<_> = fit.iter().map(|place| place.network).collect();
    let to_come = askings(&known.programme);
    let taken = facts.questions.iter().map(|asked| &asked.asking);
    let taken = taken.chain(&to_come).map(|asking| asking.key.as_str());
    let asking = by_command(&known.programme, question, &networks, taken, facts.now)
        .ok_or_else(|| no(request, "desk-ask-no-time"))?;
    let posts = posts_asking(&known.programme, std::slice::from_ref(&asking));
    Ok(ToAsk {
        posts: posts
            .into_iter()
            .map(|post| Wanted::everywhere(post, &known.routes))
            .collect(),
        places: fit,
        asking,
        left_out,
        facts,
    })
}

/// Why `question` cannot be asked there now.
fn why_not(question: &Question, place: Place<'_>, facts: &Facts) -> Option<&'static str> {
    let programme = &place.known.programme.id;
    let network = &place.network.id;
    let is_secret = question.mode == Mode::Secret;
    let routes = place.known.routes.iter();
    let mut here = routes.filter(|route| route.network.as_ref() == Some(network));
    if !here.any(|route| route.can_be_answered(is_secret)) {
        return Some("desk-ask-nowhere");
    }
    if facts.paused.contains(&(programme.clone(), network.clone())) {
        return Some("desk-ask-paused");
    }
    let mut open = facts
        .questions
        .iter()
        .filter(|asked| asked.state == "open" && facts.now < asked.asking.closes_at);
    let is_open = open.any(|asked| {
        asked.asking.programme == *programme
            && asked.asking.question.id == question.id
            && asked.asking.networks.contains(network)
    });
    is_open.then_some("desk-ask-open-already")
}

impl ToAsk<'_> {
    fn proposal(self, request: &Request) -> Proposal {
        let language = request.language;
        let networks = titles(&self.places);
        let values = [("networks", Value::Text(&networks))];
        let id = self.asking.question.id.as_str();
        let mut notes = vec![say(
            language,
            "desk-ask-named",
            &[("name", Value::Text(id))],
        )];
        for (why, network) in &self.left_out {
            notes.push(say(language, why, &[("networks", Value::Text(network))]));
        }
        let sayings = self
            .posts
            .iter()
            .map(|wanted| self.saying(wanted))
            .collect();
        Proposal {
            title: say(language, "desk-ask", &values),
            done: say(language, "desk-asked", &values),
            notes,
            follows: Vec::new(),
            sayings,
            effects: vec![Effect::Open(Box::new(self.asking)), Effect::Say(self.posts)],
        }
    }

    fn saying(&self, wanted: &Wanted) -> Saying {
        let post = &wanted.post;
        let later = post.due_at > self.facts.now;
        Saying {
            channels: wanted.channels.clone(),
            at: later.then(|| post.due_at.local(post.zone.rules())),
            message: compose(&post.content, post.language, &post.zone, post.due_at),
        }
    }
}

fn titles(places: &[Place<'_>]) -> String {
    let titles: Vec<&str> = places
        .iter()
        .map(|place| place.network.title.as_str())
        .collect();
    titles.join(", ")
}

/// That it is not asked, and why.
fn no(request: &Request, why: &str) -> Message {
    told(request.language, "desk-ask-not", why)
}

#[cfg(test)]
mod tests;
