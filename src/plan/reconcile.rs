//! What should be said against what is stored → what to change. Pure.

/// A stored post with its deliveries.
pub struct Stored {}
/// What to change.
pub struct Reconciliation {}
/// Compares.
pub fn reconcile() {}
