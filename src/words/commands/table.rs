//! The table of words: a row for each keyword, in it the five languages, in each the word we write and
//! then what else we understand.

use super::{Keyword, Name};

/// The words of one keyword in the order of [`crate::programme::Language::ALL`]. The first of each
/// language is the one we write.
pub(super) type Words = [&'static [&'static str]; 5];

pub(super) const WORDS: &[(Keyword, Words)] = &[
    (
        Keyword::Command(Name::Help),
        [
            &["hjelp", "kommandoer"],
            &["hjelp", "kommandoar"],
            &["hjälp", "kommandon"],
            &["hjælp", "kommandoer"],
            &["help", "commands"],
        ],
    ),
    (
        Keyword::Command(Name::Next),
        [&["neste"], &["neste"], &["nästa"], &["næste"], &["next"]],
    ),
    (
        Keyword::Command(Name::Mine),
        [
            &["mine", "gjenstår"],
            &["mine", "gjenstår"],
            &["mina", "återstår"],
            &["mine", "udestår"],
            &["mine", "my", "todo"],
        ],
    ),
    (
        Keyword::Command(Name::Answer),
        [
            &["svar", "svare", "besvar"],
            &["svar", "svare"],
            &["svara", "besvara"],
            &["svar", "svare", "besvar"],
            &["answer", "reply"],
        ],
    ),
    (
        Keyword::Command(Name::School),
        [&["skole"], &["skule"], &["skola"], &["skole"], &["school"]],
    ),
    (
        Keyword::Command(Name::Announce),
        [
            &["kunngjør", "kunngjøre", "varsle", "beskjed"],
            &["kunngjer", "kunngjere", "varsle", "beskjed"],
            &["meddela", "meddelande", "annonsera"],
            &["meddel", "meddele", "meddelelse", "annoncer"],
            &["announce", "announcement"],
        ],
    ),
    (
        Keyword::Command(Name::Ask),
        [
            &["spør", "spørre"],
            &["spør", "spørje"],
            &["fråga"],
            &["spørg", "spørge"],
            &["ask"],
        ],
    ),
    (
        Keyword::Command(Name::Close),
        [
            &["lukk", "lukke", "steng", "avslutt"],
            &["lukk", "lukke", "steng", "avslutt"],
            &["stäng", "stänga", "avsluta"],
            &["luk", "lukke", "afslut"],
            &["close"],
        ],
    ),
    (
        Keyword::Command(Name::Results),
        [
            &["resultater", "resultat", "resultatet"],
            &["resultat", "resultatet", "resultata"],
            &["resultat", "resultatet", "resultaten"],
            &["resultater", "resultat", "resultatet"],
            &["results", "result"],
        ],
    ),
    (
        Keyword::Command(Name::Status),
        [
            &["status", "oversikt"],
            &["status", "oversyn"],
            &["status", "läge", "översikt"],
            &["status", "overblik"],
            &["status", "overview"],
        ],
    ),
    (
        Keyword::Command(Name::Missing),
        [
            &["mangler"],
            &["manglar"],
            &["saknas", "saknar"],
            &["mangler"],
            &["missing"],
        ],
    ),
    (
        Keyword::Command(Name::Nudge),
        [
            &["purr", "purre", "påminn", "minn på"],
            &["purr", "purre", "påminn", "minn på"],
            &["påminn", "påminna"],
            &["påmind", "rykker"],
            &["nudge", "remind"],
        ],
    ),
    (
        Keyword::Command(Name::Move),
        [
            &["flytt", "flytte", "utsett"],
            &["flytt", "flytte", "utset"],
            &["flytta", "skjut upp"],
            &["flyt", "flytte", "udskyd"],
            &["move", "postpone", "reschedule"],
        ],
    ),
    (
        Keyword::Command(Name::Cancel),
        [
            &["avlys", "avlyse"],
            &["avlys", "avlyse"],
            &["ställ in", "ställa in", "inställ", "avlysa"],
            &["aflys", "aflyse"],
            &["cancel"],
        ],
    ),
    (
        Keyword::Command(Name::Preview),
        [
            &["forhåndsvis", "forhåndsvisning"],
            &["førehandsvis", "førehandsvising"],
            &["förhandsvisa", "förhandsgranska"],
            &["forhåndsvis", "eksempel"],
            &["preview"],
        ],
    ),
    (
        Keyword::Command(Name::Pause),
        [
            &["pause", "stans"],
            &["pause", "stans"],
            &["pausa", "paus"],
            &["pause", "stands"],
            &["pause"],
        ],
    ),
    (
        Keyword::Command(Name::Resume),
        [
            &["fortsett", "gjenoppta"],
            &["hald fram", "fortset"],
            &["fortsätt", "återuppta"],
            &["fortsæt", "genoptag"],
            &["resume", "continue"],
        ],
    ),
    (
        Keyword::Command(Name::Coordinators),
        [
            &["koordinatorer", "koordinator"],
            &["koordinatorar", "koordinator"],
            &["samordnare", "koordinatorer"],
            &["tovholdere", "tovholder"],
            &["coordinators", "coordinator"],
        ],
    ),
    (
        Keyword::Command(Name::Confirm),
        [
            &["bekreft"],
            &["stadfest", "bekreft"],
            &["bekräfta"],
            &["bekræft"],
            &["confirm"],
        ],
    ),
    (
        Keyword::To,
        [&["til"], &["til"], &["till"], &["til"], &["to"]],
    ),
    (
        Keyword::At,
        [&["når"], &["når"], &["när"], &["hvornår"], &["at", "when"]],
    ),
    (
        Keyword::Start,
        [
            &["fra", "start"],
            &["frå", "start"],
            &["från", "start"],
            &["fra", "start"],
            &["from", "start"],
        ],
    ),
    (
        Keyword::End,
        [&["slutt"], &["slutt"], &["slut"], &["slut"], &["end"]],
    ),
    (
        Keyword::Place,
        [
            &["sted", "rom"],
            &["stad", "rom"],
            &["plats", "lokal"],
            &["sted", "lokale"],
            &["place", "room", "venue"],
        ],
    ),
    (
        Keyword::Network,
        [
            &["for", "nettverk"],
            &["for", "nettverk"],
            &["för", "nätverk"],
            &["for", "netværk"],
            &["for", "network"],
        ],
    ),
    (
        Keyword::Session,
        [
            &["samling", "møte"],
            &["samling", "møte"],
            &["träff", "nätverksträff", "möte"],
            &["møde", "netværksmøde"],
            &["session", "gathering", "meeting"],
        ],
    ),
    (
        Keyword::Question,
        [
            &["spørsmål"],
            &["spørsmål"],
            &["frågan", "snabbfråga"],
            &["spørgsmål"],
            &["question"],
        ],
    ),
    (
        Keyword::Choices,
        [
            &["alternativer", "alternativ"],
            &["alternativ"],
            &["svarsalternativ"],
            &["svarmuligheder", "valgmuligheder"],
            &["options", "choices"],
        ],
    ),
    (
        Keyword::DryRun,
        [
            &["prøve", "prøv", "testkjør", "testkjøring"],
            &["prøve", "prøv", "testkøyr", "testkøyring"],
            &["provkör", "prova", "testkör"],
            &["prøvekør", "prøve", "prøv", "testkør"],
            &["dry run", "dryrun", "rehearse"],
        ],
    ),
    (
        Keyword::All,
        [
            &["alle"],
            &["alle"],
            &["alla"],
            &["alle"],
            &["all", "everyone"],
        ],
    ),
    (
        Keyword::Here,
        [&["her"], &["her"], &["här"], &["her"], &["here"]],
    ),
    (
        Keyword::Add,
        [
            &["legg til"],
            &["legg til"],
            &["lägg till"],
            &["tilføj"],
            &["add"],
        ],
    ),
    (
        Keyword::Remove,
        [
            &["fjern"],
            &["fjern"],
            &["ta bort"],
            &["fjern"],
            &["remove"],
        ],
    ),
    (
        Keyword::List,
        [
            &["vis", "liste"],
            &["vis", "liste"],
            &["visa", "lista"],
            &["vis", "liste"],
            &["list", "show"],
        ],
    ),
    (
        Keyword::And,
        [&["og"], &["og"], &["och"], &["og"], &["and", "&"]],
    ),
    (
        Keyword::Today,
        [
            &["i dag", "idag"],
            &["i dag", "idag"],
            &["i dag", "idag"],
            &["i dag", "idag"],
            &["today"],
        ],
    ),
    (
        Keyword::Tomorrow,
        [
            &["i morgen", "imorgen"],
            &["i morgon", "imorgon"],
            &["i morgon", "imorgon"],
            &["i morgen", "imorgen"],
            &["tomorrow"],
        ],
    ),
    (
        Keyword::DayAfterTomorrow,
        [
            &["i overmorgen", "overmorgen"],
            &["i overmorgon", "overmorgon"],
            &["i övermorgon", "övermorgon"],
            &["i overmorgen", "overmorgen"],
            &["overmorrow"],
        ],
    ),
];
