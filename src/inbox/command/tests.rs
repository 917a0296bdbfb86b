use jiff::civil::{Weekday, date, time};
use rstest::rstest;

use super::*;
use crate::programme::Language;
use crate::words;

/// Monday.
const TODAY: Date = date(2018, 10, 1);

fn of(text: &str) -> Reading {
    read(text, TODAY)
}

/// The command in `text` and whether it is a dry run.
fn ordered(text: &str) -> (Command, bool) {
    match of(text) {
        Reading::Command { command, dry_run } => (command, dry_run),
        other => panic!("{text}: {other:?}"),
    }
}

fn command(text: &str) -> Command {
    ordered(text).0
}

fn what(text: &str) -> (What, Option<&'static str>) {
    match of(text) {
        Reading::Mistake(mistake) => (mistake.what, mistake.did_you_mean),
        other => panic!("{text}: {other:?}"),
    }
}

fn named(names: &[&str]) -> Networks {
    Networks::Named(names.iter().map(|name| (*name).to_owned()).collect())
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[rstest]
#[case(&["neste", "Neste samling?", "nästa", "nästa träff", "næste møde", "NEXT", "next session", "naeste"], Command::Next)]
#[case(&["mine", "mina", "my", "Mine spørsmål", "gjenstår"], Command::Mine)]
#[case(&["status", "läge", "oversyn", "Overview!"], Command::Status)]
#[case(&["hjelp", "hjälp", "hjælp", "help", "HJELP!", "«hjelp»", "", " ", "?", "/skolebud", "@Skolebud: hjelp", "skolebud hjælp"], Command::Help { about: None })]
#[case(&["hjelp flytt", "hjälp flytta", "help move", "hjælp flyt"], Command::Help { about: Some(Name::Move) })]
fn a_plain_command_is_known_in_five_languages(#[case] texts: &[&str], #[case] expected: Command) {
    for text in texts {
        assert_eq!(command(text), expected, "{text}");
    }
}

#[rstest]
#[case("svar 2", None, "2")]
#[case("Svara 2.", None, "2.")]
#[case("answer «i stor grad»", None, "i stor grad")]
#[case("svar: i stor grad", None, "i stor grad")]
#[case("svar 1, 3", None, "1, 3")]
#[case("svar lesing 3", Some("lesing"), "3")]
#[case(
    "svara läsning: i stor utsträckning",
    Some("läsning"),
    "i stor utsträckning"
)]
#[case("svar spørsmål lesing 3", Some("lesing"), "3")]
#[case("svar lesing »i høj grad«", Some("lesing"), "i høj grad")]
#[case("svar i stor grad", Some("i"), "stor grad")]
fn an_answer_is_kept_as_it_was_typed(
    #[case] text: &str,
    #[case] question: Option<&str>,
    #[case] answer: &str,
) {
    let expected = Command::Answer {
        question: question.map(str::to_owned),
        answer: answer.to_owned(),
    };
    assert_eq!(command(text), expected);
}

#[test]
fn an_answer_without_a_question_can_be_had_whole() {
    assert_eq!(
        command("svar i stor grad").whole_answer(),
        some("i stor grad")
    );
    assert_eq!(command("svar 2").whole_answer(), some("2"));
    assert_eq!(command("neste").whole_answer(), None);
}

#[rstest]
#[case("skole Vollen", "Vollen")]
#[case("Skule: Vollen skule.", "Vollen skule")]
#[case("skola ”Vollen skola”", "Vollen skola")]
#[case("school Vollen", "Vollen")]
fn a_leader_tells_the_school(#[case] text: &str, #[case] name: &str) {
    let name = name.to_owned();
    assert_eq!(command(text), Command::School { name, who: None });
}

#[rstest]
#[case("skole Vollen <@U1|rektor>", "Vollen", Who::Id("U1".to_owned()))]
#[case("skule <@U1> Vollen skule", "Vollen skule", Who::Id("U1".to_owned()))]
#[case("skola ”Vollen skola” @Rektor Vollen", "Vollen skola", Who::Named("Rektor Vollen".to_owned()))]
#[case("school Vollen @slack/T1/U1", "Vollen", Who::Named("slack/T1/U1".to_owned()))]
fn a_coordinator_tells_who_leads_a_school(
    #[case] text: &str,
    #[case] name: &str,
    #[case] who: Who,
) {
    let read = command(text);
    assert!(read.needs_coordinator());
    let (name, who) = (name.to_owned(), Some(who));
    assert_eq!(read, Command::School { name, who });
}

