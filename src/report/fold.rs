//! What of a secret question's counters is kept when it closes.
//!
//! Who has answered and which school they lead stands in the database. Beside that, how the only one of
//! a network answered would be known from the network's counters, and how all did from those of a network
//! that agrees. So by network only that is kept which the result shows, as it keeps the rules for small
//! groups; how the others answered is kept of all of them together, and of fewer than [`HIDDEN_BELOW`]
//! not at all. How many have answered in each network is kept: the ledger tells that anyway.

pub mod worker;

use std::collections::{BTreeMap, BTreeSet};

use crate::inbox::rules::{ANSWERED, Counters};
use crate::report::rules::{HIDDEN_BELOW, Published};

/// Where the counters of all networks stand that have none of their own, with those who are in none.
const REST: &str = "";

/// What is kept of `counters`, when `shown` is what was shown of them last. Folding twice is as once, and
/// pictures look the same before and after.
pub fn fold(counters: &Counters, shown: Option<&Published>) -> Counters {
    let few = |answers: u64| (1..u64::from(HIDDEN_BELOW)).contains(&answers);
    let all: u64 = counters.values().map(answered).sum();
    let mut apart = networks_apart(counters, shown);
    // Whatever was shown: nothing small is left, for itself or by subtraction.
    while few(all - in_all(counters, &apart))
        && let Some(smallest) = apart.iter().min_by_key(|it| answered(&counters[**it]))
    {
        apart.remove(*smallest);
    }
    let mut kept = Counters::new();
    for (network, of_network) in counters {
        if apart.contains(network.as_str()) {
            kept.insert(network.clone(), of_network.clone());
            continue;
        }
        let count = kept.entry(network.clone()).or_default();
        count.insert(ANSWERED.to_owned(), answered(of_network));
        if few(all) {
            continue;
        }
        let rest = kept.entry(REST.to_owned()).or_default();
        rest.entry(ANSWERED.to_owned()).or_default();
        for (option, chosen) in of_network.iter().filter(|(option, _)| *option != ANSWERED) {
            *rest.entry(option.clone()).or_default() += chosen;
        }
    }
    kept
}

/// The networks that were shown and are large enough.
fn networks_apart<'c>(counters: &'c Counters, shown: Option<&Published>) -> BTreeSet<&'c str> {
    let is_large = |of_network| answered(of_network) >= u64::from(HIDDEN_BELOW);
    counters
        .iter()
        .filter(|(network, of_network)| *network != REST && is_large(of_network))
        .filter(|(network, _)| shown.is_some_and(|shown| shown.shows(network)))
        .map(|(network, _)| network.as_str())
        .collect()
}

fn in_all(counters: &Counters, networks: &BTreeSet<&str>) -> u64 {
    let counters = networks.iter().filter_map(|network| counters.get(*network));
    counters.map(answered).sum()
}

fn answered(of_network: &BTreeMap<String, u64>) -> u64 {
    of_network.get(ANSWERED).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
