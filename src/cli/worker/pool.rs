//! The parent's side: workers that are kept, watched, and replaced when they fail.

use super::confine::Confinement;
use super::job::{Done, Job};
use super::{Order, Reply, frames};
use crate::error::{Refusal, RefusalCode};
use crate::read::aids::{Aids, SecondPage};
use std::io::{self, BufReader, BufWriter, Read};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Documents that one worker reads before it is replaced: what libraries leak and fragment is given back.
const SERVES: usize = 1000;
/// How often a document may fail its worker.
const TRIES: usize = 2;
/// The time that a worker has to start.
const START: Duration = Duration::from_secs(30);

/// The last resorts: they refuse a document whole, and are never a reason to read it otherwise.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct Bounds {
    /// The time that one document has.
    pub(in crate::cli) deadline: Duration,
    /// The address space of a worker, in megabytes.
    pub(in crate::cli) memory: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { deadline: Duration::from_mins(2), memory: 4096 }
    }
}

/// Workers that wait for a document.
#[derive(Debug)]
pub(in crate::cli) struct Pool {
    bounds: Bounds,
    idle: Mutex<Vec<Worker>>,
}

/// Why a worker gave no reply.
#[derive(Debug)]
enum Lost {
    /// It could not be started.
    NotStarted(io::Error),
    /// It was killed at its deadline.
    Late,
    /// It ended of itself.
    Died(String),
}

impl Pool {
    pub(in crate::cli) const fn new(bounds: Bounds) -> Self {
        Self { bounds, idle: Mutex::new(Vec::new()) }
    }

    /// Starts the first worker, and tells what it gave up.
    pub(in crate::cli) fn start(&self) -> io::Result<Confinement> {
        let worker = Worker::start(self.bounds)?;
        let confinement = worker.confinement.clone();
        locked(&self.idle).push(worker);
        Ok(confinement)
    }

    /// Reads a document in a worker. Where that fails the worker, another tries once more.
    pub(in crate::cli) fn read(&self, job: &Job, bytes: &[u8], aids: &dyn Aids) -> Result<Done, Refusal> {
        let order = Order::Read(Box::new(job.clone()));
        match self.twice(|worker| worker.reply(&order, bytes, aids)) {
            Ok((Reply::Done(finished), files)) => Ok((finished, files)),
            Ok((Reply::Refused(refusal), _)) => Err(refusal),
            Ok(_) => Err(Refusal::new(RefusalCode::Internal, "a worker gave a reply to something else; please report it")),
            Err(lost) => Err(self.refusal(&lost)),
        }
    }

    /// Asks a worker for pages as the second library reads them. What fails it once would fail it again.
    pub(super) fn second(&self, pages: Vec<u32>, password: Option<String>, bytes: &[u8]) -> Result<Vec<SecondPage>, String> {
        let order = Order::Second { pages, password };
        match self.once(|worker| worker.reply(&order, bytes, &crate::read::aids::Alone)) {
            Ok((Reply::Second(pages), _)) => Ok(pages),
            Ok(_) => Err("the second reader gave no pages".to_owned()),
            Err(lost) => Err(format!("the second reader failed: {}", self.refusal(&lost))),
        }
    }

    fn twice<T>(&self, ask: impl Fn(&mut Worker) -> Result<T, Lost>) -> Result<T, Lost> {
        let mut tried = 1;
        loop {
            match self.once(&ask) {
                Err(Lost::Late | Lost::Died(_)) if tried < TRIES => tried += 1,
                ended => return ended,
            }
        }
    }

    fn once<T>(&self, ask: impl Fn(&mut Worker) -> Result<T, Lost>) -> Result<T, Lost> {
        let waiting = locked(&self.idle).pop();
        let mut worker = waiting.map_or_else(|| Worker::start(self.bounds), Ok).map_err(Lost::NotStarted)?;
        let replied = ask(&mut worker)?;
        worker.served += 1;
        if worker.served < SERVES {
            locked(&self.idle).push(worker);
        }
        Ok(replied)
    }

    fn refusal(&self, lost: &Lost) -> Refusal {
        match lost {
            Lost::NotStarted(error) => {
                Refusal::new(RefusalCode::Internal, format!("no worker could be started to read it ({error}); free memory, or try --in-process"))
            }
            Lost::Late => {
                let seconds = self.bounds.deadline.as_secs_f64();
                Refusal::new(RefusalCode::TooSlow, format!("it was not read within {seconds} seconds, twice; give it more with --deadline, or split it"))
            }
            Lost::Died(how) => Refusal::new(
                RefusalCode::Crashed,
                format!("reading it ended two workers ({how}); give them more with --memory (now {} MB), or print it to a new PDF", self.bounds.memory),
            ),
        }
    }
}

/// One worker: its process, its pipes, and who watches it.
#[derive(Debug)]
struct Worker {
    child: Arc<Mutex<Child>>,
    input: Option<BufWriter<ChildStdin>>,
    output: BufReader<ChildStdout>,
    said: Option<JoinHandle<Vec<u8>>>,
    watch: Arc<Watch>,
    deadline: Duration,
    confinement: Confinement,
    served: usize,
}

