//! The program in hand: settings, store, chat, clock and chance; opening it, running its loops,
//! stopping them in order.

use std::sync::Arc;

use crate::chat::Chat;
use crate::clock::Clock;
use crate::config::Settings;
use crate::entropy::Entropy;
use crate::store::Store;

/// What every part of the edge needs. Clones are cheap and share everything.
#[derive(Clone, Debug)]
pub struct App {
    pub settings: Arc<Settings>,
    pub store: Store,
    pub chat: Chat,
    pub clock: Clock,
    pub entropy: Entropy,
}
