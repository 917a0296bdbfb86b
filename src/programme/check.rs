//! Checks a programme as a whole: what each part cannot see alone.