#[rstest]
#[case::quoted("kunngjør «Husk å lese» til gruppe-1")]
#[case::other_marks("KUNNGJØR \"Husk å lese\" til gruppe-1")]
#[case::first("kunngjør til gruppe-1 “Husk å lese”")]
#[case::colon("kunngjør til gruppe-1: Husk å lese")]
#[case::colon_and_marks("kunngjør til gruppe-1: «Husk å lese»")]
#[case::hyphens("kunngjør Husk å lese --til gruppe-1")]
#[case::hyphens_first("kunngjør --til=gruppe-1 Husk å lese")]
#[case::nynorsk("kunngjer «Husk å lese» til gruppe-1")]
#[case::swedish("meddela ”Husk å lese” till grupp-1")]
#[case::danish("meddel »Husk å lese« til gruppe-1")]
#[case::english("announce 'Husk å lese' to group-1")]
#[case::a_channel("varsle «Husk å lese» til <#C01|gruppe-1>")]
#[case::without_letters("kunngjor „Husk å lese“ til gruppe-1")]
fn a_text_is_announced_to_a_network(#[case] text: &str) {
    let Command::Announce {
        text: said,
        networks,
        at,
    } = command(text)
    else {
        panic!("{text}");
    };
    assert_eq!(said, "Husk å lese");
    assert_eq!(at, None);
    let Networks::Named(names) = networks else {
        panic!("{text}");
    };
    assert!(
        ["gruppe-1", "grupp-1", "group-1"].contains(&names[0].as_str()),
        "{names:?}"
    );
}

#[rstest]
#[case("til gruppe-1, gruppe-2 og gruppe-3", named(&["gruppe-1", "gruppe-2", "gruppe-3"]))]
#[case("til gruppe-1,gruppe-2", named(&["gruppe-1", "gruppe-2"]))]
#[case("till grupp 1 och grupp 2", named(&["grupp 1", "grupp 2"]))]
#[case("to \"group, one\", 'two'", named(&["group, one", "two"]))]
#[case("for asker-2018/gruppe-1", named(&["asker-2018/gruppe-1"]))]
#[case("--to gruppe-1", named(&["gruppe-1"]))]
#[case("—til gruppe-1", named(&["gruppe-1"]))]
#[case("til alle", Networks::All)]
#[case("till alla nätverk", Networks::All)]
#[case("til alle netværkene", Networks::All)]
#[case("to all networks", Networks::All)]
#[case("til her", Networks::Here)]
#[case("", Networks::Here)]
fn networks_are_named_one_by_one_or_all(#[case] to: &str, #[case] expected: Networks) {
    let Command::Announce { networks, .. } = command(&format!("kunngjør «Hei» {to}")) else {
        panic!("{to}");
    };
    assert_eq!(networks, expected);
}

#[rstest]
#[case("i morgen kl. 08.30", Some(date(2018, 10, 2)), Some(time(8, 30, 0, 0)))]
#[case("i morgon kl 8", Some(date(2018, 10, 2)), Some(time(8, 0, 0, 0)))]
#[case("tomorrow 8:30", Some(date(2018, 10, 2)), Some(time(8, 30, 0, 0)))]
#[case("på fredag", Some(date(2018, 10, 5)), None)]
#[case("kl 14", None, Some(time(14, 0, 0, 0)))]
#[case(
    "når torsdag 1. november 8.30",
    Some(date(2018, 11, 1)),
    Some(time(8, 30, 0, 0))
)]
#[case(
    "til gruppe-1 --når=6.11.2018 kl. 8.30",
    Some(date(2018, 11, 6)),
    Some(time(8, 30, 0, 0))
)]
#[case(
    "2018-11-06 08:30 til gruppe-1",
    Some(date(2018, 11, 6)),
    Some(time(8, 30, 0, 0))
)]
fn an_announcement_can_wait(
    #[case] when: &str,
    #[case] date: Option<Date>,
    #[case] time: Option<Time>,
) {
    let Command::Announce { at, .. } = command(&format!("kunngjør «Hei» {when}")) else {
        panic!("{when}");
    };
    assert_eq!(at, Some(When { date, time }));
}

