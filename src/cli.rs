//! Every command and option.
