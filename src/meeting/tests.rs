//! What a head and its sentences tell, drawn.

use super::find;
use crate::language;
use crate::outline::segment;
use crate::transcript::drawn::drawn;

/// The fields that were read, one a line.
fn facts(drawing: &str, file: &str) -> (String, Vec<String>) {
    let t = drawn(drawing);
    let outline = segment(&t).value;
    let (language, _) = language::detect(&t.text);
    let found = find(&t, &outline, language, file);
    let m = found.value;
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
    let fields = [
        ("title", m.title.clone()),
        ("body", m.body.clone()),
        ("kind", m.kind.clone()),
        ("number", m.number.clone()),
        ("date", day(m.date)),
        ("end_date", day(m.end_date)),
        ("start", m.start_time.clone()),
        ("end", m.end_time.clone()),
        ("venue", m.venue.clone()),
        ("chair", m.chair.clone()),
        ("symbol", m.symbol.clone()),
        ("state", m.state.clone()),
    ];
    let lines: Vec<String> = fields.into_iter().filter_map(|(k, v)| Some(format!("{k}: {}", v?))).collect();
    (lines.join("\n"), found.notices.into_iter().map(|n| n.message).collect())
}

fn check(drawing: &str, expected: &str) {
    let (got, _) = facts(drawing, "minutes.pdf");
    assert_eq!(got.lines().collect::<Vec<_>>(), expected.lines().collect::<Vec<_>>(), "\n{drawing}\n---\n{got}");
}

#[test]
fn a_treaty_body() {
    check(
        "@14 **MINUTES OF A MEETING OF THE TSC COORDINATION COMMITTEE**\n\n**held on Monday, 13 November 2023 in Conference Room 4A, Harbour House from 14:00 to 15:00 hours**\n\n**1. Present:**\n\nNorland\n\n**2. Opening**\n\nThe President of the TSC opened the first meeting and thanked the members for having come so far.",
        "title: MINUTES OF A MEETING OF THE TSC COORDINATION COMMITTEE\nbody: TSC Coordination Committee\ndate: 2023-11-13\nstart: 14:00\nend: 15:00\nvenue: Conference Room 4A, Harbour House",
    );
}

#[test]
fn a_city_council() {
    check(
        "**APPROVED**\n**MINUTES OF THE REGULAR MEETING OF THE**\n**ELMFORD HARBOUR AUTHORITY**\n\n**Wednesday, June 4, 2008**\n\nThe meeting convened at 7:04 p.m. with Chair Nora Birch presiding.\n\n1. ROLL CALL\n\nPresent: all five members of the Authority were in their seats that night.\n\n2. ADJOURNMENT\n\nThe minutes of the next meeting will be read on June 18, 2008. The meeting was adjourned at 9:22 p.m. by Chair Birch.",
        "title: MINUTES OF THE REGULAR MEETING OF THE ELMFORD HARBOUR AUTHORITY\nbody: Elmford Harbour Authority\nkind: regular\ndate: 2008-06-04\nstart: 19:04\nend: 21:22\nchair: Nora Birch\nstate: approved",
    );
}

#[test]
fn labelled_lines() {
    check(
        "**Students Guild Committee Meeting - Minutes**\n\nLocation: LG23\n\nDate: Wednesday 30 October 2024\n\nTime: 18:30 - 20:00\n\n**1. Apologies**\n\nNobody had sent any apologies to the secretary before the meeting.",
        "title: Students Guild Committee Meeting - Minutes\nbody: Students Guild Committee\ndate: 2024-10-30\nstart: 18:30\nend: 20:00\nvenue: LG23",
    );
}

#[test]
fn weekday_and_file_name_bear_witness() {
    let drawing = "**Minutes of the Board**\n\nTuesday, 13 November 2023\n\nThe Board met and heard three reports about the state of the roads.";
    let (_, notices) = facts(drawing, "board-2023-11-14.pdf");
    assert_eq!(notices.len(), 2, "{notices:?}");
    let (_, notices) = facts(&drawing.replace("Tuesday", "Monday"), "board-2023-11-13.pdf");
    assert!(notices.is_empty(), "{notices:?}");
}

