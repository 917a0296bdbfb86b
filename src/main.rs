//! Arguments → run → exit code.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    skolebud::cli::run(skolebud::cli::Arguments::parse())
}
