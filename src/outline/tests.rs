//! What is a section and what is not, drawn.

use super::segment;
use crate::transcript::drawn::drawn;

/// The sections as "number title", two blanks a level, coordinators behind " < ".
fn sections(drawing: &str) -> String {
    let outline = segment(&drawn(drawing)).value;
    let mut out = String::new();
    for s in &outline.sections {
        let number = s.number.as_ref().map_or(String::new(), |n| format!("{n} "));
        let who = if s.responsible.is_empty() { String::new() } else { format!(" < {}", s.responsible.join(", ")) };
        out.extend(["  ".repeat(usize::from(s.level) - 1), number, s.title.clone(), who, "\n".to_owned()]);
    }
    out
}

fn check(drawing: &str, expected: &str) {
    let expected: Vec<&str> = expected.trim_matches('\n').lines().collect();
    let got = sections(drawing);
    assert_eq!(got.lines().collect::<Vec<_>>(), expected, "\n{drawing}\n---\n{got}");
}

const TEXT: &str = "The members heard a report on the works and thanked all those who had taken part in them.";

#[test]
fn numbers_make_sections() {
    check(
        &format!(
            "**1. Opening**\n\n{TEXT}\n\n**2. Work plans**\n\n**2.1 Outreach (Norland and Sudland)**\n\n{TEXT}\n\n**2.2 Repairs (Westland and Eastland)**\n\n{TEXT}\n\n**3. Close**\n\n{TEXT}"
        ),
        "1 Opening\n2 Work plans\n  2.1 Outreach < Norland, Sudland\n  2.2 Repairs < Westland, Eastland\n3 Close",
    );
}

#[test]
fn markdown_levels_do_not_outweigh_numbers() {
    check(
        &format!(
            "## 1. Opening\n\n{TEXT}\n\n#### 2. Plans\n\n#### 2.1 __Outreach (Norland and Sudland)__\n\n{TEXT}\n\n# 2.2 Repairs (Westland and Eastland)\n\n{TEXT}\n\n## 3. Close\n\n{TEXT}"
        ),
        "1 Opening\n2 Plans\n  2.1 Outreach < Norland, Sudland\n  2.2 Repairs < Westland, Eastland\n3 Close",
    );
}

#[test]
fn plain_numbered_titles_are_headings_and_numbered_paragraphs_are_not() {
    check(
        &format!(
            "1. Apologies\n\n{TEXT}\n\n1.1 {TEXT} They went home.\n\n2. Finance\n\n2.1 {TEXT} It was late.\n\n2.2 {TEXT} Nothing was left.\n\n3. Date of next meeting\n\n{TEXT}"
        ),
        "1 Apologies\n2 Finance\n3 Date of next meeting",
    );
    check(&format!("1. {TEXT} It was so.\n\n2. {TEXT} It was so.\n\n3. {TEXT} It was so."), "");
}

#[test]
fn lists_and_motions_are_not_sections() {
    check(&format!("**1. Opening**\n\n{TEXT}\n\n1. Bread\n\n2. Milk\n\n3. Tea\n\n**2. Close**\n\n{TEXT}"), "1 Opening\n2 Close");
}

#[test]
fn verdicts_and_the_points_of_a_resolution_are_not_sections() {
    check(
        &format!(
            "**1. MINUTES**\n\nMoved by Ann Roe that the minutes be adopted.\n\n**CARRIED 5/0**\n\n**2. ROADS**\n\n{TEXT}\n\n**DEFEATED**\n\n**3. CLOSE**\n\n{TEXT}"
        ),
        "1 MINUTES\n2 ROADS\n3 CLOSE",
    );
    check(
        &format!("**1. Roads**\n\nThe Council resolves:\n\n1. The work is given to the firm.\n\n2. The clerk signs the paper.\n\n**2. Close**\n\n{TEXT}"),
        "1 Roads\n2 Close",
    );
    check(
        &format!(
            "1. Minutes\n{TEXT}\n\n2. Roads\nThe Council resolves:\n1. The work is given to the firm.\n2. The clerk is told to sign by 3 May.\n\n3. Bridges\n{TEXT}\n\n4. Close\n{TEXT}"
        ),
        "1 Minutes\n2 Roads\n3 Bridges\n4 Close",
    );
}

#[test]
fn run_in_headings_of_numbered_items() {
    check(
        &format!("1. **Roll call.** Five were there.\n\n2. **Minutes of 3 May.** {TEXT}\n\n3. **Budget.** {TEXT}"),
        "1 Roll call\n2 Minutes of 3 May\n3 Budget",
    );
    check(
        &format!("1. ROLL CALL: Members Ash, Birch and Cedar\nwere there.\n\n2. MINUTES: {TEXT}\nAll agreed.\n\n3. BUDGET: {TEXT}\nAll agreed."),
        "1 ROLL CALL\n2 MINUTES\n3 BUDGET",
    );
}

#[test]
fn run_in_headings_without_numbers() {
    check(
        &format!("MINUTES: {TEXT}\n\nROADS AND BRIDGES: {TEXT}\n\nMOTION: {TEXT}\n\nEXECUTIVE SESSION: {TEXT}"),
        "MINUTES\nROADS AND BRIDGES\nEXECUTIVE SESSION",
    );
}

