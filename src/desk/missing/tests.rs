use rstest::rstest;

use crate::desk::samples::{asked, facts, facts_of, request};
use crate::desk::{Facts, Missing, Request, decide};
use crate::programme::question::{Mode, Respondent};

/// Facts of a question to gruppe-1 that its first school has answered; with the names of both.
fn asked_of(mode: Mode, respondent: Respondent) -> (Facts, String, String) {
    let mut facts = facts();
    let programme = &facts.programmes[0].programme;
    let schools = &programme.networks[0].schools;
    let name = |at: usize| {
        let mut known = programme.schools.iter();
        known
            .find(|school| school.id == schools[at])
            .unwrap()
            .name
            .clone()
    };
    let (answered, not) = (name(0), name(1));
    let mut question = asked(1, mode, respondent, &["gruppe-1"]);
    question.respondents = [format!("school:{}", schools[0])].into();
    facts.questions = vec![question];
    (facts, answered, not)
}

fn told(request: &Request, facts: &Facts) -> String {
    decide(request, facts).answer.as_plain_text()
}

#[rstest]
#[case::named(Mode::Named, Respondent::School, true)]
#[case::coordinator(Mode::Coordinator, Respondent::School, true)]
#[case::secret(Mode::Secret, Respondent::School, false)]
#[case::persons(Mode::Named, Respondent::Person, false)]
fn schools_are_named_only_where_answers_have_names(
    #[case] mode: Mode,
    #[case] respondent: Respondent,
    #[case] named: bool,
) {
    let (facts, answered, not) = asked_of(mode, respondent);
    let told = told(&request("mangler lesing-1"), &facts);
    assert_eq!(told.contains(&not), named, "{told}");
    assert!(!told.contains(&answered), "{told}");
    assert!(told.contains("har svart"), "{told}");
}

#[test]
fn where_others_read_along_nobody_is_named() {
    let (facts, _, not) = asked_of(Mode::Named, Respondent::School);
    let public = Request {
        private: false,
        ..request("mangler")
    };
    let [public, private] = [public, request("mangler")].map(|request| told(&request, &facts));
    assert!(
        !public.contains(&not) && public.contains("1 av 11 skoler"),
        "{public}"
    );
    let elsewhere = "Spør der bare du ser svaret.";
    assert!(
        public.contains(elsewhere) && !private.contains(elsewhere),
        "{private}"
    );
}

#[test]
fn without_a_name_all_that_is_open_in_ones_own_networks_is_told() {
    let (facts, ..) = asked_of(Mode::Named, Respondent::School);
    let found = |facts: &Facts| super::of_command(&request("mangler"), facts).unwrap();
    let keys = |found: Vec<Missing>| -> Vec<String> {
        found.into_iter().map(|one| one.asked_by).collect()
    };
    assert_eq!(keys(found(&facts)), ["asker-2018/lesing-1/2018-10-15"]);
    let others = Facts {
        who: facts_of("gruppe-2").who,
        ..facts
    };
    assert!(keys(found(&others)).is_empty());
    assert!(told(&request("mangler"), &others).starts_with("Ingenting mangler"));
}
