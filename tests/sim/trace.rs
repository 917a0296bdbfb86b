//! What happened in a run, line by line, and its fingerprint.

/// The record of a run.
#[derive(Debug)]
pub(crate) struct Trace {
    lines: Vec<String>,
}

impl Trace {
    /// Its first line is the seed.
    pub(crate) fn of(seed: u64) -> Self {
        Self {
            lines: vec![format!("seed {seed}")],
        }
    }

    pub(crate) fn note(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }

    /// How many lines it has.
    pub(crate) fn length(&self) -> usize {
        self.lines.len()
    }

    /// The last `count` lines.
    pub(crate) fn tail(&self, count: usize) -> String {
        self.lines[self.lines.len().saturating_sub(count)..].join("\n")
    }

    /// All of it.
    pub(crate) fn whole(&self) -> String {
        self.lines.join("\n")
    }

    /// FNV-1a over all of it: equal for equal runs.
    pub(crate) fn fingerprint(&self) -> u64 {
        self.whole()
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
            })
    }
}
