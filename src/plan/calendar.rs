//! When posting is welcome: quiet hours, weekends, public holidays, school breaks and the sessions
//! themselves.

use jiff::civil::DateTime;

use crate::clock::Timestamp;
use crate::programme::{Network, Programme};

/// When posting to one audience is welcome.
#[derive(Clone, Debug)]
pub struct Calendar {}

/// A stretch of time in which posting is welcome; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    pub from: Timestamp,
    pub to: Timestamp,
}

/// Which way a post slides out of quiet time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slide {
    /// To the next opening.
    Forward,
    /// To the last opening before: a day-before reminder would be pointless later.
    Back,
}

impl Calendar {
    /// For posts to `network`.
    pub fn of_network(programme: &Programme, network: &Network) -> Self {
        let _ = (programme, network);
        unimplemented!()
    }

    /// For posts to the coordinators: sessions don't count.
    pub fn of_coordinators(programme: &Programme) -> Self {
        let _ = programme;
        unimplemented!()
    }

    /// For what is urgent: any day, within the urgent hours.
    pub fn urgent(programme: &Programme) -> Self {
        let _ = programme;
        unimplemented!()
    }

    /// Where a post meant for `local` lands: the instant and the end of the opening it lies in.
    pub fn place(&self, local: DateTime, slide: Slide) -> Option<(Timestamp, Timestamp)> {
        let _ = (local, slide);
        unimplemented!()
    }

    /// The first opening that ends at or after `instant`; it may have begun.
    pub fn next_opening(&self, instant: Timestamp) -> Option<Opening> {
        let _ = instant;
        unimplemented!()
    }
}
