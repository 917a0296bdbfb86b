//! The year's posts.

use crate::plan::Post;
use crate::programme::Programme;

/// Every post of `programme` by its rhythm, in order of time and key.
pub fn year(programme: &Programme) -> Vec<Post> {
    let _ = programme;
    unimplemented!()
}
