//! One row for each check: what is written, and the code, line, key and severity of the only finding.

use super::*;

#[rstest]
// The form.
#[case::syntax("[quiet\n", "syntax", 5, "", Error)]
#[case::dotted_date_without_quotation_marks("from = 01.11.2018\n", "syntax", 5, "", Error)]
#[case::unknown_key("tittel = 'x'\n", "unknown_key", 5, "programme.tittel", Error)]
#[case::unknown_table("[[skole]]\nid='x'\n", "unknown_key", 5, "skole", Error)]
#[case::missing_key("[[school]]\nid = 'x'\n", "missing_key", 5, "school[0].name", Error)]
#[case::wrong_type(
    "[[school]]\nid='x'\nname=1\n",
    "wrong_type",
    7,
    "school[0].name",
    Error
)]
#[case::not_a_table("contact = 1\n", "unknown_key", 5, "programme.contact", Error)]
#[case::list_of_words(
    "[[school]]\nid='x'\nname='X'\naliases='Y'\n",
    "wrong_type",
    8,
    "school[0].aliases",
    Error
)]
#[case::empty_text(
    "[[school]]\nid='x'\nname=' '\n",
    "bad_value",
    7,
    "school[0].name",
    Error
)]
#[case::bad_id(
    "[[school]]\nid='Sætre skole'\nname='X'\n",
    "bad_value",
    6,
    "school[0].id",
    Error
)]
#[case::bad_country("country='fi'\n", "bad_value", 5, "programme.country", Error)]
#[case::bad_link(
    "[registration]\nsystem='O'\nlink='obisoft'\ncloses_days_before=7\n",
    "bad_value",
    7,
    "registration.link",
    Error
)]
#[case::too_many_days(
    "[registration]\nsystem='O'\nlink='https://o.example'\ncloses_days_before=1000\n",
    "bad_value",
    8,
    "registration.closes_days_before",
    Error
)]
// Dates and times.
#[case::impossible_day(
    "from = 2019-02-30\nto = 2019-06-01\n",
    "impossible_date",
    5,
    "programme.from",
    Error
)]
#[case::impossible_written_day(
    "to = '31. november 2018'\n",
    "impossible_date",
    5,
    "programme.to",
    Error
)]
#[case::no_date("to = 'i mai'\n", "bad_value", 5, "programme.to", Error)]
#[case::wrong_weekday(
    "to = 'fredag 1. november 2018'\n",
    "wrong_weekday",
    5,
    "programme.to",
    Error
)]
#[case::impossible_time(
    "[quiet]\nfriday = ['07:30', '25:00']\n",
    "impossible_time",
    6,
    "quiet.friday[1]",
    Error
)]
#[case::backwards_hours(
    "[quiet]\nfriday = ['16:00', '07:30']\n",
    "backwards_hours",
    6,
    "quiet.friday",
    Error
)]
#[case::unknown_zone("zone = 'Europa/Oslo'\n", "unknown_zone", 5, "programme.zone", Error)]
#[case::backwards_programme(
    "from = 2019-08-20\nto = 2019-06-21\n",
    "backwards_programme",
    5,
    "programme.from",
    Error
)]
#[case::programme_year_slip(
    "from = 2018-08-20\nto = 2109-06-21\n",
    "year_slip",
    6,
    "programme.to",
    Error
)]
#[case::outside_programme(
    "from = 2018-11-05\nto = 2019-06-21\n",
    "outside_programme",
    13,
    "network[0].session[0].date",
    Error
)]
// Sessions.
#[case::weekend(
    "[[network]]\nid='a'\ntitle='A'\n[[network.session]]\nid='s'\ndate=2018-11-03\nstart='08:30'\nend='13:00'\nplace='B'\n",
    "weekend",
    10,
    "network[0].session[0].date",
    Error
)]
#[case::backwards_session(
    "[[network]]\nid='a'\ntitle='A'\n[[network.session]]\nid='s'\ndate=2018-11-02\nstart='13:00'\nend='8.30'\nplace='B'\n",
    "backwards_session",
    12,
    "network[0].session[0].end",
    Error
)]
#[case::no_room(
    "[[network]]\nid='a'\ntitle='A'\n[[network.session]]\nid='s'\ndate=2018-11-02\nstart='08:30'\nend='13:00'\n",
    "no_room",
    8,
    "network[0].session[0].place",
    Warning
)]
#[case::no_sessions(
    "[[network]]\nid='a'\ntitle='A'\n",
    "no_sessions",
    5,
    "network[0]",
    Warning
)]
#[case::double_booking(
    "[[network]]\nid='a'\ntitle='A'\n[[network.session]]\nid='s'\ndate=2018-11-01\nstart='12:00'\nend='15:00'\nplace='festsalen'\n",
    "double_booking",
    23,
    "network[1].session[0].place",
    Warning
)]
// Breaks.
#[case::in_break(
    "[[break]]\nname='B'\nfrom=2018-11-01\nto=2018-11-02\n",
    "in_break",
    15,
    "network[0].session[0].date",
    Warning
)]
#[case::backwards_break(
    "[[break]]\nname='B'\nfrom=2018-12-20\nto=2018-01-02\n",
    "backwards_break",
    8,
    "break[0].to",
    Error
)]
#[case::long_break(
    "[[break]]\nname='B'\nfrom=2017-12-20\nto=2019-01-02\n",
    "year_slip",
    7,
    "break[0].from",
    Error
)]
#[case::break_year_slip(
    "from=2018-08-20\nto=2019-06-21\n[[break]]\nname='B'\nfrom=2018-02-18\nto=2018-02-22\n",
    "year_slip",
    9,
    "break[0].from",
    Error
)]
#[case::break_outside(
    "from=2018-08-20\nto=2019-06-21\n[[break]]\nname='B'\nfrom=2019-07-01\nto=2019-07-31\n",
    "outside_programme",
    9,
    "break[0].from",
    Warning
)]
// Agenda and preparation.
#[case::overlapping_agenda(
    "[[session]]\nid='samling-1'\n[[session.agenda]]\nstart='08:30'\nend='09:15'\ntitle='A'\n[[session.agenda]]\nstart='09:00'\nend='10:00'\ntitle='B'\n",
    "overlapping_agenda",
    12,
    "session[0].agenda[1].start",
    Error
)]
#[case::agenda_gap(
    "[[session]]\nid='samling-1'\n[[session.agenda]]\nstart='08:30'\nend='09:15'\ntitle='A'\n[[session.agenda]]\nstart='09:30'\nend='10:00'\ntitle='B'\n",
    "agenda_gap",
    12,
    "session[0].agenda[1].start",
    Warning
)]
#[case::backwards_agenda(
    "[[session]]\nid='samling-1'\n[[session.agenda]]\nstart='09:30'\nend='09:15'\ntitle='A'\n",
    "backwards_agenda",
    9,
    "session[0].agenda[0].end",
    Error
)]
#[case::agenda_outside_session(
    "[[session]]\nid='samling-1'\n[[session.agenda]]\nstart='12:30'\nend='13:15'\ntitle='A'\n",
    "agenda_outside_session",
    8,
    "session[0].agenda[0].start",
    Error
)]
#[case::backwards_pages(
    "[[reading]]\nid='k'\ntitle='K'\nedition='1'\n[[session]]\nid='samling-1'\n[[session.preparation.reading]]\nreading='k'\npages='45-38'\n",
    "backwards_pages",
    13,
    "session[0].preparation.reading[0].pages",
    Error
)]
#[case::unknown_reading(
    "[[session]]\nid='samling-1'\n[[session.preparation.reading]]\nreading='k'\n",
    "unknown_reading",
    8,
    "session[0].preparation.reading[0].reading",
    Error
)]
#[case::reading_without_edition(
    "[[reading]]\nid='k'\ntitle='K'\n",
    "reading_without_edition",
    5,
    "reading[0]",
    Warning
)]
#[case::unknown_plan(
    "[[session]]\nid='samling-11'\n",
    "unknown_plan",
    6,
    "session[0].id",
    Warning
)]
// Ids.
#[case::duplicate_school(
    "[[school]]\nid='b'\nname='B'\n[[school]]\nid='b'\nname='C'\n",
    "duplicate_id",
    9,
    "school[1].id",
    Error
)]
#[case::duplicate_network(
    "[[network]]\nid='gruppe-9'\ntitle='A'\n[[network.session]]\nid='s'\ndate=2018-11-02\nstart='08:30'\nend='13:00'\nplace='B'\n",
    "duplicate_id",
    16,
    "network[1].id",
    Error
)]
#[case::duplicate_plan(
    "[[session]]\nid='samling-1'\n[[session]]\nid='samling-1'\n",
    "duplicate_id",
    8,
    "session[1].id",
    Error
)]
#[case::duplicate_line(
    "[[rhythm]]\nid='reminder'\nat='13:00'\n[[rhythm]]\nid='reminder'\nat='14:00'\n",
    "duplicate_id",
    9,
    "rhythm[1].id",
    Error
)]
// Registration and contact.
#[case::no_registration_link(
    "[registration]\nsystem='O'\ncloses_days_before=7\n",
    "no_registration_link",
    5,
    "registration",
    Warning
)]
#[case::no_registration_deadline(
    "[registration]\nsystem='O'\nlink='https://o.example'\n",
    "no_registration_deadline",
    5,
    "registration",
    Warning
)]
#[case::personal_mailbox(
    "[contact]\nrole='R'\nmailbox='fornavn.etternavn@k.example'\n",
    "personal_mailbox",
    7,
    "contact.mailbox",
    Warning
)]
#[case::no_mailbox(
    "[contact]\nrole='R'\nmailbox='kommune'\n",
    "bad_value",
    7,
    "contact.mailbox",
    Error
)]
// Rhythm.
#[case::two_ways(
    "[[rhythm]]\nid='reminder'\ndays_before=1\ndays_after=1\n",
    "rhythm_time",
    5,
    "rhythm[0]",
    Error
)]
#[case::no_way(
    "[[rhythm]]\nid='x'\nkind='prompt'\ntext='T'\n",
    "rhythm_time",
    5,
    "rhythm[0]",
    Error
)]
#[case::no_time(
    "[[rhythm]]\nid='x'\nkind='prompt'\ntext='T'\ndays_before=1\n",
    "missing_key",
    5,
    "rhythm[0].at",
    Error
)]
#[case::two_times(
    "[[rhythm]]\nid='x'\nkind='prompt'\ntext='T'\ncron='0 9 * * 1'\nat='09:00'\n",
    "rhythm_time",
    10,
    "rhythm[0].at",
    Error
)]
#[case::bad_cron(
    "[[rhythm]]\nid='x'\nkind='prompt'\ntext='T'\ncron='0 25 * * 1'\n",
    "bad_cron",
    9,
    "rhythm[0].cron",
    Error
)]
#[case::not_half_way(
    "[[rhythm]]\nid='touchpoint'\nhalf_way=false\n",
    "bad_value",
    7,
    "rhythm[0].half_way",
    Error
)]
#[case::prompt_without_words(
    "[[rhythm]]\nid='x'\nkind='prompt'\ncron='0 9 * * 1'\n",
    "missing_key",
    5,
    "rhythm[0].text",
    Error
)]
#[case::words_without_prompt(
    "[[rhythm]]\nid='reminder'\ntext='T'\n",
    "bad_value",
    7,
    "rhythm[0].text",
    Error
)]
#[case::unplanned_kind(
    "[[rhythm]]\nid='x'\nkind='moved'\ncron='0 9 * * 1'\n",
    "bad_value",
    7,
    "rhythm[0].kind",
    Error
)]
#[case::off_and_unknown(
    "[[rhythm]]\nid='remindr'\noff=true\n",
    "unknown_line",
    6,
    "rhythm[0].id",
    Error
)]
fn a_mistake_is_found_where_it_stands(
    #[case] snippet: &str,
    #[case] code: &str,
    #[case] line: usize,
    #[case] key: &str,
    #[case] severity: Severity,
) {
    let source = format!("{HEAD}{snippet}{NETWORK}");
    let read = read(&source, "p.toml");
    assert_eq!(read.is_err(), severity == Error);
    let findings = findings_of(&source);
    let found: Vec<(&str, usize, &str, Severity)> = findings
        .iter()
        .map(|finding| {
            (
                finding.code,
                finding.line,
                finding.key.as_str(),
                finding.severity,
            )
        })
        .collect();
    assert_eq!(found, [(code, line, key, severity)], "{findings:#?}");
}
