//! How the program breaks: its process dies, at any statement, and the machine with it; another process
//! holds the write lock; the disk is full.

use skolebud::programme;
use skolebud::report;
use skolebud::store::StoreError;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::program::Program;
use crate::run::{Checked, Run, said};

/// Of a hundred pieces of work, so many are cut short where the process may die.
const CUT_SHORT: usize = 4;

/// Another process's write lock.
pub(crate) struct Lock(SqliteConnection);

impl Lock {
    pub(crate) async fn release(mut self) -> Checked {
        sqlx::query("ROLLBACK")
            .execute(&mut self.0)
            .await
            .map_err(said)?;
        self.0.close().await.map_err(said)
    }
}

impl Run {
    /// Does `work`, unless the process dies over it: then nothing comes back, and the program is open
    /// again.
    pub(crate) async fn risk<T>(
        &mut self,
        work: impl AsyncFnOnce(&mut Program) -> Result<T, StoreError>,
    ) -> Result<Option<T>, String> {
        if !self.faulty(self.faults.crashes, CUT_SHORT) {
            return work(self.program_mut()).await.map(Some).map_err(said);
        }
        let statement = self.some_statement();
        let gate = self.gate.clone();
        match gate.stop_at(statement, work(self.program_mut())).await {
            Some(done) => done.map(Some).map_err(said),
            None => {
                self.note(&format!("stopped at statement {statement}"));
                self.crash().await?;
                Ok(None)
            }
        }
    }

    /// Most work has few statements, some has many.
    fn some_statement(&mut self) -> usize {
        let most = *self.chance.pick(&[2, 6, 20, 50]);
        1 + self.chance.below(most)
    }

    /// The process is dropped and opened again, now and then with the whole machine.
    pub(crate) async fn crash(&mut self) -> Checked {
        loop {
            let power = self.chance.percent(40);
            self.note(if power {
                "power is lost"
            } else {
                "the process dies"
            });
            let mut program = self.program.take().ok_or("the program is not there")?;
            program = program.drop_and_open(power, &self.gate, &self.platform).await;
            let dies_again = self.faulty(self.faults.crashes, 10);
            let statement = if dies_again { self.some_statement() } else { usize::MAX };
            let found = self.gate.stop_at(statement, put_in_order(&mut program)).await;
            self.program = Some(program);
            // What was on its way when the process died is nobody's any more.
            drop(self.platform.take());
            self.in_flight = 0;
            match found {
                Some(found) => {
                    let found = found.map_err(said)?;
                    self.note(&format!("opened again; {found} were being sent"));
                    return Ok(());
                }
                None => self.note(&format!("stopped at statement {statement}")),
            }
        }
    }

    /// Another process takes the write lock.
    pub(crate) async fn lock(&mut self) -> Result<Lock, String> {
        self.note("another process holds the write lock");
        let options = SqliteConnectOptions::new().filename(self.program().database());
        let mut connection = options.connect().await.map_err(said)?;
        let taken = sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await;
        taken.map_err(said)?;
        Ok(Lock(connection))
    }

    /// Another process holds the write lock: every step says so, and has done nothing.
    pub(crate) async fn locked_out(&mut self) -> Checked {
        let lock = self.lock().await?;
        let file = programme::read(&self.model.year.file(), "sim.toml");
        let file = file.map_err(|_| "unreadable")?;
        let what = self.chance.below(4);
        let program = self.program_mut();
        let store = program.app.store.clone();
        let now = program.app.clock.now();
        let result = match what {
            0 => store.apply_programme(&file.programme, false, now).await,
            1 => program.outbox.step().await.map(drop),
            2 => report::worker::step(&program.app, &mut program.known).await.map(drop),
            _ => skolebud::plan::worker::step(&program.app).await.map(drop),
        };
        lock.release().await?;
        match result {
            Err(StoreError::Busy) => Ok(()),
            // It had nothing to write.
            Ok(()) if what > 0 => Ok(()),
            other => Err(format!("the lock was held, and yet: {other:?}")),
        }
    }
}

/// What [`skolebud::app::App`] does first; how much was being sent.
async fn put_in_order(program: &mut Program) -> Result<usize, StoreError> {
    report::worker::destroy_left_keys(&program.app).await?;
    program.outbox.recover().await
}
