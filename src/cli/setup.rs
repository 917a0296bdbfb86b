//! What commands need before they can start: settings, the database, a programme, a date.

use std::path::Path;

use jiff::civil::{Date, Time};
use tokio::runtime::{Builder, Runtime};

use crate::app::App;
use crate::cli::{Failure, Output};
use crate::clock::Clock;
use crate::config::{self, Settings};
use crate::entropy::Entropy;
use crate::findings;
use crate::programme::{self, Id, Language, Programme, written};
use crate::store::StoredProgramme;

/// The settings file that is read when none is named.
const DEFAULT_CONFIG: &str = "skolebud.toml";
/// Variables with this beginning are ours.
const VARIABLES: &str = "SKOLEBUD_";

/// The language of whoever sits at the terminal, by the locale; English where it is none of ours.
pub(super) fn language() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|locale| !locale.is_empty());
    locale.map_or(Language::English, |locale| language_of(&locale))
}

/// The language of a locale such as `nb_NO.UTF-8`; `no` means bokmål.
fn language_of(locale: &str) -> Language {
    let tag = locale
        .split(['_', '.', '-', '@'])
        .next()
        .unwrap_or_default();
    match tag {
        "no" => Language::Bokmal,
        tag => Language::of_tag(tag).unwrap_or(Language::English),
    }
}

/// The runtime on which everything asynchronous runs.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    Builder::new_multi_thread()
        // Requests have one thread, the loops the main one, and SQLite its own. More of them would take
        // turns on a small machine, and answers would come in more slowly (`cargo bench --bench answers`).
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| Failure::because(format!("cannot start: {error}")))
}

/// The settings, with warnings told.
pub(super) fn settings(config: Option<&Path>, out: &Output) -> Result<Settings, Failure> {
    let default = Path::new(DEFAULT_CONFIG);
    let path = config.or_else(|| default.exists().then_some(default));
    let variables: Vec<(String, String)> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with(VARIABLES) && name != "SKOLEBUD_CONFIG")
        .collect();
    let source = path
        .and_then(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_default();
    match config::read(path, &variables) {
        Ok((settings, warnings)) => {
            if !warnings.is_empty() {
                out.note(findings::for_people(
                    &warnings,
                    &source,
                    out.colour_of_errors,
                ));
            }
            Ok(settings)
        }
        Err(found) => Err(Failure::Usage(format!(
            "the settings cannot be used\n{}",
            findings::for_people(&found, &source, out.colour_of_errors)
        ))),
    }
}

/// Does `work` with the settings' database and the system's clock, and closes the database behind it,
/// so that its write-ahead log is folded in.
pub(super) fn with_app(
    config: Option<&Path>,
    out: &mut Output,
    work: impl AsyncFnOnce(&App, &mut Output) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let settings = settings(config, out)?;
    runtime()?.block_on(async {
        let app = App::open(settings, Clock::System, Entropy::System).await?;
        let result = work(&app, out).await;
        app.store.close().await;
        result
    })
}

/// The text of a file.
pub(super) fn read_file(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure::Usage(format!("cannot read {}: {error}", path.display())))
}

/// The programme in a file; its mistakes are told.
pub(super) fn read_programme(path: &Path, out: &Output) -> Result<Programme, Failure> {
    let source = read_file(path)?;
    match programme::read(&source, &path.display().to_string()) {
        Ok(checked) => Ok(checked.programme),
        Err(found) => {
            out.note(findings::for_people(&found, &source, out.colour_of_errors));
            Err(Failure::because(format!(
                "{} cannot be used until that is mended",
                path.display()
            )))
        }
    }
}

/// A date as a person types it.
pub(super) fn date(text: &str) -> Result<Date, Failure> {
    written::date(text).map_err(|_| {
        Failure::Usage(format!(
            "“{text}” is no date; write it like 2018-11-06 or 6.11.2018"
        ))
    })
}

/// A time of day as a person types it.
pub(super) fn time(text: &str) -> Result<Time, Failure> {
    written::time(text)
        .ok_or_else(|| Failure::Usage(format!("“{text}” is no time; write it like 08:30")))
}

/// The programme called `id`, or the only one there is.
pub(super) async fn one_programme(app: &App, id: Option<&str>) -> Result<StoredProgramme, Failure> {
    let known: Vec<String> = app
        .store
        .programme_revisions()
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let id = match (id, known.as_slice()) {
        (Some(id), _) if known.iter().any(|known| known == id) => id.to_owned(),
        (Some(id), _) => {
            return Err(Failure::Usage(format!(
                "there is no programme {id}; there {}",
                what_there_is(&known)
            )));
        }
        (None, [only]) => only.clone(),
        (None, []) => {
            return Err(Failure::Usage(
                "there is no programme yet; bring one in with `skolebud plan apply FILE`"
                    .to_owned(),
            ));
        }
        (None, several) => {
            return Err(Failure::Usage(format!(
                "say which programme; there {}",
                what_there_is(several)
            )));
        }
    };
    let id = Id::parse(&id).ok_or_else(|| Failure::because("the programme's id is broken"))?;
    app.store
        .programme(&id)
        .await?
        .ok_or_else(|| Failure::because(format!("the programme {id} has just been removed")))
}

fn what_there_is(names: &[String]) -> String {
    match names {
        [] => "is none".to_owned(),
        names => format!("is {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("nb_NO.UTF-8", Language::Bokmal)]
    #[case("no", Language::Bokmal)]
    #[case("nn_NO", Language::Nynorsk)]
    #[case("sv_SE.UTF-8", Language::Swedish)]
    #[case("da_DK@euro", Language::Danish)]
    #[case("C.UTF-8", Language::English)]
    #[case("", Language::English)]
    fn a_locale_tells_the_language(#[case] locale: &str, #[case] language: Language) {
        assert_eq!(language_of(locale), language);
    }
}
