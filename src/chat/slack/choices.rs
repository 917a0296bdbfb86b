//! The names that the elements of a question have in Block Kit: written when it is rendered, read when
//! someone taps.

/// How the `action_id` of a link begins. Slack tells of taps on links too.
pub(super) const LINK: &str = "link-";
/// How the `action_id` of an element begins whose tap is an answer.
pub(super) const VOTE: &str = "vote:";
/// How that of boxes to tick begins; they count when they are sent.
pub(super) const TICK: &str = "tick:";
/// How that of the button begins which sends what is ticked in its block.
pub(super) const SEND: &str = "send:";

/// Keys of options for an asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Vote {
    pub(super) asking: String,
    pub(super) options: Vec<String>,
}

impl Vote {
    /// What elements that hold `values` stand for; nothing when they are not ours or of two askings.
    pub(super) fn of_values(values: &[&str]) -> Option<Self> {
        let pairs: Option<Vec<_>> = values.iter().map(|value| value.rsplit_once('|')).collect();
        let pairs = pairs?;
        let (asking, _) = *pairs.first()?;
        let fits = |(of, option): &(&str, &str)| *of == asking && !option.is_empty();
        (!asking.is_empty() && pairs.iter().all(fits)).then(|| Self {
            asking: asking.to_owned(),
            options: pairs.iter().map(|(_, key)| (*key).to_owned()).collect(),
        })
    }
}
