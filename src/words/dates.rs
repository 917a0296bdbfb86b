//! Dates and times as people write them in five languages.
