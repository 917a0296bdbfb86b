//! How the program breaks: its process dies, at any statement, and the machine with it; another process
//! holds the write lock; the disk is full.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use skolebud::plan;
use skolebud::programme;
use skolebud::report;
use skolebud::store::StoreError;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::program::Program;
use crate::run::{Checked, Run, said};

/// Of a hundred pieces of work, so many are cut short where the process may die.
const CUT_SHORT: usize = 2;

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
            let program = self.program.take().ok_or("the program is not there")?;
            let closed = program.close(power, &self.gate).await;
            let mut program = closed.open(&self.platform).await.map_err(said)?;
            let dies_again = self.faulty(self.faults.crashes, 10);
            let statement = if dies_again {
                self.some_statement()
            } else {
                usize::MAX
            };
            let found = self
                .gate
                .stop_at(statement, put_in_order(&mut program))
                .await;
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
        let taken = sqlx::query("BEGIN IMMEDIATE")
            .execute(&mut connection)
            .await;
        taken.map_err(said)?;
        Ok(Lock(connection))
    }

    /// Another process holds the write lock: every step says so, and has done nothing.
    pub(crate) async fn locked_out(&mut self) -> Checked {
        let lock = self.lock().await?;
        let result = self.do_something().await;
        lock.release().await?;
        match result {
            // Not all of it has something to write.
            Ok(()) | Err(StoreError::Busy) => self.apply_file(false).await,
            Err(error) => Err(format!("the lock was held, and we read: {error}")),
        }
    }

    /// The disk is full: whatever writes says so, which ends the process. When there is room again, all
    /// goes on from what was acknowledged.
    pub(crate) async fn fill_the_disk(&mut self) -> Checked {
        // What is freed in the write-ahead log could still be written to; closed, there is none.
        self.crash().await?;
        let ballast = Ballast::on(&self.program().disk);
        self.note("the disk is full");
        self.disk_is_full = true;
        // Nothing else breaks meanwhile: a machine that comes up again needs room, too.
        let at_peace = std::mem::replace(&mut self.at_peace, true);
        self.said_full = false;
        let mut unheard = None;
        for _ in 0..6 {
            if self.chance.percent(20) {
                self.answer().await?;
            } else if self.chance.percent(20) {
                unheard = self.pause_or_resume().await?;
            } else {
                match self.do_something().await {
                    Ok(()) => {}
                    Err(StoreError::Full) => self.said_full = true,
                    Err(error) => return Err(format!("the disk is full, and we read: {error}")),
                }
            }
            // That ends the process.
            if self.said_full {
                break;
            }
        }
        self.disk_is_full = false;
        self.at_peace = at_peace;
        self.note(&format!("it said so: {}", self.said_full));
        let program = self.program.take().ok_or("the program is not there")?;
        let closed = program.close(false, &self.gate).await;
        if let Err(error) = closed.open(&self.platform).await {
            let told = error.to_string();
            if !told.contains("disk") {
                return Err(format!("the disk is full, and we read: {told}"));
            }
        }
        drop(ballast);
        self.program = Some(closed.open(&self.platform).await.map_err(said)?);
        self.note("there is room again");
        self.crash().await?;
        if let Some(unheard) = unheard {
            self.repeat(unheard).await?;
        }
        self.apply_file(false).await
    }

    /// One of the things that the program does.
    async fn do_something(&mut self) -> Result<(), StoreError> {
        let what = self.chance.below(4);
        let program = self.program_mut();
        let store = program.app.store.clone();
        let now = program.app.clock.now();
        match what {
            0 => program.outbox.step().await.map(drop),
            1 => report::worker::step(&program.app, &mut program.known)
                .await
                .map(drop),
            2 => plan::worker::step(&program.app).await.map(drop),
            _ => {
                // Somebody applies the file as it is; at the latest the next time it is changed.
                self.model.year.task += 1;
                let file = programme::read(&self.model.year.file(), "sim.toml");
                match file {
                    Ok(file) => store.apply_programme(&file.programme, false, now).await,
                    Err(_) => Ok(()),
                }
            }
        }
    }
}

/// A file that takes all the room there is.
struct Ballast(PathBuf);

impl Ballast {
    fn on(disk: &Path) -> Self {
        let path = disk.join("ballast");
        let mut file = File::create(&path).unwrap();
        for size in [1 << 20, 1 << 12] {
            let piece = vec![0; size];
            while file.write_all(&piece).is_ok() {}
        }
        Self(path)
    }
}

impl Drop for Ballast {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).unwrap();
    }
}

/// What [`skolebud::app::App`] does first; how much was being sent.
async fn put_in_order(program: &mut Program) -> Result<usize, StoreError> {
    report::worker::destroy_left_keys(&program.app).await?;
    program.outbox.recover().await
}
