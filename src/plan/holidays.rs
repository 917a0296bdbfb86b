//! Public holidays of Norway, Sweden and Denmark, computed.
