//! SQL: every statement is given exactly the values it asks for, and every migration says why.
//!
//! Statements are not checked when the program is built (a missing value would be NULL and one too
//! many would be dropped without a word), so their numbers are counted here.

use std::collections::BTreeSet;

use crate::source::{Finding, Kind, Source, Token};

/// The functions of `sqlx` that take a statement.
const TAKERS: [&str; 4] = ["query", "query_as", "query_scalar", "raw_sql"];

/// `$1` to `$n` are all used, and `n` values are bound.
pub(crate) fn binds_what_it_asks_for(source: &Source) -> Vec<Finding> {
    let tokens = &source.tokens;
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some(open) = call_of_sqlx(tokens, at) else {
            continue;
        };
        let line = tokens[at].line;
        let Some(statement) = statement(tokens, open) else {
            found.push(source.finding(
                line,
                "write the statement as one text, here or in a `const`",
            ));
            continue;
        };
        let asked = numbers(statement);
        let highest = asked.last().copied().unwrap_or(0);
        let bound = binds(tokens, open);
        if statement.contains('?') {
            found.push(source.finding(line, "write $1, $2, … instead of ?"));
        }
        if asked.len() != highest {
            found.push(source.finding(
                line,
                format!("${highest} is used, but not every number below it"),
            ));
        }
        if bound != highest {
            let message = format!("the statement asks for {highest} values and {bound} are bound");
            found.push(source.finding(line, message));
        }
    }
    found
}

/// The bracket that opens the arguments, if a statement is taken here: `sqlx::query_as::<_, T>(`.
fn call_of_sqlx(tokens: &[Token], at: usize) -> Option<usize> {
    let taker = tokens.get(at)?.word()?;
    let before = tokens.get(at.checked_sub(3)?)?;
    if !TAKERS.contains(&taker) || !before.is_word("sqlx") {
        return None;
    }
    (at + 1..tokens.len())
        .find(|&it| {
            tokens[it].depth == tokens[at].depth
                && !matches!(tokens[it].kind, Kind::Sign(_) | Kind::Word(_))
        })
        .filter(|&it| tokens[it].is_open('('))
}

/// The text of the statement: the first argument, or the constant of this file it names.
fn statement(tokens: &[Token], open: usize) -> Option<&str> {
    let argument = tokens.get(open + 1)?;
    if let Some(name) = argument.word() {
        let named = tokens
            .windows(2)
            .position(|two| two[0].is_word("const") && two[1].is_word(name))?;
        return tokens[named..].iter().find_map(Token::text);
    }
    argument.text()
}

/// The numbers that stand behind a `$`, in order.
fn numbers(statement: &str) -> BTreeSet<usize> {
    statement
        .split('$')
        .skip(1)
        .filter_map(|rest| {
            let end = rest.find(|letter: char| !letter.is_ascii_digit());
            rest[..end.unwrap_or(rest.len())].parse().ok()
        })
        .collect()
}

/// How many `.bind(` follow in the same chain.
fn binds(tokens: &[Token], open: usize) -> usize {
    let depth = tokens[open].depth;
    tokens[open..]
        .windows(2)
        .take_while(|two| two[0].depth >= depth && !(two[0].depth == depth && two[0].is_sign(';')))
        .filter(|two| two[0].depth == depth && two[0].is_sign('.') && two[1].is_word("bind"))
        .count()
}

/// A migration opens with a sentence, and its number is the next.
pub(crate) fn migrations_are_in_order<'m>(
    migrations: impl Iterator<Item = (&'m str, &'m str)>,
) -> Vec<Finding> {
    migrations
        .enumerate()
        .flat_map(|(index, (path, text))| {
            let number = format!("/{:04}_", index + 1);
            let finding = |message: &str| Finding {
                path: path.to_owned(),
                line: 1,
                message: message.to_owned(),
            };
            [
                (!text.starts_with("-- "))
                    .then(|| finding("open it with `--` and why it is there")),
                (!path.contains(&number)).then(|| finding("its number is not the next one")),
            ]
        })
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::too_few(
        r#"fn f() { sqlx::query("DELETE FROM a WHERE b = $1 AND c = $2").bind(b).execute(); }"#
    )]
    #[case::too_many(r#"fn f() { sqlx::query("SELECT $1").bind(a).bind(b); }"#)]
    #[case::none(r#"fn f() { let rows: A = sqlx::query_as("SELECT $1").fetch(); g.bind(1); }"#)]
    #[case::a_gap(r#"fn f() { sqlx::query("SELECT $1, $3").bind(a).bind(b).bind(c); }"#)]
    #[case::one_for_another(r#"fn f() { sqlx::query("SELECT $1").execute(g().bind(a)); }"#)]
    #[case::with_types(r#"fn f() { sqlx::query_as::<_, (i64, String)>("SELECT $1").fetch(); }"#)]
    #[case::in_brackets(r#"fn f() { Ok(sqlx::query_scalar("SELECT $1").fetch()).bind(a) }"#)]
    #[case::raw(r##"fn f() { sqlx::query(r#"SELECT "a" = $1"#).fetch(); }"##)]
    #[case::a_constant(r#"const Q: &str = "SELECT $1"; fn f() { sqlx::query(Q).fetch(); }"#)]
    #[case::made_on_the_way(r#"fn f() { sqlx::query(&format!("SELECT {a}")).fetch(); }"#)]
    #[case::nameless(r#"fn f() { sqlx::query("SELECT ?").fetch(); }"#)]
    fn a_bad_example_is_caught(#[case] text: &str) {
        assert_eq!(
            binds_what_it_asks_for(&Source::new("src/store/a.rs", text)).len(),
            1
        );
    }

    #[rstest]
    #[case::none(r#"fn f() { sqlx::query("SELECT 1").fetch(); }"#)]
    #[case::used_twice(r#"fn f() { sqlx::query("SELECT $1, $1").bind(a).fetch(); }"#)]
    #[case::values_of_calls(r#"fn f() { sqlx::query("SELECT $2, $1").bind(a.b(c)?).bind(d.e()).fetch(&mut *g).await?; }"#)]
    #[case::a_constant(
        r#"const Q: &str = "SELECT $1"; fn f() { sqlx::query(Q).bind(a).fetch(); }"#
    )]
    #[case::another_query("fn f() { config.query(1); }")]
    fn a_good_example_is_let_through(#[case] text: &str) {
        assert_eq!(
            binds_what_it_asks_for(&Source::new("src/store/a.rs", text)),
            []
        );
    }

    #[rstest]
    #[case::no_reason(&[("migrations/0001_a.sql", "CREATE TABLE a (b);")], 1)]
    #[case::left_out(&[("migrations/0002_a.sql", "-- A.")], 1)]
    #[case::twice(&[("migrations/0001_a.sql", "-- A."), ("migrations/0001_b.sql", "-- B.")], 1)]
    #[case::good(&[("migrations/0001_a.sql", "-- A."), ("migrations/0002_b.sql", "-- B.")], 0)]
    fn migrations_have_an_order_and_a_reason(
        #[case] migrations: &[(&str, &str)],
        #[case] found: usize,
    ) {
        assert_eq!(
            migrations_are_in_order(migrations.iter().copied()).len(),
            found
        );
    }
}
