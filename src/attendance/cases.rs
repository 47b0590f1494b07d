//! Small rolls drawn as text, in the layouts that minutes have, and what is read of them.

use super::reader;
use crate::entities::Context;
use crate::entities::sentences;
use crate::entities::tokens::Tokens;
use crate::language::Language;
use crate::outline::Outline;
use crate::transcript::drawn::drawn;

/// "Name=role/Status@Delegation" of each person, joined.
fn told(drawing: &str) -> String {
    told_in(Language::English, drawing)
}

/// The same of a roll in another language.
pub(super) fn told_in(language: Language, drawing: &str) -> String {
    let transcript = drawn(drawing);
    let tokens = Tokens::of(&transcript.text);
    let sentences = sentences::split(&transcript, &tokens, &Outline::default());
    let outline = Outline::default();
    let context = Context { transcript: &transcript, tokens: &tokens, sentences: &sentences, outline: &outline, language, anchor: None };
    let roll = reader::read(context).value;
    let one = |p: &super::Person| {
        let mut words = p.name.clone();
        if let Some(role) = &p.role {
            words.push('=');
            words.push_str(role);
        }
        words = format!("{words}/{:?}", p.status);
        if let Some(d) = p.delegation.and_then(|d| roll.delegations.get(d)) {
            words.push('@');
            words.push_str(&d.name);
        }
        words
    };
    // A roll of delegations only: "[Chile/Present]".
    if roll.people.is_empty() {
        return roll.delegations.iter().map(|d| format!("[{}/{:?}]", d.name, d.status)).collect::<Vec<_>>().join("; ");
    }
    roll.people.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn rolls() {
    let cases: &[(&str, &str)] = &[
        ("Present: Ola Berg (Chair), Ana Paz\n\nApologies: Bo Lund", "Ola Berg=Chair/Present; Ana Paz/Present; Bo Lund/Apologies"),
        (
            "Present: Councilmembers deBerg, Paz and Mayor Lund – 3.\n\nAbsent: None.\n\nOla Berg spoke of roads.",
            "deBerg=Councilmember/Present; Paz=Councilmember/Present; Lund=Mayor/Present",
        ),
        (
            "Key: P=Present Ab=Absent E=Excused Y=Yes\n\nOla Berg | P | Y\nAna Paz | E | \nBo Lund | Ab | \nIda Moe | P | N",
            "Ola Berg/Present; Ana Paz/Apologies; Bo Lund/Absent; Ida Moe/Present",
        ),
        ("Present - Ola Berg, Ana Paz, Bo Lund May minutes approved", "Ola Berg/Present; Ana Paz/Present; Bo Lund/Present"),
        (
            "The meeting was called to order at nine. Those in attendance were: Ola Berg- President. Ana Paz- Vice President. Bo Lund- Liaison.\n\nMinutes of the May meeting were approved.",
            "Ola Berg=President/Present; Ana Paz=Vice President/Present; Bo Lund=Liaison/Present",
        ),
        (
            "The meeting was called to order at nine in the Hall. Members Present: Ola\nBerg, Ana Paz, and Bo Lund. Members Absent: Ida Moe.\nStaff Present: City Clerk Kim Lee.\n\nMinutes of the May meeting were approved.",
            "Kim Lee=City Clerk/Present; Ola Berg/Present; Ana Paz/Present; Bo Lund/Present; Ida Moe/Absent",
        ),
        (
            "The regular meeting of the Council was called\nto order at nine by all who had come to the\nCouncil Chambers. Members Present: Aaron\nPaz, Noreen Berg, Buck Lund, and Teresa\nHorn. Members Absent: Floyd Barker.\n\nMinutes of the May meeting were approved.",
            "Aaron Paz/Present; Noreen Berg/Present; Buck Lund/Present; Teresa Horn/Present; Floyd Barker/Absent",
        ),
        ("Minute taker: Ola Berg, Ana Paz\n\nThe meeting was opened.", "Ola Berg=Minute taker/Present; Ana Paz=Minute taker/Present"),
        ("Present:\n\nOla Berg\nAna Paz\n\nAbsent:\n\nBo Lund", "Ola Berg/Present; Ana Paz/Present; Bo Lund/Absent"),
        (
            "Present were Board members Ola Berg and Ana Paz. Also present was Road Committee Chair Bo Lund.",
            "Ola Berg=Board member/Present; Ana Paz=Board member/Present; Bo Lund=Road Committee Chair/Present",
        ),
        (
            "Mr. Ola da Berg, Mayor of Roadtown, presided.\nCouncillors Ana Paz Lund\nBo Horn Berg\nIda Moe Lund was missing",
            "Ola da Berg=Mayor of Roadtown/Present; Ana Paz Lund=Councillor/Present; Bo Horn Berg=Councillor/Present; Ida Moe Lund=Councillor/Absent",
        ),
        (
            "The meeting was held at nine, attended by Messrs. Ola da Berg, Ana Paz Lund and Bo Horn, respectively, President and Councilors of this body.",
            "Ola da Berg=President/Present; Ana Paz Lund=Councilor/Present; Bo Horn=Councilor/Present",
        ),
        ("Participants\n\nNO Ola Berg\nCL Ana Paz\nFJ Bo Lund", "Ola Berg/Present@Norway; Ana Paz/Present@Chile; Bo Lund/Present@Fiji"),
        ("Attendance\n\nName | Country | Present\nOla Berg | Norway | yes\nAna Paz | Chile | no", "Ola Berg/Present@Norway; Ana Paz/Absent@Chile"),
        (
            "ROLL CALL - Present:\n\nAbsent:\n\nCouncilmembers Berg, Paz and\nMayor Lund – 3.\n\nNone.\n\nThe Council spoke of roads.",
            "Berg=Councilmember/Present; Paz=Councilmember/Present; Lund=Mayor/Present",
        ),
        (
            "Present:\n\nChile: Ms Ana Paz\nGeorgia: Mr Ola Berg\nNorway: Ms Ida Moe (Chair)\nFiji: Mr Bo Lund",
            "Ana Paz/Present@Chile; Ola Berg/Present@Georgia; Ida Moe=Chair/Present@Norway; Bo Lund/Present@Fiji",
        ),
        (
            "President: Mr. Berg ........ (Norway)\nMembers: Chile ........ Ms. Paz\nFiji ........ Mr. Lund",
            "Berg=President/Present@Norway; Paz/Present@Chile; Lund/Present@Fiji",
        ),
        (
            "Attendance\n\nState | Expert | Present?\nNorway | Mr. Ola Berg | yes\nChile | Ms. Ana Paz | apologies",
            "Ola Berg/Present@Norway; Ana Paz/Apologies@Chile",
        ),
        ("Present\n\nOla Berg | Chair\nAna Paz | Vice-Chair", "Ola Berg=Chair/Present; Ana Paz=Vice-Chair/Present"),
        (
            "Present: Ola Berg, Dr Ana\nPaz\n\nApologies: Bo Lund\n\nMinutes: Ida Moe",
            "Ola Berg/Present; Ana Paz/Present; Bo Lund/Apologies; Ida Moe=Minutes/Present",
        ),
        (
            "Présents : Ola BERG -- Ana PAZ - Kim\nLUND - Bo HORN – MOE\n\nAbsents : Ida NOR - Al DOE",
            "Ola Berg/Present; Ana Paz/Present; Kim Lund/Present; Bo Horn – Moe/Present; Ida Nor/Absent; Al Doe/Absent",
        ),
        ("Present: Ola BERG – WHO – Ana PAZ – IMO", "Ola Berg/Present@WHO; Ana Paz/Present@IMO"),
        (
            "The Board met in Roadtown at nine. Those present were the following:\n\nOla Berg, Chair\nAna Paz\n\nBo Lund and Ida Moe, Presidents of the Harbour Banks of Elmtown and Ashford, respectively",
            "Ola Berg=Chair/Present; Ana Paz/Present; Bo Lund=President/Present; Ida Moe=President/Present",
        ),
        ("Ayes: Berg, Paz.\nAbsent: Lund.", ""),
        ("The Board noted that staff were present at the opening of the new road in Roadtown.", ""),
    ];
    let failed: Vec<String> = cases
        .iter()
        .map(|(drawing, want)| (drawing, want, told(drawing)))
        .filter(|(_, want, got)| got != **want)
        .map(|(d, w, g)| format!("{d}\n  want {w}\n  got  {g}"))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
