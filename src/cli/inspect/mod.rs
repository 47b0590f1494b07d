//! `rapporteur inspect`: any stage of one document, as text or as boxes drawn over its pages. The tool to find out why a page
//! was read as it was.

mod draw;
mod findings;
mod places;
mod svg;

use super::ocr::options::OcrOptions;
use super::worker::{Bounds, Helper, Pool};
use super::{Ending, Failure, report, walk};
use crate::layout::{self, Layout};
use crate::minutes::Minutes;
use crate::pipeline::{self, Options};
use crate::read::aids::{Aids, Alone};
use crate::read::{self, RawDocument};
use crate::source::Source;
use crate::transcript::{self, Transcript};
use crate::{error::Refusal, write::json};
use clap::{Args, ValueEnum};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Show how one document is read, stage by stage.
///
/// Where a record is wrong, look at the stages in their order: the first that is wrong is the one to blame.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Inspect {
    /// The document.
    file: PathBuf,
    /// Which stage to show.
    #[arg(long, value_enum, default_value_t = Stage::Record)]
    stage: Stage,
    /// Only this page, counted from 1.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page: Option<u32>,
    /// Draw boxes over the pages, as one SVG.
    ///
    /// Blocks are coloured by what they are and numbered in reading order; point at a box to see what it holds.
    #[arg(long, conflicts_with = "text")]
    svg: bool,
    /// Tell it as text, which is what happens anyway.
    #[arg(long)]
    text: bool,
    #[command(flatten)]
    ocr: OcrOptions,
    /// The password that opens the document.
    ///
    /// `@FILE` takes it from the first line of a file.
    #[arg(long, value_name = "PASSWORD|@FILE")]
    password: Option<String>,
}

/// The end of the long help.
const EXAMPLES: &str = "\
Examples:
  rapporteur inspect agm.pdf                            the record
  rapporteur inspect agm.pdf --stage roll               who was there
  rapporteur inspect agm.pdf --stage layout --page 2    lines and blocks of one page
  rapporteur inspect agm.pdf --stage layout --svg > agm.svg";

/// The stages, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// The letters as the file places them, the rules, the pictures.
    Glyphs,
    /// Words, lines and blocks, in reading order, with their roles.
    Layout,
    /// The repaired text, block by block, with every repair.
    Transcript,
    /// The title, the meeting and the sections.
    Outline,
    /// What is named in the text, with what it means.
    Entities,
    /// Who was there.
    Roll,
    /// Who spoke, and what came of it.
    Floor,
    /// The record, as it is written out.
    Record,
}

/// What is shown.
struct View {
    raw: RawDocument,
    laid: Layout,
    text: Transcript,
    page: Option<u32>,
}

impl View {
    fn shows(&self, page: Option<u32>) -> bool {
        self.page.is_none_or(|wanted| page == Some(wanted))
    }
}

impl Inspect {
    pub(super) fn run(self) -> Result<Ending, Failure> {
        if self.svg && self.stage == Stage::Record {
            return Err(Failure::Said("a record cannot be drawn; choose another --stage".to_owned()));
        }
        let bytes = std::fs::read(&self.file).map_err(|e| Failure::Said(format!("{}: {}; check the path", self.file.display(), walk::reason(&e))))?;
        let name = self.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let mut options = Options { password: self.password.as_deref().map(super::extract::password).transpose()?, ..Options::default() };
        let engine = self.ocr.engine(&mut options, std::thread::available_parallelism().map_or(1, usize::from))?;
        let second = Pool::new(Bounds::default());
        let aids = Helper { path: &self.file, second: &second, others: engine.as_ref().map_or(&Alone, |e| e) };
        match self.show(bytes, &name, &options, &aids) {
            Ok(shown) => shown.map(|()| Ending::Clean).map_err(Failure::Io),
            Err(refusal) => {
                report::say(&format!("refused {name}: {refusal} [{}]", refusal.code.as_str()));
                Ok(Ending::Refusals)
            }
        }
    }

    fn show(&self, bytes: Vec<u8>, name: &str, options: &Options, aids: &dyn Aids) -> Result<io::Result<()>, Refusal> {
        let mut out = BufWriter::new(io::stdout().lock());
        if self.stage == Stage::Record {
            let records = pipeline::read_with(bytes, name, options, aids)?;
            return Ok(records.iter().try_for_each(|r| out.write_all(&json::pretty(r)?)).and_then(|()| out.flush()));
        }
        let source = Source::new(name, bytes)?;
        let raw = read::read_with(&source, options, aids)?;
        let laid = layout::lay_out(&raw);
        let mut text = transcript::transcribe(&laid);
        text.note_mends(&raw.recognition.mends);
        let view = View { raw, laid, text, page: self.page };
        let records = if matches!(self.stage, Stage::Glyphs | Stage::Layout | Stage::Transcript) {
            Vec::new()
        } else {
            pipeline::read_with(source.bytes, name, options, aids)?
        };
        let shown = if self.svg { svg::draw(&mut out, &draw::scenes(&view, self.stage, &records)) } else { self.tell(&mut out, &view, &records) };
        Ok(shown.and_then(|()| out.flush()))
    }

    fn tell(&self, out: &mut impl Write, view: &View, records: &[Minutes]) -> io::Result<()> {
        match self.stage {
            Stage::Glyphs => places::glyphs(out, view),
            Stage::Layout => places::layout(out, view),
            Stage::Transcript => places::transcript(out, view),
            Stage::Outline => records.iter().try_for_each(|r| findings::outline(out, view, r)),
            Stage::Entities => records.iter().try_for_each(|r| findings::entities(out, view, r)),
            Stage::Roll => records.iter().try_for_each(|r| findings::roll(out, view, r)),
            Stage::Floor => records.iter().try_for_each(|r| findings::floor(out, view, r)),
            Stage::Record => Ok(()),
        }
    }
}
