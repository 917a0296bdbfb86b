use crate::plan::examples::written;
use crate::plan::{Post, year};
use crate::programme::read;

/// One line for each post: when on the wall, until when of use, what, and its key.
fn listed(posts: &[Post]) -> String {
    let line = |post: &Post| {
        let local = |at: crate::clock::Timestamp| written(at.local(post.zone.rules()));
        format!(
            "{}  until {}  {:<18}{}\n",
            local(post.due_at),
            local(post.useful_until_at),
            post.kind(),
            post.key
        )
    };
    posts.iter().map(line).collect()
}

#[test]
fn the_year_of_asker() {
    let source = include_str!("../../../config/programmes/asker-2018.toml");
    let programme = read(source, "asker-2018.toml").unwrap().programme;
    insta::assert_snapshot!(listed(&year(&programme)));
}
