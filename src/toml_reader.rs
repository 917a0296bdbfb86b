//! Reads TOML with positions: every value knows where it stands, and every mistake is collected.