#[rstest]
#[case("kunngjør Husk å lese til samling 2", "Husk å lese til samling 2")]
#[case("kunngjør: Hei alle: les nå", "Hei alle: les nå")]
#[case("kunngjør Les «Dype dykk» nå", "Les «Dype dykk» nå")]
#[case(
    "kunngjør «Dype dykk» er boka vi leser",
    "«Dype dykk» er boka vi leser"
)]
#[case("kunngjør «Les «Dype dykk» nå»", "Les «Dype dykk» nå")]
#[case("kunngjør Hjem &amp; skole, kl 8", "Hjem & skole, kl 8")]
#[case("kunngjør «Først\n\nså»", "Først\n\nså")]
#[case("kunngjør Først\n\nså --prøve", "Først\n\nså")]
#[case("kunngjør Les – med andre ord – nå", "Les – med andre ord – nå")]
fn the_words_of_an_announcement_are_its_own(#[case] text: &str, #[case] expected: &str) {
    let Command::Announce {
        text: said,
        networks,
        at,
    } = command(text)
    else {
        panic!("{text}");
    };
    assert_eq!(
        (said.as_str(), networks, at),
        (expected, Networks::Here, None)
    );
}

#[rstest]
#[case("spør lesing", "lesing")]
#[case("spørg opgave", "opgave")]
#[case("fråga lesing --provkör", "lesing")]
#[case("ask reading to all", "reading")]
#[case("spør «lesing» til gruppe-1", "lesing")]
#[case("spør spørsmål «lesing, to»", "lesing, to")]
fn a_question_of_the_programme_is_asked(#[case] text: &str, #[case] expected: &str) {
    let Command::Ask { asked, .. } = command(text) else {
        panic!("{text}");
    };
    assert_eq!(asked, Asked::Question(expected.to_owned()));
}

#[rstest]
#[case("spør «Kommer dere?» ja, nei, vet ikke til gruppe-1", &["ja", "nei", "vet ikke"])]
#[case("spør «Kommer dere?» «ja» «nei» «vet ikke» til gruppe-1", &["ja", "nei", "vet ikke"])]
#[case("spør \"Kommer dere?\" \"ja\",\"nei\",\"vet ikke\" til gruppe-1", &["ja", "nei", "vet ikke"])]
#[case("spør Kommer dere? ja/nei/vet ikke til gruppe-1", &["ja", "nei", "vet ikke"])]
#[case("spør Kommer dere? ja | nei, kanskje | vet ikke --til gruppe-1", &["ja", "nei, kanskje", "vet ikke"])]
#[case("spør til gruppe-1 «Kommer dere?» alternativer ja; nei; vet ikke", &["ja", "nei", "vet ikke"])]
#[case("spør Kommer dere? til gruppe-1", &[])]
#[case("ask “Kommer dere?” to gruppe-1", &[])]
fn a_question_of_ones_own_is_asked(#[case] text: &str, #[case] expected: &[&str]) {
    let Command::Ask { asked, networks } = command(text) else {
        panic!("{text}");
    };
    let options = expected.iter().map(|option| (*option).to_owned()).collect();
    let text = "Kommer dere?".to_owned();
    assert_eq!(asked, Asked::Own { text, options });
    assert_eq!(networks, named(&["gruppe-1"]));
}

