//! The whole program and its doors to the world, in one test binary.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod answer_page;
mod answer_page_browser;
mod answers;
mod asking;
mod backup;
mod clock_changes;
mod clocks;
mod closing;
mod commands;
mod coordinators;
mod crashes;
mod delivery;
mod desk;
mod disks;
mod doors;
mod guards;
mod inward;
mod knocks;
mod litestream;
mod moves;
mod nudges;
mod open_questions;
mod payloads;
mod planted;
mod platforms;
mod power_cuts;
mod receipts;
mod replies;
mod sandbox_answers;
mod sandbox_browser;
mod sandbox_page;
mod secrecy;
mod serve;
mod slack_types;
mod stopping;
mod strangers;
mod support;
mod terminal;
mod threads;
mod upgrades;
mod written_answers;
