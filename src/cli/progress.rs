//! Progress on a terminal: documents, pages, rate, time left, the document now being read. In a pipe nothing is drawn.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Redraws a second: enough to look alive.
const REDRAW: Duration = Duration::from_millis(120);

/// The bar of a batch.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    pages: AtomicUsize,
    begun: Instant,
}

impl Progress {
    /// A bar for `documents`; nothing is drawn where standard error is no terminal, or where `wanted` is false.
    pub(super) fn new(documents: usize, wanted: bool) -> Self {
        let bar = if wanted && io::stderr().is_terminal() {
            let bar = ProgressBar::with_draw_target(Some(documents as u64), ProgressDrawTarget::stderr());
            bar.set_style(style());
            bar.enable_steady_tick(REDRAW);
            bar
        } else {
            ProgressBar::hidden()
        };
        Self { bar, pages: AtomicUsize::new(0), begun: Instant::now() }
    }

    /// `name` is now being read.
    pub(super) fn begin(&self, name: &str) {
        if !self.bar.is_hidden() {
            self.bar.set_message(name.to_owned());
        }
    }

    /// A document of so many pages is done.
    pub(super) fn done(&self, pages: usize) {
        let pages = self.pages.fetch_add(pages, Ordering::Relaxed) + pages;
        if !self.bar.is_hidden() {
            let rate = pages as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
            self.bar.set_prefix(format!("{pages} pages, {rate:.0}/s"));
        }
        self.bar.inc(1);
    }

    /// Says a line above the bar.
    pub(super) fn say(&self, line: &str) {
        self.bar.suspend(|| super::report::say(line));
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// A bar that counts what is looked at; nothing is drawn where standard error is no terminal, or where it is to be `quiet`.
#[cfg(feature = "search")]
pub(super) fn counting(what: &str, quiet: bool) -> ProgressBar {
    if quiet || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let shape = if colours() { "{bar:24.cyan}" } else { "{bar:24}" };
    bar.set_style(ProgressStyle::with_template(&format!("{shape} {{pos}}/{{len}} {what}, {{eta}} left")).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn style() -> ProgressStyle {
    let bar = if colours() { "{bar:24.cyan}" } else { "{bar:24}" };
    let template = format!("{bar} {{pos}}/{{len}} documents, {{prefix}}, {{eta}} left  {{wide_msg}}");
    ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Whether colours are welcome (<https://no-color.org>).
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is asked")]
pub(super) fn colours() -> bool {
    std::env::var("NO_COLOR").map_or(true, |v| v.is_empty())
}