#[rstest]
#[case(&["lukk lesing", "steng lesing", "stäng lesing", "luk lesing", "close lesing", "lukk spørsmål lesing"], Command::Close { question: some("lesing") })]
#[case(&["resultater lesing", "resultat lesing", "results for lesing", "Resultatet lesing", "resultat ”lesing”"], Command::Results { question: some("lesing") })]
#[case(&["resultater", "results"], Command::Results { question: None })]
#[case(&["mangler lesing", "manglar lesing", "saknas lesing", "missing lesing"], Command::Missing { question: some("lesing") })]
#[case(&["purr lesing", "minn på lesing", "påminn lesing", "påmind lesing", "nudge lesing", "remind lesing"], Command::Nudge { question: some("lesing") })]
#[case(&["forhåndsvis", "førehandsvis", "förhandsvisa", "preview"], Command::Preview { post: None })]
#[case(&["pause gruppe-1", "pausa gruppe-1", "stans gruppe-1", "pause for gruppe-1", "pause til gruppe-1"], Command::Pause { networks: named(&["gruppe-1"]) })]
#[case(&["fortsett", "hald fram", "fortsätt", "fortsæt", "resume", "resume her"], Command::Resume { networks: Networks::Here })]
#[case(&["fortsett alle", "hald fram alle nettverk", "resume all"], Command::Resume { networks: Networks::All })]
#[case(&["bekreft k7pm", "stadfest K7PM", "bekräfta K7pm.", "bekræft «k7pm»", "confirm K7PM"], Command::Confirm { code: "K7PM".to_owned() })]
fn coordinators_commands_are_known_in_five_languages(
    #[case] texts: &[&str],
    #[case] expected: Command,
) {
    for text in texts {
        assert_eq!(command(text), expected, "{text}");
    }
}

#[rstest]
#[case("flytt gruppe-1 samling-2 6.11.2018 8.30–13 sted «Festsalen»")]
#[case("flytt samling-2 for gruppe-1 til tirsdag 6. november kl. 08.30–13.00 rom Festsalen")]
#[case("FLYTT  gruppe-1 , samling-2 til 6.11 fra 8.30 til 13.00 sted: Festsalen")]
#[case("flytt samling-2 gruppe-1 fra 1.11 til 6.11 kl 8.30 - 13.00 --sted=Festsalen")]
#[case("flytta gruppe-1 samling-2 till tisdagen den 6 november kl. 08.30–13.00 lokal Festsalen")]
#[case("flyt gruppe-1 samling-2 til tirsdag den 6. november kl. 8.30-13.00 lokale »Festsalen«")]
#[case("move gruppe-1 samling-2 to 2018-11-06 from 8:30 end 13 room 'Festsalen'")]
#[case("utsett --samling samling-2 --nettverk gruppe-1 6/11 start 8.30 slutt 13.00 rom Festsalen")]
fn a_session_is_moved(#[case] text: &str) {
    let expected = Command::Move {
        network: some("gruppe-1"),
        session: "samling-2".to_owned(),
        date: Some(date(2018, 11, 6)),
        start: Some(time(8, 30, 0, 0)),
        end: Some(time(13, 0, 0, 0)),
        place: some("Festsalen"),
    };
    assert_eq!(ordered(text), (expected, false));
}

#[rstest]
#[case("flytt samling 2 --til=6.11", Some(date(2018, 11, 6)), None)]
#[case(
    "flytt samling 2 --til=6.11. kl 8.30",
    Some(date(2018, 11, 6)),
    Some(time(8, 30, 0, 0))
)]
#[case(
    "flytt samling 2 --til=tirsdag 6. november",
    Some(date(2018, 11, 6)),
    None
)]
#[case("flytt samling 2 --til=8.30", None, Some(time(8, 30, 0, 0)))]
#[case("flytt samling 2 --til= 6.11", Some(date(2018, 11, 6)), None)]
fn a_date_may_stand_after_a_sign(
    #[case] text: &str,
    #[case] day: Option<Date>,
    #[case] starts: Option<Time>,
) {
    let Command::Move { date, start, .. } = command(text) else {
        panic!("{text}");
    };
    assert_eq!((date, start), (day, starts));
}

#[rstest]
#[case("flytt samling 2 til 6.11", "samling 2")]
#[case("flytt 2. samling til 6.11", "2. samling")]
#[case("flytta träff 2 till 6 november", "träff 2")]
#[case("flyt møde 2 til 6. november", "møde 2")]
#[case("move session 2 to 6 November", "session 2")]
fn a_session_may_have_a_number_and_its_network_be_understood(
    #[case] text: &str,
    #[case] session: &str,
) {
    let Command::Move {
        network,
        session: read,
        date: day,
        ..
    } = command(text)
    else {
        panic!("{text}");
    };
    assert_eq!(
        (network, read.as_str(), day),
        (None, session, Some(date(2018, 11, 6)))
    );
}

