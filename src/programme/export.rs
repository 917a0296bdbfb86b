//! Writes a programme as a file that [`crate::programme::read`] reads back to the same programme.

use crate::programme::Programme;

/// The programme as TOML.
pub fn export(programme: &Programme) -> String {
    let _ = programme;
    unimplemented!()
}
