//! What the tests share.

pub(crate) mod binary;
pub(crate) mod program;
pub(crate) mod receiver;
pub(crate) mod site;