#[rstest]
#[case(
    "flytt samling 2 sted Kulturhuset, lille sal",
    "Kulturhuset, lille sal"
)]
#[case("flytt samling 2 rom 204", "204")]
#[case("flytt samling 2 sted «Hotell 8.30»", "Hotell 8.30")]
#[case("flytt samling 2 --sted \"Stor sal\" til 6.11", "Stor sal")]
#[case("flytt samling 2 sted Stor sal kl 8.30", "Stor sal")]
fn a_place_has_as_many_words_as_it_needs(#[case] text: &str, #[case] expected: &str) {
    let Command::Move { place, .. } = command(text) else {
        panic!("{text}");
    };
    assert_eq!(place.as_deref(), Some(expected));
}

#[rstest]
#[case("avlys samling 2", None, "samling 2")]
#[case("avlys gruppe-1 samling-2", Some("gruppe-1"), "samling-2")]
#[case("avlys samling 2 for gruppe 1", Some("gruppe 1"), "samling 2")]
#[case("avlys samling 2 gruppe 1", Some("gruppe 1"), "samling 2")]
#[case("ställ in träff 2", None, "träff 2")]
#[case("INSTÄLL träff 2", None, "träff 2")]
#[case("stall in traff 2", None, "traff 2")]
#[case("aflys møde 2", None, "møde 2")]
#[case("cancel session-2", None, "session-2")]
fn a_session_is_cancelled(
    #[case] text: &str,
    #[case] network: Option<&str>,
    #[case] session: &str,
) {
    let expected = Command::Cancel {
        network: network.map(str::to_owned),
        session: session.to_owned(),
    };
    assert_eq!(command(text), expected);
}

#[rstest]
#[case("koordinatorer")]
#[case("samordnare visa")]
#[case("tovholdere vis")]
#[case("coordinators list")]
fn coordinators_are_listed(#[case] text: &str) {
    assert_eq!(command(text), Command::Coordinators(Coordinators::List));
}

#[rstest]
#[case("koordinatorer legg til <@U012|kollega> for gruppe-1")]
#[case("koordinatorar legg til <@U012|kollega> til gruppe-1")]
#[case("samordnare lägg till <@U012> för gruppe-1")]
#[case("tovholder tilføj <@U012|kollega>, for gruppe-1")]
#[case("coordinators add <@U012|kollega> --network gruppe-1")]
fn a_coordinator_is_added_by_mention(#[case] text: &str) {
    let expected = Coordinators::Add {
        who: Who::Id("U012".to_owned()),
        networks: named(&["gruppe-1"]),
    };
    assert_eq!(command(text), Command::Coordinators(expected));
}

#[rstest]
#[case("koordinatorer fjern @kollega", "kollega")]
#[case("samordnare ta bort @kollega", "kollega")]
#[case("coordinators remove \"min kollega\"", "min kollega")]
#[case("koordinatorer fjern min kollega", "min kollega")]
fn a_coordinator_is_removed_by_name(#[case] text: &str, #[case] name: &str) {
    let expected = Coordinators::Remove {
        who: Who::Named(name.to_owned()),
        networks: Networks::Here,
    };
    assert_eq!(command(text), Command::Coordinators(expected));
}

#[rstest]
#[case("avlys samling 2 --prøve")]
#[case("avlys samling 2 prøve")]
#[case("avlys --dry-run samling 2")]
#[case("avlys samling 2 –prøve")]
#[case("avlys samling 2 —testkjør")]
#[case("prøve avlys samling 2")]
#[case("testkjør: avlys samling 2")]
#[case("cancel samling 2 dry run")]
#[case("aflys samling 2 --prøvekør")]
#[case("ställ in samling 2 provkör")]
#[case("avlys samling 2 --prøve=ja")]
#[case("avlys --prøve=1 samling 2")]
fn a_dry_run_has_many_names(#[case] text: &str) {
    let session = "samling 2".to_owned();
    assert_eq!(
        ordered(text),
        (
            Command::Cancel {
                network: None,
                session
            },
            true
        )
    );
}