#[test]
fn hours_in_words() {
    check(
        "MINUTES NO. 5 ORDINARY MEETING OF THE MUNICIPALITY OF CAMPO VERDE, HELD ON MARCH 1, 2023.\n\nOn the first day of March in the year two thousand and twenty-three, in the Town Hall Building, in this village, the Ordinary Meeting of the City Council was held at nine o'clock and thirty minutes.\n\n-CLOSURE\n\nThese minutes were drawn up at this meeting, it was ten hours and fifteen minutes.",
        "title: MINUTES NO. 5 ORDINARY MEETING OF THE MUNICIPALITY OF CAMPO VERDE\nbody: Municipality of Campo Verde\nkind: ordinary\nnumber: 5\ndate: 2023-03-01\nstart: 09:30\nend: 10:15\nvenue: Town Hall Building",
    );
}

#[test]
fn a_chinese_head() {
    check(
        "**中華道路學會 第 3 屆第 4 次理監事會議 會議紀錄**\n\n一、時 間：2020 年 09 月 20 日 (星期日) 16：00\n二、地 點：電話會議\n三、出席人員：\n\n林海生\n\n散會：17: 05",
        "title: 中華道路學會 第 3 屆第 4 次理監事會議 會議紀錄\nbody: 中華道路學會\nnumber: 4\ndate: 2020-09-20\nstart: 16:00\nend: 17:05\nvenue: 電話會議",
    );
    check(
        "中華道路學會會員大會紀錄\n\n一、時間：民國109年9月2日 下午2時30分 二、地點：大會堂(R5) 三、出席人員：\n\n林海生、陳大水\n\n報告事項",
        "title: 中華道路學會會員大會紀錄\ndate: 2020-09-02\nstart: 14:30\nvenue: 大會堂(R5)",
    );
}

#[test]
fn a_sentence_that_begins_with_the_place() {
    check(
        "**ATA N.º 4**\n**CÂMARA MUNICIPAL DE CAMPO VERDE**\n\nNo Edifício Sede do Município de Campo Verde, o Senhor Presidente da Câmara declarou aberta a reunião, eram 10.35 horas.",
        "title: ATA N.º 4\nbody: Câmara Municipal de Campo Verde\nnumber: 4\nstart: 10:35\nvenue: Edifício Sede do Município de Campo Verde",
    );
}

#[test]
fn an_officer_in_the_letterhead_is_no_body() {
    check(
        "Ola Berg, District Manager\n\n@14 **FULL BOARD MINUTES**\n\nDATE: June 18, 2020\n\nThe Board heard three reports about the state of the roads and of the harbour before it rose.",
        "title: FULL BOARD MINUTES\nbody: Full Board\ndate: 2020-06-18",
    );
}

#[test]
fn a_title_behind_a_letterhead_of_names() {
    check(
        "@14 ELM COMMUNITY BOARD #1\n\n30 Harbour Street\n\n**NORA BIRCH**\n\nCHAIRPERSON\n\n**ABEL QUIST**\n\nDISTRICT MANAGER\n\nMarch General Board Meeting Minutes\nMarch 28, 2024\n\nThe Board heard three reports about the state of the roads and of the harbour before it rose.",
        "title: March General Board Meeting Minutes\nbody: Elm Community Board #1\nkind: general\ndate: 2024-03-28",
    );
}

#[test]
fn an_agenda_names_no_body() {
    check(
        "@14 **Vorstandssitzung - Protokoll**\n\n4. November 2024\n\n**AGENDA**\n\nOffene Action Items\n\nVerein auf der Konferenz\n\nDer Vorstand hat drei Berichte gehört und über die Kasse und das nächste Fest beraten.",
        "title: Vorstandssitzung - Protokoll\ndate: 2024-11-04",
    );
}

#[test]
fn a_report_is_the_houses_above_it() {
    check(
        "@14 **HARBOUR ASSEMBLY**\n\n@14 **OFFICIAL REPORT**\n\nThursday, 27 August 2015\n\nThe House met and heard three reports about the state of the roads and of the harbour before it rose.",
        "title: OFFICIAL REPORT\nbody: Harbour Assembly\ndate: 2015-08-27",
    );
}

