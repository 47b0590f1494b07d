//! Draws the annotations that show words on the page: filled form fields, stamps, typed notes.
//!
//! Comments and highlights are talk about the document, links have no face of their own: neither is drawn.

use super::matrix::{Matrix, is_finite};
use super::operators::Interpreter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

/// Annotations of one page that are looked at.
const ANNOTATIONS: usize = 5_000;
/// `/F`: hidden, or not to be seen on the screen.
const HIDDEN: i32 = 2 | 32;

/// Draws the page's annotations over it.
pub(super) fn draw<'a>(on: &mut Interpreter<'_, 'a>, page: &Page<'a>, ctm: Matrix) {
    let Some(annotations) = page.raw().get::<Array<'a>>("Annots") else { return };
    for annotation in annotations.iter::<Dict<'a>>().take(ANNOTATIONS) {
        let shown = annotation.get::<i32>("F").unwrap_or(0) & HIDDEN == 0;
        let kind = annotation.get::<Name<'_>>("Subtype");
        let wordy = kind.as_ref().is_some_and(|k| matches!(k.as_str(), "Widget" | "Stamp" | "FreeText" | "Watermark"));
        let (group, membership) = super::fonts::entry(&annotation, b"OC");
        if shown && wordy && !on.layers.hides(group, membership.and_then(Object::into_dict).as_ref()) {
            draw_one(on, &annotation, page.resources(), ctm);
        }
    }
}

fn draw_one<'a>(on: &mut Interpreter<'_, 'a>, annotation: &Dict<'a>, resources: &Resources<'a>, ctm: Matrix) -> Option<()> {
    let faces = annotation.get::<Dict<'a>>("AP")?;
    let face = faces.get::<Stream<'a>>("N").or_else(|| {
        let states = faces.get::<Dict<'a>>("N")?;
        states.get::<Stream<'a>>(annotation.get::<Name<'_>>("AS")?.as_ref())
    })?;
    let [x0, y0, x1, y1] = annotation.get::<[f64; 4]>("Rect")?;
    let own = face.dict().get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix::new);
    let [bx0, by0, bx1, by1] = face.dict().get::<[f64; 4]>("BBox")?;
    // ISO 32000-1, 12.5.5: the form's box, as its matrix turns it, is laid onto the annotation's rectangle.
    let from = own.boxed(bx0, by0, bx1, by1);
    if !is_finite(from) || from.width() <= 0.0 || from.height() <= 0.0 {
        return None;
    }
    let (sx, sy) = ((x1 - x0).abs() / f64::from(from.width()), (y1 - y0).abs() / f64::from(from.height()));
    let onto = Matrix::new([sx, 0.0, 0.0, sy, x0.min(x1) - f64::from(from.x0) * sx, y0.min(y1) - f64::from(from.y0) * sy]);
    let clip = on.page;
    on.form(&face, None, resources, onto.then(ctm), clip);
    Some(())
}