#[test]
fn items_of_the_agenda_in_brackets() {
    check(
        &format!("Opening of the meeting (Agenda item 1)\n\n{TEXT}\n\nElection of officers (Agenda item 2)\n\n{TEXT}\n\nReport (agenda item 4)\n\n{TEXT}"),
        "1 Opening of the meeting\n2 Election of officers\n4 Report",
    );
}

#[test]
fn codes_and_keywords() {
    check(
        &format!("1. ROLL CALL\n\n{TEXT}\n\n2. REGULAR ITEMS\n\n2-A. Harbour works\n\n{TEXT}\n\n2-B. Parks\n\n{TEXT}\n\n3. ADJOURNMENT\n\n{TEXT}"),
        "1 ROLL CALL\n2 REGULAR ITEMS\n  2-A Harbour works\n  2-B Parks\n3 ADJOURNMENT",
    );
    check(&format!("Item 1: Opening\n\n{TEXT}\n\nItem 2: Budget\n\n{TEXT}"), "1 Opening\n2 Budget");
    check(&format!("Point 1 : Ouverture\n\n{TEXT}\n\nPoint 2 : Divers\n\n{TEXT}"), "1 Ouverture\n2 Divers");
}

#[test]
fn dress_makes_sections_where_nothing_is_numbered() {
    check(
        &format!(
            "@18 **Minutes of the Harbour Board**\n\n{TEXT}\n\n**Liaison Report**\n\n{TEXT}\n\n**COMMITTEE REPORTS**\n\n__Horse Committee__\n\n{TEXT}\n\n__Roads Committee__\n\n{TEXT}\n\n**OLD BUSINESS**\n\n{TEXT}"
        ),
        "Liaison Report\nCOMMITTEE REPORTS\n  Horse Committee\n  Roads Committee\nOLD BUSINESS",
    );
}

#[test]
fn names_and_labels_are_not_sections() {
    check(
        &format!("**1. Present:**\n\n**Norland**\n\nMr. Ole Ask\n\n**Sudland**\n\nMs. Ana Roble\n\n**2. Opening**\n\n{TEXT}\n\n**Mr. Ole Ask**\n\n**Chair**"),
        "1 Present\n2 Opening",
    );
}

#[test]
fn a_list_of_contents_is_not_the_sections() {
    check(
        &format!(
            "1) Agenda ............ 2\n2) Budget ............ 2\n3) Close ............ 3\n\n**1) Agenda**\n\n{TEXT}\n\n**2) Budget**\n\n{TEXT}\n\n**3) Close**\n\n{TEXT}"
        ),
        "1 Agenda\n2 Budget\n3 Close",
    );
    check(
        &format!("**Agenda**\n\n1. Opening\n2. Budget\n3. Close\n\n**1. Opening**\n\n{TEXT}\n\n**2. Budget**\n\n{TEXT}\n\n**3. Close**\n\n{TEXT}"),
        "Agenda\n1 Opening\n2 Budget\n3 Close",
    );
}

#[test]
fn a_title_that_touches_its_text_where_there_is_no_geometry() {
    check(&format!("23/41 Apologies\n{TEXT}\n\n23/42 Finance\n{TEXT}\n\n23/43 Close\n{TEXT}"), "23/41 Apologies\n23/42 Finance\n23/43 Close");
    check(&format!("TOP 1: Begrüßung\n{TEXT}\n\nTOP 2: Kasse\n{TEXT}"), "1 Begrüßung\n2 Kasse");
    check(&format!("SEGUNDO.- CUENTAS\n{TEXT}\n\nTERCERO.- RUEGOS\n{TEXT}"), "SEGUNDO CUENTAS\nTERCERO RUEGOS");
}

#[test]
fn headings_in_the_margin() {
    check(
        &format!(
            "Minutes | The minutes of May were read and signed by the chair.\nRoads | {TEXT}\nNext meeting | It will be held on the third day of June.\nClose | {TEXT}"
        ),
        "Minutes\nRoads\nNext meeting\nClose",
    );
    check(
        "Ola Berg | Director of the Roads and Harbours of Elm\nAna Paz | Head of all of the works in the town\nBo Lund | Clerk to the Board of the Harbour of Ash\nIda Moe | Engineer for the new bridge at the mill",
        "",
    );
}

#[test]
fn restarting_and_missing_numbers() {
    check(
        &format!("**1. Opening**\n\n{TEXT}\n\n**2. Reports**\n\n>30 **1. Manager**\n\n{TEXT}\n\n>30 **2. Finance**\n\n{TEXT}\n\n**3. Close**\n\n{TEXT}"),
        "1 Opening\n2 Reports\n  1 Manager\n  2 Finance\n3 Close",
    );
    let gap = segment(&drawn(&format!("**1. Opening**\n\n{TEXT}\n\n**2. Reports**\n\n{TEXT}\n\n**4. Close**\n\n{TEXT}")));
    assert_eq!(gap.value.sections.len(), 3);
    assert_eq!(gap.notices.len(), 1);
    assert_eq!(gap.notices[0].message, "section 4 comes after section 2");
}

#[test]
fn leads_are_kept_apart() {
    let outline = segment(&drawn(&format!("**1. Reports**\n\n**Norland**: {TEXT}\n\n**Sudland**: {TEXT}\n\n**2. Close**\n\n{TEXT}"))).value;
    assert_eq!(outline.sections.len(), 2);
    assert_eq!(outline.leads.len(), 2);
}
