//! What is named in the text (`entities`), and what a person should look at (`warnings`).

use super::places::{confidence, nth, page, record, repairs, section, span_end, span_start};
use super::{Get, Row, Table, column, json, table, whole, word};
use crate::minutes::{Entity, Value, Warning};

pub(super) fn entities() -> Table {
    type E<'r, 'a> = &'r Row<'a, Entity>;
    table(
        "entities",
        "Something named in the text. Which of the columns from `code` to `article` are filled goes by `kind`.",
        &["record", "nth"],
        |r| &r.entities,
        vec![
            record(),
            nth(),
            column(
                "kind",
                Get::Word(|e: E| kind(&e.item.value)),
                "`state`, `organisation`, `person`, `date`, `time`, `amount`, `percentage`, `count`, `meeting`, `instrument`, `article` or `document`.",
            ),
            column("text", Get::Text(|e: E| Some(&e.item.text)), "The words."),
            column(
                "code",
                Get::Text(|e: E| code(&e.item.value)),
                "ISO 3166 of a State; the acronym of an organisation, a meeting or an instrument; the symbol of a document; the number of an article.",
            ),
            column(
                "name",
                Get::Text(|e: E| name(&e.item.value)),
                "The name of a State, an organisation, a person, a meeting or an instrument; the title of a document.",
            ),
            column(
                "person",
                Get::Text(|e: E| if let Value::Person { person, .. } = &e.item.value { person.as_deref() } else { None }),
                "The person of the roll.",
            )
            .of("people"),
            column(
                "demonym",
                Get::Boolean(|e: E| if let Value::State { demonym, .. } = &e.item.value { Some(*demonym) } else { None }),
                "Of a State: whether the words are an adjective.",
            ),
            column(
                "first_day",
                Get::Date(|e: E| if let Value::Date { start, .. } = &e.item.value { start.as_deref().map(Into::into) } else { None }),
                "The first day of a date.",
            ),
            column(
                "last_day",
                Get::Date(|e: E| if let Value::Date { end, .. } = &e.item.value { end.as_deref().map(Into::into) } else { None }),
                "Its last day, the same for a single day.",
            ),
            column("edtf", Get::Text(|e: E| if let Value::Date { edtf, .. } = &e.item.value { edtf.as_deref() } else { None }), "The date as EDTF."),
            column("start_time", Get::Time(|e: E| if let Value::Time { start, .. } = &e.item.value { Some(start) } else { None }), "A time of day."),
            column(
                "end_time",
                Get::Time(|e: E| if let Value::Time { end, .. } = &e.item.value { end.as_deref() } else { None }),
                "Its end; empty for a moment.",
            ),
            column(
                "number",
                Get::Decimal(|e: E| number(&e.item.value)),
                "The number of an amount, a percentage or a count; empty where it has more than 29 digits before the point or 9 after it (`value` has them).",
            ),
            column(
                "currency",
                Get::Text(|e: E| if let Value::Amount { currency, .. } = &e.item.value { currency.as_deref() } else { None }),
                "ISO 4217, of an amount.",
            ),
            column("unit", Get::Text(|e: E| if let Value::Count { unit, .. } = &e.item.value { Some(unit) } else { None }), "What is counted."),
            column(
                "ordinal",
                Get::Integer(|e: E| if let Value::Meeting { ordinal, .. } = &e.item.value { ordinal.and_then(whole) } else { None }),
                "12 of the 12th Meeting.",
            ),
            column(
                "instrument",
                Get::Text(|e: E| if let Value::Article { instrument, .. } = &e.item.value { instrument.as_deref() } else { None }),
                "The instrument of an article.",
            ),
            column("value", Get::Json(|e: E| value(&e.item.value)), "All of this as the record has it."),
            section(|e: E| e.item.section.as_deref()),
            page(|e: E| e.item.page),
            span_start(|e: E| e.item.span),
            span_end(|e: E| e.item.span),
            confidence(|e: E| e.item.confidence),
            repairs(|e: E| json(&e.item.repairs)),
        ],
    )
}

fn told(value: &Value, key: &str) -> Option<serde_json::Value> {
    serde_json::to_value(value).ok()?.get_mut(key).map(serde_json::Value::take)
}

fn kind(value: &Value) -> Option<String> {
    told(value, "kind")?.as_str().map(str::to_owned)
}

fn value(value: &Value) -> Option<String> {
    told(value, "value").map(|v| v.to_string())
}

fn code(value: &Value) -> Option<&str> {
    match value {
        Value::State { code, .. } => code.as_deref(),
        Value::Organisation { acronym, .. } | Value::Meeting { acronym, .. } | Value::Instrument { acronym, .. } => acronym.as_deref(),
        Value::Document { symbol, .. } => symbol.as_deref(),
        Value::Article { number, .. } => Some(number),
        _ => None,
    }
}

fn name(value: &Value) -> Option<&str> {
    match value {
        Value::State { name, .. } | Value::Organisation { name, .. } | Value::Meeting { name, .. } | Value::Instrument { name, .. } => name.as_deref(),
        Value::Person { name, .. } => Some(name),
        Value::Document { title, .. } => title.as_deref(),
        _ => None,
    }
}

fn number(value: &Value) -> Option<&str> {
    match value {
        Value::Amount { value, .. } | Value::Percentage { value } | Value::Count { value, .. } => Some(value),
        _ => None,
    }
}

pub(super) fn warnings() -> Table {
    type W<'r, 'a> = &'r Row<'a, Warning>;
    table(
        "warnings",
        "Something that a person should look at.",
        &["record", "nth"],
        |r| &r.warnings,
        vec![
            record(),
            nth(),
            column("code", Get::Word(|w: W| word(&w.item.code)), "What kind of thing: `speaks-but-not-listed` …."),
            column("severity", Get::Word(|w: W| word(&w.item.severity)), "How much it matters: `error`, `review` or `info`."),
            column("message", Get::Text(|w: W| Some(&w.item.message)), "What, for the person who checks."),
            page(|w: W| w.item.page),
            column(
                "span_start",
                Get::Integer(|w: W| w.item.span.and_then(|[start, _]| whole(start))),
                "Where the words begin in the record's `text`, in code points.",
            ),
            column("span_end", Get::Integer(|w: W| w.item.span.and_then(|[_, end]| whole(end))), "Where they end, in code points."),
            column("words", Get::Text(|w: W| w.item.span.map(|s| w.of.words.at(s))), "The words."),
        ],
    )
}
