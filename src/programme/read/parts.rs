//! The parts of a programme file that stand for themselves.

use jiff::civil::Time;

use crate::programme::draft::{Draft, Keyed};
use crate::programme::read::values::{date, language, link, time};
use crate::programme::{
    Break, Contact, Country, Language, QuietHours, Reading, Registration, School, Zone,
};
use crate::toml_reader::{Node, Table, choice, did_you_mean, id, nearest, number, shortened, text};

/// The longest a registration may close before its session, in days: a year.
const LONGEST_DAYS: i64 = 366;

pub(super) fn head(table: &Table<'_>, draft: &mut Draft) {
    draft.id = table.required("id", "\"asker-2018\"", id);
    draft.title = table.required("title", "\"Lærende ledernettverk\"", text);
    draft.language = table.required("language", "\"nb\"", language);
    draft.country = match table.has("country") {
        true => table.optional("country", country),
        false => country_of(table, draft.language),
    };
    draft.zone = match table.has("zone") {
        true => table.optional("zone", zone),
        false => draft.country.and_then(zone_of),
    };
    draft.from = table.optional("from", date);
    draft.to = table.optional("to", date);
}

fn country(node: &Node<'_>) -> Option<Country> {
    choice(
        Country::ALL
            .map(|country| (country.code(), country))
            .to_vec(),
    )(node)
}

fn country_of(table: &Table<'_>, language: Option<Language>) -> Option<Country> {
    match language? {
        Language::Bokmal | Language::Nynorsk => Some(Country::Norway),
        Language::Swedish => Some(Country::Sweden),
        Language::Danish => Some(Country::Denmark),
        Language::English => {
            table.report.error(
                &table.key_of("country"),
                "missing_key",
                "`country` is missing, and the language does not tell it".to_owned(),
                "Add country = \"no\", \"se\" or \"dk\": its public holidays are kept.".to_owned(),
            );
            None
        }
    }
}

fn zone_of(country: Country) -> Option<Zone> {
    Zone::named(match country {
        Country::Norway => "Europe/Oslo",
        Country::Sweden => "Europe/Stockholm",
        Country::Denmark => "Europe/Copenhagen",
    })
}

fn zone(node: &Node<'_>) -> Option<Zone> {
    let written = text(node)?;
    let zone = Zone::named(&written);
    if zone.is_none() {
        node.error(
            "unknown_zone",
            format!("there is no time zone \"{}\"", shortened(&written)),
            zone_like(&written)
                .unwrap_or_else(|| "Write a name such as \"Europe/Oslo\".".to_owned()),
        );
    }
    zone
}

/// The zones whose city is written, or the one that is written almost so.
fn zone_like(written: &str) -> Option<String> {
    let names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.to_string())
        .collect();
    let city = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let cities: Vec<String> = names.iter().map(|name| city(name)).collect();
    let near = nearest(&city(written), cities.iter().map(String::as_str))?;
    names
        .iter()
        .filter(|name| city(name) == near)
        .min_by_key(|name| strsim::levenshtein(name, &written.chars().take(64).collect::<String>()))
        .and_then(|name| did_you_mean(name, [name.as_str()]))
}

pub(super) fn contact(table: &Table<'_>) -> Option<Contact> {
    let role = table.required("role", "\"Skoleavdelingen\"", text);
    let mailbox = table.required("mailbox", "\"skole@kommune.example\"", mailbox);
    Some(Contact {
        role: role?,
        mailbox: mailbox?,
    })
}

/// An e-mail address. What is written is not repeated: it may be a person's.
fn mailbox(node: &Node<'_>) -> Option<String> {
    let written = text(node)?;
    let fits = written.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty()
            && host.contains('.')
            && !host.contains('@')
            && !written.contains(char::is_whitespace)
    });
    if !fits {
        node.error(
            "bad_value",
            "this is not an e-mail address".to_owned(),
            "Write the address of the role's mailbox, such as \"skole@kommune.example\"."
                .to_owned(),
        );
    }
    fits.then_some(written)
}

pub(super) fn registration(table: &Table<'_>) -> Option<Registration> {
    let system = table.required("system", "\"Obisoft\"", text);
    if !table.has("link") {
        table.report.warning(
            &table.key,
            "no_registration_link",
            "there is no link to where people register".to_owned(),
            "Add link = \"https://…\", so that leaders get there with one tap.".to_owned(),
        );
    }
    if !table.has("closes_days_before") {
        table.report.warning(
            &table.key,
            "no_registration_deadline",
            "the file does not say when registration closes".to_owned(),
            "Add closes_days_before = 7, in days before each session; without it nobody is reminded \
             to register."
                .to_owned(),
        );
    }
    let link = table.optional("link", link);
    let closes_days_before = table.optional("closes_days_before", number(0, LONGEST_DAYS));
    Some(Registration {
        system: system?,
        link,
        closes_days_before,
    })
}

pub(super) fn quiet(table: &Table<'_>) -> QuietHours {
    let usual = QuietHours::default();
    QuietHours {
        weekdays: table.optional("weekdays", hours).unwrap_or(usual.weekdays),
        friday: table.optional("friday", hours).unwrap_or(usual.friday),
        urgent: table.optional("urgent", hours).unwrap_or(usual.urgent),
    }
}

fn hours(node: &Node<'_>) -> Option<(Time, Time)> {
    let items = node.items()?;
    let [from, to] = items.as_slice() else {
        node.wrong_type("two times: [\"07:30\", \"16:00\"]");
        return None;
    };
    let (from, to) = (time(from), time(to));
    let (from, to) = (from?, to?);
    if to <= from {
        node.error(
            "backwards_hours",
            "these hours end before they begin".to_owned(),
            "Write the earlier time first: [\"07:30\", \"16:00\"].".to_owned(),
        );
        return None;
    }
    Some((from, to))
}

pub(super) fn holiday_break(table: &Table<'_>) -> Option<Keyed<Break>> {
    let name = table.required("name", "\"Høstferie\"", text);
    let from = table.required("from", "2018-10-01", date);
    let to = table.required("to", "2018-10-05", date);
    Some(keyed(
        table,
        Break {
            name: name.unwrap_or_default(),
            from: from?,
            to: to?,
        },
    ))
}

pub(super) fn school(table: &Table<'_>) -> Option<Keyed<School>> {
    let id = table.required("id", "\"borgen\"", id);
    let school = School {
        name: table
            .required("name", "\"Borgen\"", text)
            .unwrap_or_default(),
        kind: table.optional("kind", text),
        aliases: table.list("aliases", text),
        id: id?,
    };
    Some(keyed(table, school))
}

pub(super) fn reading(table: &Table<'_>) -> Option<Keyed<Reading>> {
    let id = table.required("id", "\"koherens\"", id);
    let reading = Reading {
        title: table
            .required("title", "\"Koherens i skoleutvikling\"", text)
            .unwrap_or_default(),
        authors: table.list("authors", text),
        edition: table.optional("edition", text),
        link: table.optional("link", link),
        id: id?,
    };
    Some(keyed(table, reading))
}

/// `value` under the table's key.
pub(super) fn keyed<T>(table: &Table<'_>, value: T) -> Keyed<T> {
    Keyed {
        key: table.key.clone(),
        value,
    }
}
