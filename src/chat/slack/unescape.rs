//! Slack's markup → what the person wrote: `&lt;` is `<`, `<@U1|name>` is `@name`, `<https://…|label>` a
//! label with its address (docs.slack.dev/messaging/formatting-message-text).

use crate::chat::entities::{decode, of_slack};

/// `text` as it was written, without mentions of the user `us`.
pub(super) fn unescape(text: &str, us: Option<&str>) -> String {
    unescape_part(text, us).trim().to_owned()
}

fn unescape_part(text: &str, us: Option<&str>) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from_here)) = rest.split_once('<') {
        written.push_str(&decode(before, of_slack));
        let Some((token, after)) = from_here.split_once('>') else {
            written.push('<');
            rest = from_here;
            continue;
        };
        written.push_str(&decode(&spelled_out(token, us), of_slack));
        rest = after;
    }
    written.push_str(&decode(rest, of_slack));
    written
}

/// [`unescape`] for what may be a command: people who are mentioned stay as `<@U1|name>`, so that their
/// ids are known.
pub(super) fn unescape_command(text: &str, us: Option<&str>) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from_here)) = rest.split_once("<@") {
        written.push_str(&unescape_part(before, us));
        let Some((token, after)) = from_here.split_once('>') else {
            rest = text
                .get(text.len() - from_here.len() - 2..)
                .unwrap_or_default();
            break;
        };
        if us != Some(user(token)) {
            written.push_str(&format!("<@{token}>"));
        }
        rest = after;
    }
    written.push_str(&unescape_part(rest, us));
    written.trim().to_owned()
}

/// Whether `text` mentions the user `us`.
pub(super) fn mentions(text: &str, us: &str) -> bool {
    let tails = text.split("<@").skip(1);
    tails
        .filter_map(|tail| tail.split_once('>'))
        .any(|(token, _)| user(token) == us)
}

fn user(token: &str) -> &str {
    token.split_once('|').map_or(token, |(user, _)| user)
}

/// What stands between `<` and `>`, in letters.
fn spelled_out(token: &str, us: Option<&str>) -> String {
    let (target, label) = match token.split_once('|') {
        Some((target, label)) => (target, Some(label).filter(|label| !label.is_empty())),
        None => (token, None),
    };
    if let Some(mentioned) = target.strip_prefix('@') {
        return if us == Some(mentioned) {
            String::new()
        } else {
            sign('@', label.unwrap_or(mentioned))
        };
    }
    if let Some(channel) = target.strip_prefix('#') {
        return sign('#', label.unwrap_or(channel));
    }
    if let Some(special) = target.strip_prefix('!') {
        return match label {
            Some(label) => label.to_owned(),
            None => sign('@', special),
        };
    }
    let address = target.strip_prefix("mailto:").unwrap_or(target);
    match label {
        // Slack makes links of what looks like one; the label is what was written.
        Some(label) if address.contains(label) => label.to_owned(),
        Some(label) => format!("{label} ({address})"),
        None => address.to_owned(),
    }
}

fn sign(sign: char, name: &str) -> String {
    if name.starts_with(sign) {
        name.to_owned()
    } else {
        format!("{sign}{name}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::{mentions, unescape, unescape_command};

    #[rstest]
    #[case("neste", "neste")]
    #[case("<@UBOT> neste", "neste")]
    #[case("<@UBOT|skolebud>  neste ", "neste")]
    #[case("hei <@UBOT>", "hei")]
    #[case("<@U2> og <@U3|rektor>", "@U2 og @rektor")]
    #[case("i <#C1|gruppe-1> og <#C2>", "i #gruppe-1 og #C2")]
    #[case("<!here> <!subteam^S1|@tov> <!subteam^S1>", "@here @tov @subteam^S1")]
    #[case("<!date^1700000000^{date}|14. november>", "14. november")]
    #[case(
        "<https://asker.example/a?b=1&amp;c=2>",
        "https://asker.example/a?b=1&c=2"
    )]
    #[case("<http://asker.example|asker.example>", "asker.example")]
    #[case("<https://asker.example|her>", "her (https://asker.example)")]
    #[case("<mailto:post@asker.example|post@asker.example>", "post@asker.example")]
    #[case("a &lt;b&gt; &amp; c", "a <b> & c")]
    #[case("&lt;@UBOT&gt;", "<@UBOT>")]
    #[case("&amp;lt;", "&lt;")]
    #[case("1 < 2", "1 < 2")]
    #[case("<>", "")]
    #[case("<|>", "")]
    #[case("", "")]
    fn a_text_is_as_it_was_written(#[case] text: &str, #[case] written: &str) {
        assert_eq!(unescape(text, Some("UBOT")), written);
    }

    #[rstest]
    #[case(
        "<@UBOT> legg til <@U3|rektor> &amp; <@U4>",
        "legg til <@U3|rektor> & <@U4>"
    )]
    #[case("til <#C1|gruppe-1> <@U3", "til #gruppe-1 <@U3")]
    fn a_command_keeps_whom_it_mentions(#[case] text: &str, #[case] written: &str) {
        assert_eq!(unescape_command(text, Some("UBOT")), written);
    }

    #[rstest]
    #[case("<@UBOT> neste", true)]
    #[case("hei <@U2>, spør <@UBOT|skolebud>", true)]
    #[case("<@UBOT2> neste", false)]
    #[case("&lt;@UBOT&gt;", false)]
    #[case("<@UBOT", false)]
    fn a_mention_is_of_us_or_not(#[case] text: &str, #[case] of_us: bool) {
        assert_eq!(mentions(text, "UBOT"), of_us);
    }

    proptest! {
        #[test]
        fn what_we_escape_comes_back(text in "[^\\x00-\\x20]{0,40}") {
            let escaped = crate::chat::slack::escape::escape(&text);
            prop_assert_eq!(unescape(&escaped, None), text.trim());
        }
    }
}