impl Worker {
    fn start(bounds: Bounds) -> io::Result<Self> {
        let mut command = Command::new(program()?);
        command.arg("worker").arg("--memory").arg(bounds.memory.to_string());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).current_dir(std::env::temp_dir()).env_clear();
        apart(&mut command);
        let mut child = command.spawn()?;
        let (Some(input), Some(output), Some(said)) = (child.stdin.take(), child.stdout.take(), child.stderr.take()) else {
            return Err(io::Error::other("a worker without pipes"));
        };
        let child = Arc::new(Mutex::new(child));
        let said = std::thread::spawn(move || last_words(said));
        let none = Confinement { memory: false, landlock: "none".to_owned(), seccomp: false };
        let mut worker = Self {
            watch: Watch::over(&child)?,
            child,
            input: Some(BufWriter::with_capacity(1 << 16, input)),
            output: BufReader::with_capacity(1 << 16, output),
            said: Some(said),
            deadline: bounds.deadline,
            confinement: none,
            served: 0,
        };
        worker.watch.set(Some(START));
        let first = frames::receive::<Reply>(&mut worker.output);
        worker.watch.set(None);
        match first {
            Ok(Some((Reply::Ready(confinement), _))) => worker.confinement = confinement,
            _ => return Err(io::Error::other(format!("a worker ended before it began: {}", worker.death()))),
        }
        Ok(worker)
    }

    /// Gives an order, and waits for its reply. The clock stands still while a question of the worker is answered.
    fn reply(&mut self, order: &Order, bytes: &[u8], aids: &dyn Aids) -> Result<(Reply, Vec<u8>), Lost> {
        let mut left = self.deadline;
        let mut turn = self.exchange(order, bytes, &mut left);
        loop {
            match turn {
                Ok(Some((Reply::Ask(question), bulk))) => {
                    let answer = aids.ask(&question, &bulk);
                    turn = self.exchange(&Order::Answer(answer), &[], &mut left);
                }
                Ok(Some(replied)) => return Ok(replied),
                Ok(None) | Err(_) if self.watch.fired() => return Err(Lost::Late),
                Ok(None) | Err(_) => return Err(Lost::Died(self.death())),
            }
        }
    }

    /// One order out, one reply in, within the time that is left.
    fn exchange(&mut self, order: &Order, bytes: &[u8], left: &mut Duration) -> io::Result<Option<(Reply, Vec<u8>)>> {
        let begun = Instant::now();
        self.watch.set(Some(*left));
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        let replied = frames::send(input, order, &[bytes]).and_then(|()| frames::receive(&mut self.output));
        self.watch.set(None);
        *left = left.saturating_sub(begun.elapsed());
        replied
    }

    /// How it ended, for a person.
    fn death(&mut self) -> String {
        self.input = None;
        let _ = locked(&self.child).kill();
        let status = locked(&self.child).wait();
        let said = self.said.take().and_then(|s| s.join().ok()).unwrap_or_default();
        how(status.ok(), &String::from_utf8_lossy(&said))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.input = None; // a worker ends when its input closes
        let _ = locked(&self.child).kill(); // and is not waited for where it does not
        let _ = locked(&self.child).wait();
        self.watch.end();
    }
}

/// This very program, also where its file has been replaced meanwhile.
fn program() -> io::Result<std::path::PathBuf> {
    let own = std::path::Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && own.exists() { Ok(own.to_path_buf()) } else { std::env::current_exe() }
}

/// Ctrl-C at a terminal goes to the parent alone, which ends its workers when they have finished.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.arg0("rapporteur").process_group(0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

/// The beginning of what a worker says on its standard error: one that is whole says nothing.
fn last_words(mut from: impl Read) -> Vec<u8> {
    /// More than the longest message of the runtime.
    const KEPT: u64 = 4096;
    let mut said = Vec::new();
    let _ = from.by_ref().take(KEPT).read_to_end(&mut said);
    let _ = io::copy(&mut from, &mut io::sink());
    said
}

fn how(status: Option<ExitStatus>, said: &str) -> String {
    if said.contains("memory allocation of") {
        return "out of memory".to_owned();
    }
    if said.contains("overflowed its stack") {
        return "out of stack: something in it is nested too deeply".to_owned();
    }
    status.map_or_else(|| "for no known reason".to_owned(), |s| s.to_string())
}

/// Kills a worker that is late.
#[derive(Debug, Default)]
struct Watch {
    clock: Mutex<Clock>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Clock {
    due: Option<Instant>,
    fired: bool,
    over: bool,
}

impl Watch {
    fn over(child: &Arc<Mutex<Child>>) -> io::Result<Arc<Self>> {
        let watch = Arc::new(Self::default());
        let (own, child) = (Arc::clone(&watch), Arc::clone(child));
        std::thread::Builder::new().name("watch".to_owned()).stack_size(1 << 17).spawn(move || own.keep(&child))?;
        Ok(watch)
    }

    fn keep(&self, child: &Mutex<Child>) {
        let mut clock = locked(&self.clock);
        while !clock.over {
            let Some(due) = clock.due else {
                clock = self.changed.wait(clock).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = due.saturating_duration_since(Instant::now());
            if left.is_zero() {
                (clock.due, clock.fired) = (None, true);
                let _ = locked(child).kill();
            } else {
                clock = self.changed.wait_timeout(clock, left).unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }

    /// Starts the clock, or stops it.
    fn set(&self, left: Option<Duration>) {
        locked(&self.clock).due = left.map(|left| Instant::now() + left);
        self.changed.notify_one();
    }

    fn fired(&self) -> bool {
        locked(&self.clock).fired
    }

    fn end(&self) {
        locked(&self.clock).over = true;
        self.changed.notify_one();
    }
}

/// What a thread that panicked left behind is whole: each of these is set in one step.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
