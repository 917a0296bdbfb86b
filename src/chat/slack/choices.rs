//! The options of a question in Block Kit, and the names of its elements: written when it is rendered,
//! read when someone taps.
//!
//! One choice is a button for each option, or a list to choose from where there are many; a tap is the
//! answer. Several choices are boxes to tick
//! and one button that sends them: an answer may be final, so it must not be given tick by tick.

use serde_json::{Value, json};

use crate::chat::letters::{shorten, utf16, weight};
use crate::chat::slack::render::{LONGEST_BUTTON, MOST_BUTTONS, plain};
use crate::programme::Language;
use crate::words::say;

/// How the `action_id` of a link begins. Slack tells of taps on links too.
pub(super) const LINK: &str = "link-";
/// How the `action_id` of an element begins whose tap is an answer.
pub(super) const VOTE: &str = "vote:";
/// How that of boxes to tick begins; they count when they are sent.
pub(super) const TICK: &str = "tick:";
/// How that of the button begins which sends what is ticked in its block.
pub(super) const SEND: &str = "send:";

/// More options than these are a list: nobody finds a school in a wall of buttons.
const MOST_SIDE_BY_SIDE: usize = 10;
/// The most options in one list.
const MOST_IN_LIST: usize = 100;
/// The most boxes in one element.
const MOST_BOXES: usize = 10;
/// Of an option in a list or a box.
const LONGEST_BOX_VALUE: usize = 75;
const LONGEST_VALUE: usize = 2_000;
const LONGEST_BLOCK_ID: usize = 255;

/// Whether a label does not fit on a button, so that it must be shown beside.
pub(super) fn are_too_long(options: &[(String, String)]) -> bool {
    let mut labels = options.iter().map(|(_, label)| label);
    labels.any(|label| weight(label, utf16) > LONGEST_BUTTON)
}

/// The blocks for `options`; several may be chosen if `many`. `number` keeps the blocks of one message
/// apart.
pub(super) fn blocks(
    asking: &str,
    options: &[(String, String)],
    many: bool,
    language: Language,
    number: usize,
) -> Vec<Value> {
    let fits_a_list = |(key, _): &(String, String)| fits(&value(asking, key), LONGEST_BOX_VALUE);
    match many {
        true => boxes(asking, options, language, number),
        false if options.len() > MOST_SIDE_BY_SIDE && options.iter().all(fits_a_list) => {
            lists(asking, options, language, number)
        }
        false => buttons(asking, options, number),
    }
}

/// What an element carries that stands for an option.
fn value(asking: &str, key: &str) -> String {
    format!("{asking}|{key}")
}

fn lists(
    asking: &str,
    options: &[(String, String)],
    language: Language,
    number: usize,
) -> Vec<Value> {
    let options: Vec<Value> = options
        .iter()
        .map(|(key, label)| {
            let label = plain(&shorten(label, LONGEST_BUTTON, utf16));
            json!({ "text": label, "value": value(asking, key) })
        })
        .collect();
    let lists = options.chunks(MOST_IN_LIST).enumerate();
    let lists: Vec<Value> = lists
        .map(|(index, options)| {
            json!({
                "type": "static_select",
                "action_id": format!("{VOTE}{index}"),
                "placeholder": plain(&say(language, "choices-pick", &[])),
                "options": options,
            })
        })
        .collect();
    vec![block(asking, number, &lists)]
}

fn buttons(asking: &str, options: &[(String, String)], number: usize) -> Vec<Value> {
    let buttons = options.iter().enumerate();
    let buttons = buttons.map(|(index, (key, label))| (index, value(asking, key), label));
    let buttons = buttons.filter(|(_, value, _)| fits(value, LONGEST_VALUE));
    let buttons: Vec<Value> = buttons
        .map(|(index, value, label)| {
            json!({
                "type": "button",
                "action_id": format!("{VOTE}{index}"),
                "text": plain(&shorten(label, LONGEST_BUTTON, utf16)),
                "value": value,
            })
        })
        .collect();
    let blocks = buttons.chunks(MOST_BUTTONS).enumerate();
    let blocks = blocks.map(|(index, buttons)| block(asking, number + index, buttons));
    blocks.collect()
}

/// All boxes of a question stand in one block with their button: what is sent is what is ticked there.
fn boxes(
    asking: &str,
    options: &[(String, String)],
    language: Language,
    number: usize,
) -> Vec<Value> {
    let options = options
        .iter()
        .filter(|(key, _)| fits(key, LONGEST_BOX_VALUE));
    let options: Vec<Value> = options
        .take((MOST_BUTTONS - 1) * MOST_BOXES)
        .map(|(key, label)| {
            json!({ "text": plain(&shorten(label, LONGEST_BUTTON, utf16)), "value": key })
        })
        .collect();
    if options.is_empty() || !fits(asking, LONGEST_VALUE) {
        return Vec::new();
    }
    let groups = options.chunks(MOST_BOXES).enumerate();
    let groups = groups.map(|(index, options)| {
        json!({ "type": "checkboxes", "action_id": format!("{TICK}{index}"), "options": options })
    });
    let send = json!({
        "type": "button",
        "action_id": format!("{SEND}0"),
        "style": "primary",
        "text": plain(&say(language, "choices-send", &[])),
        "value": asking,
    });
    let elements: Vec<Value> = groups.chain([send]).collect();
    vec![block(asking, number, &elements)]
}

