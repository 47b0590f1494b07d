//! What each stage draws over the pages.

use super::svg::{Scene, Shape};
use super::{Stage, View, findings, places};
use crate::geometry::Rect;
use crate::layout::{LaidPage, Role};
use crate::minutes::{BlockKind, Minutes, TextSpan};
use crate::transcript::TextKind;

/// The pages of a stage. A text without geometry has none.
pub(super) fn scenes(view: &View, stage: Stage, records: &[Minutes]) -> Vec<Scene> {
    let pages = view.raw.pages.iter().filter(|p| view.shows(Some(p.number)));
    pages
        .map(|page| {
            let laid = view.laid.pages.iter().find(|p| p.number == page.number);
            let mut shapes = Vec::new();
            match stage {
                Stage::Glyphs => glyphs(page, &mut shapes),
                Stage::Layout => {
                    words(laid, &mut shapes);
                    rules(page, &mut shapes);
                    layout(laid, &mut shapes);
                }
                Stage::Transcript => {
                    words(laid, &mut shapes);
                    transcript(view, page.number, &mut shapes);
                }
                _ => {
                    words(laid, &mut shapes);
                    for record in records {
                        let painter = Painter { record, page: page.number };
                        painter.paint(stage, &mut shapes);
                    }
                }
            }
            Scene { number: page.number, width: page.width, height: page.height, shapes }
        })
        .collect()
}

fn glyphs(page: &crate::read::RawPage, shapes: &mut Vec<Shape>) {
    for g in &page.glyphs {
        let colour = match g.marks {
            m if m.artifact => "#c60",
            m if m.invisible => "#90c",
            m if m.turned => "#c06",
            m if m.space => "#9cf",
            _ => "#6a6",
        };
        shapes.push(Shape::Words { text: g.ch.to_string(), bbox: g.bbox, baseline: g.baseline, size: g.size, bold: false, italic: false });
        shapes.push(Shape::Box {
            bbox: g.bbox,
            colour,
            weight: 0.2,
            filled: false,
            hint: format!("{:?} U+{:04X} size {:.1} font {}", g.ch, u32::from(g.ch), g.size, g.font),
        });
    }
    rules(page, shapes);
}

fn rules(page: &crate::read::RawPage, shapes: &mut Vec<Shape>) {
    shapes.extend(page.rules.iter().map(|r| Shape::Box { bbox: r.bbox, colour: "#f0f", weight: 0.4, filled: true, hint: "rule".to_owned() }));
    shapes.extend(page.images.iter().map(|r| Shape::Box { bbox: *r, colour: "#0aa", weight: 0.6, filled: false, hint: "picture".to_owned() }));
}

fn words(laid: Option<&LaidPage>, shapes: &mut Vec<Shape>) {
    for line in laid.iter().flat_map(|p| &p.blocks).flat_map(|b| &b.lines) {
        for w in &line.words {
            let text = line.text.get(w.start as usize..w.end as usize).unwrap_or_default().to_owned();
            shapes.push(Shape::Words { text, bbox: w.bbox, baseline: line.baseline, size: w.size, bold: w.style.bold, italic: w.style.italic });
        }
    }
}

fn layout(laid: Option<&LaidPage>, shapes: &mut Vec<Shape>) {
    for (i, block) in laid.iter().flat_map(|p| &p.blocks).enumerate() {
        let colour = match block.role {
            Role::Body => "#06c",
            Role::Table => "#080",
            Role::Header | Role::Footer | Role::PageNumber | Role::LineNumbers => "#c60",
            Role::Footnote => "#808",
            Role::Margin | Role::Stamp => "#c06",
        };
        for line in &block.lines {
            for w in &line.words {
                shapes.push(Shape::Box { bbox: w.bbox, colour: "#ccc", weight: 0.2, filled: false, hint: String::new() });
            }
            shapes.push(Shape::Box { bbox: line.bbox, colour: "#8bf", weight: 0.3, filled: false, hint: line.text.clone() });
        }
        let column = block.column.map(|c| format!(", region {} column {} of {}", c.region, c.index + 1, c.of)).unwrap_or_default();
        boxed(shapes, block.bbox, colour, (i + 1).to_string(), format!("{}{column}", places::role(block.role)));
    }
    for d in laid.iter().flat_map(|p| &p.dropped) {
        shapes.push(Shape::Box { bbox: d.bbox, colour: "#f00", weight: 0.5, filled: true, hint: format!("dropped ({}): {}", d.reason, d.text) });
    }
}