#[test]
fn german_labels() {
    check(
        "@14 **Protokoll Mitgliederversammlung ABENG e. V. 2020**\n\nElmstadt, den 12. November 2019\n\nVersammlungsbeginn: 14:04 Uhr\n\nVersammlungsleiter:in: Nora Birch\n\nVersammlungsende: 16:50 Uhr\n\nDie Mitglieder haben drei Berichte gehört und über die Kasse und das nächste Fest beraten.",
        "title: Protokoll Mitgliederversammlung ABENG e. V. 2020\nbody: ABENG e. V.\ndate: 2019-11-12\nstart: 14:04\nend: 16:50\nvenue: Elmstadt\nchair: Nora Birch",
    );
    check(
        "@14 **ABENG e.V.**\n\n@14 **BOARD JOUR FIXE**\n\n7. Februar 2023 / 10.00 - 11.00 / Remote Meeting\n\nDer Vorstand hat drei Berichte gehört und über die Kasse und das nächste Fest beraten.",
        "title: BOARD JOUR FIXE\nbody: ABENG e.V.\ndate: 2023-02-07\nstart: 10:00\nend: 11:00\nvenue: Remote Meeting",
    );
}

#[test]
fn what_is_no_opening_and_no_close() {
    check(
        "@14 **Elm Board Minutes**\n\nTIME: 6:30 P.M.\n\nThe Board met on June 3, 2021 and heard three reports about the state of the roads and of the harbour.\n\nThe fair is set up beginning at 9:00 AM and the stalls will be taken down each night.\n\n**Adjournment**\n\nThe next regularly scheduled Board meeting is scheduled for Thursday, October 26, 2023, at 7 pm in the Hall.",
        "title: Elm Board Minutes\nbody: Elm Board\ndate: 2021-06-03\nstart: 18:30",
    );
}

#[test]
fn an_hour_without_its_half_of_the_day() {
    check(
        "@14 **Minutes of the April Meeting of the Elm Ridge Board**\n\nApril 17, 1996\n\nThe meeting was called to order by Nora Birch at 3:04 PM with all members in their seats.\n\nThe meeting was adjourned at 5:02",
        "title: Minutes of the April Meeting of the Elm Ridge Board\nbody: Elm Ridge Board\ndate: 1996-04-17\nstart: 15:04\nend: 17:02\nchair: Nora Birch",
    );
}

#[test]
fn a_sentence_over_spaced_lines() {
    check(
        "@14 **Meeting of the Elm Market Committee on**\n\nApril 22, 1980\n\nA meeting of the Elm Market Committee was held in the upper\n\nrooms of the Harbour House in Elmford, on Tuesday, April 22, 1980, at 9:30 a.m.\n\nThe Committee heard three reports about the state of the roads and of the harbour before it rose.",
        "title: Meeting of the Elm Market Committee\nbody: Elm Market Committee\ndate: 1980-04-22\nstart: 09:30\nvenue: upper rooms of the Harbour House in Elmford",
    );
}

#[test]
fn blanks_in_a_day() {
    check(
        "@14 **ELM BOARD MINUTES**\n\nApri l 27, 20 17\n\nThe Board heard three reports about the state of the roads and of the harbour before it rose.",
        "title: ELM BOARD MINUTES\nbody: Elm Board\ndate: 2017-04-27",
    );
}

#[test]
fn the_state_behind_the_day() {
    check(
        "@14 **ELM RIDGE**\n\n@14 **BOARD MEETING MINUTES**\n\nSeptember 28, 2023 – Approved October 26, 2023\n\nThe Board heard three reports about the state of the roads and of the harbour before it rose.",
        "title: BOARD MEETING MINUTES\nbody: Elm Ridge\ndate: 2023-09-28\nstate: approved",
    );
}