fn block(asking: &str, number: usize, elements: &[Value]) -> Value {
    let id = format!("ask:{number}:{asking}");
    json!({
        "type": "actions",
        "block_id": id.chars().take(LONGEST_BLOCK_ID).collect::<String>(),
        "elements": elements,
    })
}

fn fits(value: &str, most: usize) -> bool {
    (1..=most).contains(&weight(value, utf16))
}

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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const ASKING: &str = "asker-2018/fremdrift/2018-11-27";
    const NB: Language = Language::Bokmal;

    fn options(count: usize) -> Vec<(String, String)> {
        (0..count)
            .map(|number| (format!("o{number}"), format!("Valg {number}")))
            .collect()
    }

    /// The elements of all blocks.
    fn elements(blocks: &[Value]) -> Vec<Value> {
        let elements = blocks.iter().map(|block| block["elements"].as_array());
        elements.flatten().flatten().cloned().collect()
    }

    #[test]
    fn one_choice_is_a_button_for_each_option() {
        insta::assert_json_snapshot!(blocks(ASKING, &options(2), false, NB, 3));
    }

    #[test]
    fn several_choices_are_boxes_and_a_button() {
        insta::assert_json_snapshot!(blocks(ASKING, &options(2), true, NB, 3));
    }

    #[test]
    fn many_options_are_a_list() {
        let blocks = blocks("school/asker-2018", &options(11), false, NB, 3);
        let list = &blocks[0]["elements"][0];
        assert_eq!(list["type"], "static_select");
        assert_eq!(list["placeholder"]["text"], "Velg fra lista");
        assert_eq!(list["options"].as_array().map(Vec::len), Some(11));
        assert_eq!(list["options"][10]["value"], "school/asker-2018|o10");
    }

    #[rstest]
    #[case(false, 0, 0, 0)]
    #[case(false, 10, 1, 10)]
    #[case(false, 11, 1, 1)]
    #[case(false, 100, 1, 1)]
    #[case(false, 101, 1, 2)]
    #[case(true, 0, 0, 0)]
    #[case(true, 10, 1, 2)]
    #[case(true, 11, 1, 3)]
    #[case(true, 500, 1, 25)]
    fn blocks_are_never_too_full(
        #[case] many: bool,
        #[case] count: usize,
        #[case] blocks_made: usize,
        #[case] elements_made: usize,
    ) {
        let blocks = blocks(ASKING, &options(count), many, NB, 0);
        assert_eq!(blocks.len(), blocks_made);
        assert_eq!(elements(&blocks).len(), elements_made);
    }

    #[test]
    fn keys_too_long_for_a_list_are_buttons() {
        let asking = "a".repeat(73);
        let blocks = blocks(&asking, &options(26), false, NB, 0);
        assert_eq!((blocks.len(), elements(&blocks).len()), (2, 26));
    }

    #[test]
    fn what_is_chosen_from_a_list_is_what_is_read() {
        let list = &elements(&blocks(ASKING, &options(30), false, NB, 0))[0];
        for (index, option) in list["options"].as_array().unwrap().iter().enumerate() {
            let vote = Vote::of_values(&[option["value"].as_str().unwrap()]).unwrap();
            assert_eq!(vote.asking, ASKING);
            assert_eq!(vote.options, [format!("o{index}")]);
        }
    }

    #[test]
    fn what_is_rendered_is_what_is_read() {
        for element in elements(&blocks(ASKING, &options(9), false, NB, 0)) {
            let vote = Vote::of_values(&[element["value"].as_str().unwrap()]).unwrap();
            let index = element["action_id"].as_str().unwrap().strip_prefix(VOTE);
            assert_eq!(vote.asking, ASKING);
            assert_eq!(vote.options, [format!("o{}", index.unwrap())]);
        }
    }

    #[rstest]
    #[case(&["a|b", "a|c"], Some(("a", &["b", "c"][..])))]
    #[case(&["a|b|c"], Some(("a|b", &["c"][..])))]
    #[case(&["a|b", "x|c"], None)]
    #[case(&["ab"], None)]
    #[case(&[], None)]
    fn values_are_of_one_asking(#[case] values: &[&str], #[case] read: Option<(&str, &[&str])>) {
        let vote = Vote::of_values(values);
        let pair = vote
            .as_ref()
            .map(|vote| (vote.asking.as_str(), vote.options.clone()));
        let read =
            read.map(|(asking, keys)| (asking, keys.iter().map(|key| (*key).to_owned()).collect()));
        assert_eq!(pair, read);
    }

    #[test]
    fn a_label_too_long_for_a_button_is_shown_beside() {
        let label =
            "Vi har prøvd det én gang i hele kollegiet, og skal gjøre det igjen i januar når";
        let long = [("a".to_owned(), label.to_owned())];
        assert!(are_too_long(&long) && !are_too_long(&options(3)));
        let button = &blocks(ASKING, &long, false, NB, 0)[0]["elements"][0];
        assert!(button["text"]["text"].as_str().unwrap().ends_with('…'));
    }
}