#[rstest]
#[case::a_vote("3")]
#[case::two_votes("1, 3")]
#[case::an_option("I stor grad")]
#[case::a_reply("Vi har prøvd å lese sammen hver onsdag.")]
#[case::like_help("Hjelp til elevene har vært viktig")]
#[case::like_next("Neste steg for oss er å dele")]
#[case::like_mine("Mine tanker om dette")]
#[case::like_status("Status: vi er godt i gang")]
#[case::like_missing("Mangler tid til å lese sammen")]
#[case::like_resume("Fortsatt i gang med lesingen")]
#[case::like_school("Skole og hjem har snakket mye sammen om dette")]
#[case::like_confirm("Bekreft at vi kommer")]
fn what_may_be_a_vote_or_a_reply_is_given_back(#[case] text: &str) {
    let Reading::NotACommand { text: given, .. } = of(text) else {
        panic!("{text}: {:?}", of(text));
    };
    assert_eq!(given, text);
}

#[rstest]
#[case("flyttt samling 2", Some("flytt"))]
#[case("hjep", Some("hjelp"))]
#[case("resultatr lesing", Some("resultater"))]
#[case("kungjør «Hei»", Some("kunngjør"))]
#[case("canel session 2", Some("cancel"))]
#[case("brumaire", None)]
fn a_mistyped_command_is_guessed(#[case] text: &str, #[case] expected: Option<&str>) {
    match of(text) {
        Reading::NotACommand { did_you_mean, .. } => assert_eq!(did_you_mean, expected),
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[case("svar", What::Missing(Part::Answer))]
#[case("skole", What::Missing(Part::School))]
#[case("kunngjør", What::Missing(Part::Text))]
#[case("kunngjør --til gruppe-1", What::Missing(Part::Text))]
#[case("kunngjør «Hei» til", What::Missing(Part::Networks))]
#[case("kunngjør «Hei» til gruppe-1 snarest", What::NotUnderstood("snarest".to_owned()))]
#[case("spør", What::Missing(Part::Question))]
#[case("spør hvordan det går", What::QuestionUnclear)]
#[case("spør «Kommer dere?» ja", What::OneChoice)]
#[case("flytt", What::Missing(Part::Session))]
#[case("flytt samling 2", What::Missing(Part::Change))]
#[case("flytt samling 2 til 31. november", What::NoSuchDay("31. november".to_owned()))]
#[case("flytt samling 2 til fredag 6.11.", What::WrongWeekday { written: "fredag 6.11.".to_owned(), own: Weekday::Tuesday })]
#[case("flytt samling 2 kl 13–8.30", What::EndsBeforeItStarts)]
#[case("flytt samling 2 --start snart", What::NotATime("snart".to_owned()))]
#[case("flytt samling 2 6.11 sted", What::Missing(Part::Place))]
#[case("flytt samling 2 6.11 8.30–13 --til=7.11", What::NotUnderstood("7.11".to_owned()))]
#[case("spør «Kommer dere?» --alternativer=--til", What::NotUnderstood("--til".to_owned()))]
#[case("avlys", What::Missing(Part::Session))]
#[case("avlys gruppe-1 samling-2 gruppe-3", What::NotUnderstood("gruppe-1".to_owned()))]
#[case("koordinatorer legg til", What::Missing(Part::Person))]
#[case("bekreft", What::Missing(Part::Code))]
fn a_command_that_cannot_be_done_says_what_is_wrong(#[case] text: &str, #[case] expected: What) {
    assert_eq!(what(text).0, expected);
}

#[test]
fn an_option_that_is_mistyped_is_guessed() {
    let expected = (What::NotUnderstood("prve".to_owned()), Some("prøve"));
    assert_eq!(what("avlys samling 2 --prve"), expected);
    let expected = (What::NotUnderstood("fjren".to_owned()), Some("fjern"));
    assert_eq!(what("koordinatorer fjren @kollega"), expected);
}

#[rstest]
#[case(
    "KUNNGJØR \"Les boka\" --til gruppe-1",
    "kunngjør «Les boka» til gruppe-1"
)]
#[case("kunngjør Les «Dype dykk» nå", "kunngjør «Les «Dype dykk» nå»")]
#[case("kunngjør Les Dype dykk» nå", "kunngjør ‘Les Dype dykk» nå’")]
#[case(
    "kunngjør: Les Dype dykk» på 5’ nå",
    "kunngjør «Les Dype dykk&#187; på 5&#8217; nå»"
)]
#[case("kunngjør Hjem &amp; skole", "kunngjør «Hjem & skole»")]
#[case(
    "kunngjør Skriv &amp;amp; og &lt;@U1&gt;",
    "kunngjør «Skriv &amp;amp; og &lt;@U1>»"
)]
#[case("skole Vollen prøve", "skole «Vollen prøve»")]
#[case("prøve skole Vollen", "prøve skole Vollen")]
#[case("avlys samling 2 prøve", "avlys samling 2 --prøve")]
#[case("spør «Kommer dere?» ja, nei", "spør «Kommer dere?» «ja», «nei»")]
fn a_command_is_written_as_people_could_have_typed_it(#[case] typed: &str, #[case] written: &str) {
    let (command, dry_run) = ordered(typed);
    assert_eq!(command.written(Language::Bokmal, dry_run), written);
    assert_eq!(ordered(written), (command, dry_run));
}