fn transcript(view: &View, page: u32, shapes: &mut Vec<Shape>) {
    for (i, block) in view.text.blocks.iter().enumerate() {
        let colour = match block.kind {
            TextKind::Paragraph => "#06c",
            TextKind::ListItem => "#0a8",
            TextKind::Table => "#080",
            TextKind::Footnote => "#808",
        };
        let lines = view.text.lines.get(block.lines.clone()).unwrap_or_default();
        if let Some(bbox) = Rect::around(lines.iter().filter(|l| l.page == Some(page)).filter_map(|l| l.bbox)) {
            boxed(shapes, bbox, colour, format!("b{}", i + 1), view.text.words(block.span).to_owned());
        }
    }
}

fn boxed(shapes: &mut Vec<Shape>, bbox: Rect, colour: &'static str, label: String, hint: String) {
    shapes.push(Shape::Box { bbox, colour, weight: 0.8, filled: false, hint });
    shapes.push(Shape::Label { at: (bbox.x0 - 10.0, bbox.y0 + 5.0), colour, text: label });
}

/// Draws what a record says over one of its pages.
struct Painter<'a> {
    record: &'a Minutes,
    page: u32,
}

impl Painter<'_> {
    fn paint(&self, stage: Stage, shapes: &mut Vec<Shape>) {
        let record = self.record;
        match stage {
            Stage::Outline => {
                for block in record.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Title | BlockKind::Heading)) {
                    let colour = if block.kind == BlockKind::Title { "#c06" } else { "#06c" };
                    self.over(block.span, colour, block.section.as_deref().unwrap_or("title"), shapes);
                }
                for (field, evidence) in &record.meeting.evidence {
                    if let Some(span) = evidence.span {
                        self.over(span, "#080", field, shapes);
                    }
                }
            }
            Stage::Entities => {
                for e in &record.entities {
                    self.over(e.span, "#e80", &findings::meaning(e), shapes);
                }
            }
            Stage::Roll => {
                for d in &record.attendance.delegations {
                    self.over(d.span, "#06c", &format!("{} {}", d.id, d.name), shapes);
                }
                for p in &record.attendance.people {
                    self.over(p.span, "#080", &format!("{} {} {}", p.id, p.name, p.delegation.as_deref().unwrap_or("–")), shapes);
                }
            }
            _ => {
                for x in &record.interventions {
                    self.over(x.span, "#06c", &x.speaker.name, shapes);
                }
                for x in &record.decisions {
                    self.over(x.span, "#080", &x.kind, shapes);
                }
                for x in &record.actions {
                    self.over(x.span, "#c60", x.owner.as_deref().unwrap_or("–"), shapes);
                }
                for x in &record.votes {
                    self.over(x.span, "#c06", "vote", shapes);
                }
            }
        }
    }

    /// A box over each line's share of the words: the letters of a line are taken as equally wide.
    fn over(&self, span: TextSpan, colour: &'static str, hint: &str, shapes: &mut Vec<Shape>) {
        let met = self.record.lines.iter().filter(|l| l.page == Some(self.page) && l.span[0] < span[1] && span[0] < l.span[1]);
        for line in met {
            let Some(bbox) = line.bbox else {
                continue;
            };
            let [x0, y0, x1, y1] = bbox.0;
            let share = |at: usize| {
                let within = at.clamp(line.span[0], line.span[1]) - line.span[0];
                x0 + (x1 - x0) * within as f32 / (line.span[1] - line.span[0]).max(1) as f32
            };
            shapes.push(Shape::Box { bbox: Rect::new(share(span[0]), y0, share(span[1]), y1), colour, weight: 0.5, filled: true, hint: hint.to_owned() });
        }
    }
}
