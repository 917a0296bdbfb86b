//! How fast a channel may be used.
