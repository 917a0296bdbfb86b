//! Who the viewer is: the leader of a school, or a coordinator. The sandbox knows no one, so everybody
//! picks; the choice is kept in a cookie.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use crate::inbox::{Platform, Sender};
use crate::programme::{Id, Language};

const COOKIE_NAME: &str = "skolebud-who";

/// Someone who answers in the sandbox.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Who {
    /// A leader of this school.
    Leader(Id),
    Coordinator,
}

impl Who {
    /// The name in forms and in the cookie, and the user of the sender.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Leader(school) => format!("leader-{school}"),
            Self::Coordinator => "coordinator".to_owned(),
        }
    }

    /// Who is called so.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        match name.strip_prefix("leader-") {
            Some(school) => Id::parse(school).map(Self::Leader),
            None => (name == "coordinator").then_some(Self::Coordinator),
        }
    }

    /// Who was picked, by the request's cookie.
    pub(super) fn of_cookie(headers: &HeaderMap) -> Option<Self> {
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|cookies| cookies.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(name, _)| *name == COOKIE_NAME)
            .and_then(|(_, name)| Self::of_name(name))
    }

    /// The cookie that keeps the choice while the browser is open.
    pub(super) fn cookie(&self) -> String {
        format!(
            "{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Strict",
            self.name()
        )
    }

    /// As the inbox knows them.
    pub(super) fn sender(&self, language: Language) -> Sender {
        Sender {
            platform: Platform::Sandbox,
            tenant: String::new(),
            user: self.name(),
            name: None,
            language: Some(language),
            declared_school: None,
        }
    }

    /// The school that they lead.
    pub(super) fn school(&self) -> Option<&Id> {
        match self {
            Self::Leader(school) => Some(school),
            Self::Coordinator => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("skolebud-who=leader-borgen", Some("leader-borgen"))]
    #[case("a=b; skolebud-who=coordinator", Some("coordinator"))]
    #[case("skolebud-who=principal", None)]
    #[case("skolebud-who=leader-", None)]
    #[case("skolebud-who=leader-<script>", None)]
    #[case("other=coordinator", None)]
    fn the_cookie_tells_who_was_picked(#[case] cookie: &'static str, #[case] who: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static(cookie));
        let read = Who::of_cookie(&headers).map(|who| who.name());
        assert_eq!(read.as_deref(), who);
    }
}
