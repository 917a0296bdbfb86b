//! Claims what is due, sends it and settles what came of it.
