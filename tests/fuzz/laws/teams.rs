//! What Teams sends: the activity of an outgoing webhook.

use skolebud::chat::teams::parse;
use skolebud::chat::{Broken, Received};
use skolebud::inbox::Platform;

use super::{is_fixed_word, signed, slack};

/// The JSON of an activity.
pub(crate) fn activity(input: &[u8]) {
    let read = || parse::activity("nettverk", signed::from_teams(input), signed::NOW);
    match read() {
        Ok(Received::Event { event, later }) => {
            slack::is_sound(&event, input, Platform::Teams);
            assert!(later.is_none(), "Teams takes no later answer");
            assert!(matches!(read(), Ok(Received::Event { event: again, .. }) if again == event));
        }
        Ok(Received::Challenge(_)) => panic!("Teams asks for no challenge"),
        Ok(Received::Ignored(why)) | Err(Broken(why)) => assert!(is_fixed_word(why), "{why}"),
    }
}