#[test]
fn a_day_that_leads_and_another_meeting_in_the_text() {
    check(
        "JUNE 24 1997, 7:00 pm at the boathouse. Board of Trustees, Elm Ridge Association, Inc.\n\nThose in attendance were: Nora Birch, Abel Quist\n\nTreasurer's report, Abel Quist said that the dues for the annual meeting on Saturday, July 13, 1996 were paid.",
        "title: JUNE 24 1997, 7:00 pm at the boathouse. Board of Trustees, Elm Ridge Association, Inc.\nbody: Board of Trustees, Elm Ridge Association, Inc.\ndate: 1997-06-24",
    );
    check(
        "MAY 1998\n\nBoard of Trustees, Elm Ridge Association, Inc.\n\nPresent: Nora Birch, Abel Quist\n\nApril minutes were approved and the dues for the annual meeting on Saturday, July 11, 1998 were set.",
        "title: Board of Trustees, Elm Ridge Association, Inc.\nbody: Board of Trustees, Elm Ridge Association, Inc.",
    );
}

#[test]
fn heads_of_many_kinds() {
    check(
        "Gemeinde Oberelm\nProtokoll des Gemeinderates\n\n12. Sitzung vom Dienstag, 14. März 2023, 19.30 Uhr\n\n1. Genehmigung des Protokolls\n\nDas Protokoll der letzten Sitzung wird genehmigt und dem Verfasser wird dafür gedankt.\n\nSchluss der Sitzung: 21.45 Uhr",
        "title: Protokoll des Gemeinderates\nbody: Gemeinderat\nnumber: 12\ndate: 2023-03-14\nstart: 19:30\nend: 21:45",
    );
    check(
        "ACTA DE LA JUNTA GENERAL ORDINARIA DE LA COMUNIDAD DE PROPIETARIOS DE LA CALLE SAUCE, 9\n\nEn Villaelm, siendo las 19:00 horas del día 12 de abril de 2022, se reúnen los propietarios que se relacionan a continuación.\n\nSe aprueba el acta de la junta de 3 de marzo de 2021 por unanimidad de todos los asistentes.\n\nSe levanta la sesión a las 20:35 horas.",
        "title: ACTA DE LA JUNTA GENERAL ORDINARIA DE LA COMUNIDAD DE PROPIETARIOS DE LA CALLE SAUCE, 9\nbody: Comunidad de Propietarios de la Calle Sauce, 9\nkind: general ordinaria\ndate: 2022-04-12\nstart: 19:00\nend: 20:35",
    );
    check(
        "Distr.: General\n22 August 2019\nOriginal: English\n\n**Committee on the Care of Rivers**\n**Fifty-second session**\n\n**Summary record of the 1432nd meeting**\n\nHeld at the Elm Hall, Port Elm, on Tuesday, 13 August 2019, at 3 p.m.\n\nThe meeting was called to order at 3.05 p.m. and the Committee heard three reports about rivers.\n\nThe meeting rose at 5.55 p.m.",
        "title: Summary record of the 1432nd meeting\nbody: Committee on the Care of Rivers\nnumber: 1432\ndate: 2019-08-13\nstart: 15:05\nend: 17:55\nvenue: Elm Hall, Port Elm",
    );
    check(
        "ELM PARISH COUNCIL\n\nMinutes of the Ordinary Meeting of the Parish Council held on Monday 4th September 2023 at 7.30pm in the Village Hall, Church Lane.\n\nThe minutes of the meeting held on 3rd July 2023 were approved and signed by all who had been there.\n\nThe meeting closed at 9.10pm.\nDate of next meeting: 2nd October 2023 at 7.30pm",
        "title: ELM PARISH COUNCIL\nbody: Elm Parish Council\nkind: ordinary\ndate: 2023-09-04\nstart: 19:30\nend: 21:10\nvenue: Village Hall, Church Lane",
    );
    check(
        "Stadt Elmstadt\nNiederschrift\nüber die öffentliche Sitzung des Stadtrates\nam Donnerstag, den 21.09.2023\n\nBeginn der Sitzung: 17:03 Uhr\nEnde der Sitzung: 19:48 Uhr\n\nDer Stadtrat hat drei Berichte gehört und über die Kasse und das nächste Fest beraten.",
        "title: Niederschrift über die öffentliche Sitzung des Stadtrates\nbody: Stadtrat\ndate: 2023-09-21\nstart: 17:03\nend: 19:48",
    );
    check(
        "NORTHELM TOOLS PLC\n\nMINUTES of the ANNUAL GENERAL MEETING of the Company held at the offices of Birch & Co, 20 Harbour Street, Elmford on 28 May 2020 at 11.00 am\n\nThe Chairman declared the meeting open and noted that a quorum of the members was present.\n\nThe meeting closed at 11.40 am.",
        "title: MINUTES of the ANNUAL GENERAL MEETING of the Company\nbody: Northelm Tools PLC\nkind: annual general\ndate: 2020-05-28\nstart: 11:00\nend: 11:40\nvenue: offices of Birch & Co, 20 Harbour Street, Elmford",
    );
}