#[rstest]
#[case(Language::Bokmal)]
#[case(Language::Nynorsk)]
#[case(Language::Swedish)]
#[case(Language::Danish)]
#[case(Language::English)]
fn every_example_in_help_is_the_command_it_explains(#[case] language: Language) {
    for name in Name::ALL {
        let example = words::example(language, name);
        let (command, dry_run) = ordered(&example);
        assert_eq!((command.name(), dry_run), (name, false), "{example}");
    }
}

#[test]
fn the_examples_in_help_mean_the_same_in_every_language() {
    let seen = |language| {
        let shape = |name| match command(&words::example(language, name)) {
            Command::Announce { networks, at, .. } => format!("{at:?} {}", count(&networks)),
            Command::Ask {
                asked: Asked::Own { options, .. },
                networks,
            } => {
                format!("{} {}", options.len(), count(&networks))
            }
            Command::Move {
                network,
                date,
                start,
                end,
                place,
                ..
            } => {
                format!("{network:?} {date:?} {start:?} {end:?} {place:?}")
            }
            other => format!("{:?}", other.name()),
        };
        Name::ALL.map(shape)
    };
    for language in Language::ALL {
        assert_eq!(seen(language), seen(Language::Bokmal), "{language:?}");
    }
}

fn count(networks: &Networks) -> usize {
    match networks {
        Networks::Named(names) => names.len(),
        Networks::Here | Networks::All => 0,
    }
}

#[test]
fn only_coordinators_command_others() {
    for text in ["hjelp", "neste", "mine", "svar 2", "skole Vollen"] {
        assert!(!command(text).needs_coordinator(), "{text}");
        assert!(!command(text).speaks_to_many(), "{text}");
    }
    for text in [
        "kunngjør Hei",
        "spør lesing",
        "lukk",
        "purr",
        "avlys samling 2",
        "flytt samling 2 6.11",
    ] {
        assert!(command(text).needs_coordinator(), "{text}");
        assert!(command(text).speaks_to_many(), "{text}");
    }
    for text in [
        "status",
        "resultater",
        "mangler",
        "pause",
        "fortsett",
        "forhåndsvis",
        "koordinatorer",
        "bekreft K7PM",
    ] {
        assert!(command(text).needs_coordinator(), "{text}");
        assert!(!command(text).speaks_to_many(), "{text}");
    }
}

#[rstest]
#[case::nb(Language::Bokmal)]
#[case::nn(Language::Nynorsk)]
#[case::sv(Language::Swedish)]
#[case::da(Language::Danish)]
#[case::en(Language::English)]
fn a_mistake_is_told_with_a_way_out(#[case] language: Language) {
    let texts = [
        "svar",
        "skole",
        "kunngjør",
        "spør",
        "spør hvordan det går",
        "spør «Kommer dere?» ja",
        "flytt",
        "flytt samling 2",
        "flytt samling 2 til 31. november",
        "flytt samling 2 til fredag 6.11.",
        "flytt samling 2 kl 13–8.30",
        "flytt samling 2 --start snart",
        "flytt samling 2 --slutt",
        "flytt samling 2 6.11 sted",
        "avlys samling 2 --nettverk",
        "avlys samling 2 --prve",
        "koordinatorer legg til",
        "bekreft",
    ];
    let told = texts.map(|text| match of(text) {
        Reading::Mistake(mistake) => format!("{text}\n  {}", mistake.told(language)),
        other => panic!("{text}: {other:?}"),
    });
    insta::assert_snapshot!(language.tag(), told.join("\n"));
}
