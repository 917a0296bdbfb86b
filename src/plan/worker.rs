//! Keeps the stored posts true.
