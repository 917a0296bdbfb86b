//! What the tests share.

pub(crate) mod answering;
pub(crate) mod asked;
pub(crate) mod binary;
pub(crate) mod contents;
pub(crate) mod crowd;
pub(crate) mod house;
pub(crate) mod kept;
pub(crate) mod machine;
pub(crate) mod messages;
pub(crate) mod polls;
pub(crate) mod posts;
pub(crate) mod program;
pub(crate) mod receiver;
pub(crate) mod rows;
pub(crate) mod site;
pub(crate) mod talk;
pub(crate) mod taps;
pub(crate) mod tools;