/// The sentence that says what the minutes are of, wherever it stands below a letterhead.
#[test]
fn heads_with_a_sentence() {
    check(
        "ELMFORD BOATS PLC\n\nMinutes of a meeting of the Board of Directors held at 12 Quayside, Birchport on 22 November 2021 commencing at\n2.00 p.m.\n\nPresent: Ada Ash (Chairman)\n\nThe minutes of the meeting held on 18 October 2021 were approved.",
        "title: Minutes of a meeting of the Board of Directors\nbody: Elmford Boats PLC\ndate: 2021-11-22\nstart: 14:00\nvenue: 12 Quayside, Birchport",
    );
    check(
        "University of Elm\n\nSENATE\n\nMinutes of the meeting held on Wednesday 15 June 2022 via video conference\n\nPresent: Professor A. Ash",
        "title: Minutes of the meeting\nbody: Senate\ndate: 2022-06-15\nvenue: video conference",
    );
    check(
        "LOWER ELM PARISH COUNCIL\n\nMINUTES of the Ordinary Meeting of the Parish Council held on Monday 9 January 2023 at 7.30pm in the Village Hall\n\nPRESENT: Cllr A Ash",
        "title: MINUTES of the Ordinary Meeting of the Parish Council\nbody: Lower Elm Parish Council\nkind: ordinary\ndate: 2023-01-09\nstart: 19:30\nvenue: Village Hall",
    );
    check(
        "THE HARBOUR ASSEMBLY\n\nEXECUTIVE BOARD\n\n148th session\n\nProvisional summary record of the fifty-second meeting\n\nHeadquarters, Elmport\n\nTuesday, 8 February 2011",
        "title: Provisional summary record of the fifty-second meeting\nbody: Executive Board\nnumber: 52\ndate: 2011-02-08\nvenue: Headquarters, Elmport\nstate: draft",
    );
}

#[test]
fn one_meeting_of_a_session_and_days_in_words() {
    check(
        "**Working Group on Reeds**\n**Ninth session**\nElmford, 20-24 June 2016\n\n@14 **Summary record of the 2nd meeting**\n\nHeld at the Harbour House, Elmford, on Tuesday, 21 June 2016, at 10 a.m.\n\n1. The Chair, Nora Birch, welcomed all those who had come to hold a fair in Ashby.",
        "title: Summary record of the 2nd meeting\nbody: Working Group on Reeds\nnumber: 2\ndate: 2016-06-21\nstart: 10:00\nvenue: Harbour House, Elmford\nchair: Nora Birch",
    );
    check(
        "**ATA NÚMERO QUATRO**\n\nAos vinte e dois dias do mês de março de dois mil e dezanove, pelas vinte e uma horas, reuniu a assembleia da associação para ver as contas, que foram lidas e aprovadas por todos os que não tinham faltado.\n\nA direção ficou de pedir mais papéis até 30 de abril de 2019.",
        "title: ATA NÚMERO QUATRO\ndate: 2019-03-22\nstart: 21:00",
    );
}

#[test]
fn officers_who_are_the_body() {
    check(
        "@18 **Elmford Harbour Commissioners**\n\n**Minutes of the meeting held on 7 February 2022 at 2.00 pm, Harbour Office**\n\nThe minutes of January were approved by all who had been there.",
        "title: Minutes of the meeting\nbody: Elmford Harbour Commissioners\ndate: 2022-02-07\nstart: 14:00",
    );
}
