//! The process boundary: what third-party code can do (panic, loop, overflow the stack, take all memory) costs one document alone.
//!
//! The program starts itself as `rapporteur worker`. A worker limits its memory and gives up files, network and programs ([`confine`]),
//! then reads one document after the other from its standard input and answers on its standard output ([`frames`]); it ends when its
//! input closes, and with its parent. The parent keeps one a thread, with a deadline on each ([`pool`]), opens the files, writes the
//! records, and answers what a document asks for in the middle ([`helper`]): a second reading goes to a worker of its own, so that a
//! library that fails there costs that answer alone.

mod confine;
mod frames;
mod helper;
mod job;
mod pool;
mod second;

pub(super) use confine::Confinement;
pub(super) use helper::Helper;
pub(super) use job::{Finished, Job, READER, STACK, read};
pub(super) use pool::{Bounds, Pool};

use super::{Ending, Failure};
use crate::error::Refusal;
use crate::read::aids::{Aids, Answer, Question, SecondPage};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufReader, BufWriter};

/// What the parent sends.
#[derive(Debug, Serialize, Deserialize)]
enum Order {
    /// Read the document that follows.
    Read(Box<Job>),
    /// Read pages of the document that follows with the second library.
    Second { pages: Vec<u32>, password: Option<String> },
    /// The answer to what was asked.
    Answer(Result<Answer, String>),
}

/// What a worker sends.
#[derive(Debug, Serialize, Deserialize)]
enum Reply {
    /// It is ready, and this is what it gave up.
    Ready(Confinement),
    /// It waits for an answer.
    Ask(Question),
    /// The records; their files follow.
    Done(Vec<job::Finished>),
    /// The document cannot be read.
    Refused(Refusal),
    /// The pages that the second library could read.
    Second(Vec<SecondPage>),
}

/// Reads documents from standard input for another process of this program.
#[derive(Debug, Args)]
pub(super) struct Worker {
    /// The address space, in megabytes.
    #[arg(long, value_name = "MB")]
    memory: u64,
}

impl Worker {
    pub(super) fn run(self) -> Result<Ending, Failure> {
        let (input, output) = pipes()?;
        let confinement = confine::confine(self.memory << 20);
        let serving = std::thread::Builder::new().name(format!("{READER}0")).stack_size(STACK).spawn(move || serve(input, output, confinement))?;
        match serving.join() {
            Ok(ended) => ended.map(|()| Ending::Clean).map_err(Failure::Io),
            Err(_) => Err(Failure::Said("a worker ended by a defect".to_owned())),
        }
    }
}

/// The two pipes, kept apart from standard input and output, which libraries might write to.
#[cfg(unix)]
fn pipes() -> io::Result<(File, File)> {
    let input = File::from(rustix::io::dup(io::stdin())?);
    let output = File::from(rustix::io::dup(io::stdout())?);
    let nowhere = File::options().read(true).write(true).open("/dev/null")?;
    rustix::stdio::dup2_stdin(&nowhere)?;
    rustix::stdio::dup2_stdout(&nowhere)?;
    Ok((input, output))
}

#[cfg(windows)]
fn pipes() -> io::Result<(File, File)> {
    use std::os::windows::io::AsHandle;
    Ok((File::from(io::stdin().as_handle().try_clone_to_owned()?), File::from(io::stdout().as_handle().try_clone_to_owned()?)))
}

/// Both ends of the worker's pipes; also the worker's way to ask its parent.
struct Parent(RefCell<(BufReader<File>, BufWriter<File>)>);

impl Parent {
    fn send(&self, reply: &Reply, bulk: &[u8]) -> io::Result<()> {
        frames::send(&mut self.0.borrow_mut().1, reply, &[bulk])
    }

    fn receive(&self) -> io::Result<Option<(Order, Vec<u8>)>> {
        frames::receive(&mut self.0.borrow_mut().0)
    }
}

impl Aids for Parent {
    fn ask(&self, question: &Question, bytes: &[u8]) -> Result<Answer, String> {
        self.send(&Reply::Ask(question.clone()), bytes).map_err(|e| e.to_string())?;
        match self.receive().map_err(|e| e.to_string())? {
            Some((Order::Answer(answer), _)) => answer,
            _ => Err("the parent gave no answer".to_owned()),
        }
    }
}

fn serve(input: File, output: File, confinement: Confinement) -> io::Result<()> {
    let parent = Parent(RefCell::new((BufReader::with_capacity(1 << 16, input), BufWriter::with_capacity(1 << 16, output))));
    parent.send(&Reply::Ready(confinement), &[])?;
    while let Some((order, bytes)) = parent.receive()? {
        match order {
            Order::Read(job) => match read(&job, bytes, &parent) {
                Ok((finished, files)) => parent.send(&Reply::Done(finished), &files)?,
                Err(refusal) => parent.send(&Reply::Refused(refusal), &[])?,
            },
            Order::Second { pages, password } => parent.send(&Reply::Second(second::read(&bytes, &pages, password.as_deref())), &[])?,
            Order::Answer(_) => {}
        }
    }
    Ok(())
}
