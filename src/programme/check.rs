//! Checks a programme as a whole: what each part cannot see alone.

use crate::programme::draft::Draft;
use crate::toml_reader::Report;

/// Reports everything in `draft` that does not fit together.
pub(super) fn check(draft: &Draft, report: &Report<'_>) {
    let _ = (draft, report);
}
