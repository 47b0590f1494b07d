//! Forms of rolls as councils, boards and assemblies of several countries write them, each drawn small with invented people.

use super::cases::told_in;
use crate::language::Language::{self, English, French, German, Portuguese, Spanish};

fn check(cases: &[(Language, &str, &str)]) {
    let mut wrong = String::new();
    for (language, drawing, want) in cases {
        let got = told_in(*language, drawing);
        if got != *want {
            wrong.push_str(&format!("{drawing}\n  want {want}\n  got  {got}\n\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn german() {
    check(&[
        (
            German,
            "Vorsitz: Gemeindepräsidentin Anna Berg\n\nAnwesend: Gemeinderäte Ola Lund, Ida Moe, Kim Paz\n\nEntschuldigt: Gemeinderat Bo Horn (Ferien)\n\nProtokoll: Gemeindeschreiber Jan Falk\n\n1. Das Protokoll wird genehmigt.",
            "Anna Berg=Gemeindepräsidentin/Present; Ola Lund=Gemeinderat/Present; Ida Moe=Gemeinderat/Present; Kim Paz=Gemeinderat/Present; Bo Horn=Gemeinderat/Apologies; Jan Falk=Gemeindeschreiber/Present",
        ),
        (
            German,
            "Anwesend:\n\nOla Berg (Vorsitzender)\nAna Paz (Schriftführerin)\n\nEntschuldigt:\n\nBo Lund\n\nUnentschuldigt:\n\nIda Moe",
            "Ola Berg=Vorsitzender/Present; Ana Paz=Schriftführerin/Present; Bo Lund/Apologies; Ida Moe/Absent",
        ),
        (
            German,
            "Teilnehmer: Ola Berg, Ana Paz, Bo Lund (bis 20.30 Uhr)\n\nAbwesend: Ida Moe",
            "Ola Berg/Present; Ana Paz/Present; Bo Lund/Present; Ida Moe/Absent",
        ),
        (
            German,
            "Anwesende: Dr. Ola Berg, Frau Ana Paz, Herr Bo Lund\n\nEs fehlt: Ida Moe",
            "Ola Berg/Present; Ana Paz/Present; Bo Lund/Present; Ida Moe/Absent",
        ),
    ]);
}

#[test]
fn spanish() {
    check(&[
        (
            Spanish,
            "ASISTENTES:\n\nAlcalde-Presidente: D. Ola Berg Paz\n\nConcejales:\nD.ª Ana Lund Moe\nD. Bo Horn Falk\n\nExcusan su asistencia:\nD. Kim Moe Lund\n\nSecretaria: D.ª Ida Falk Berg",
            "Ola Berg Paz=Alcalde-Presidente/Present; Ana Lund Moe/Present; Bo Horn Falk/Present; Kim Moe Lund/Apologies; Ida Falk Berg=Secretaria/Present",
        ),
        (
            Spanish,
            "Asistentes: Ola Berg Paz, Ana Lund Moe y Bo Horn Falk.\n\nAusentes: Kim Moe Lund.",
            "Ola Berg Paz/Present; Ana Lund Moe/Present; Bo Horn Falk/Present; Kim Moe Lund/Absent",
        ),
        (
            Spanish,
            "Con la asistencia de D. Ola Berg Paz, D. Bo Horn Falk y D.ª Ana Lund Moe, se abre la sesión.",
            "Ola Berg Paz/Present; Bo Horn Falk/Present; Ana Lund Moe/Present",
        ),
    ]);
}

#[test]
fn portuguese() {
    check(&[
        (
            Portuguese,
            "Presentes:\n\nOla Berg (Presidente)\nAna Lund\n\nAusências justificadas:\n\nBo Horn\n\nAusentes:\n\nIda Moe",
            "Ola Berg=Presidente/Present; Ana Lund/Present; Bo Horn/Apologies; Ida Moe/Absent",
        ),
        (
            Portuguese,
            "Presentes: Vereadores Ola Berg, Ana Lund e Bo Horn.\n\nFaltaram: Ida Moe.",
            "Ola Berg=Vereador/Present; Ana Lund=Vereador/Present; Bo Horn=Vereador/Present; Ida Moe/Absent",
        ),
    ]);
}

#[test]
fn french() {
    check(&[
        (
            French,
            "Étaient présents : M. Ola Berg, Maire, Mme Ana Paz, M. Bo Lund\n\nAbsents excusés ayant donné pouvoir : Mme Ida Moe à M. Bo Lund\n\nAbsent : M. Kim Lee\n\nSecrétaire de séance : Mme Ana Paz",
            "Ola Berg=Maire/Present; Ana Paz=Secrétaire de séance/Present; Bo Lund/Present; Ida Moe/Substituted; Kim Lee/Absent",
        ),
        (
            French,
            "Présents : Mmes Berg, Paz, MM. Lund, Horn\n\nExcusés : M. Moe (pouvoir à Mme Berg)",
            "Berg/Present; Paz/Present; Lund/Present; Horn/Present; Moe/Substituted",
        ),
        (
            French,
            "Sont présents : Ola Berg, Ana Paz\n\nSont excusés : Bo Lund\n\nSont absents : Ida Moe",
            "Ola Berg/Present; Ana Paz/Present; Bo Lund/Apologies; Ida Moe/Absent",
        ),
    ]);
}

#[test]
fn english() {
    check(&[
        (
            English,
            "PRESENT: Cllrs O Berg (Chair), A Paz, B Lund\n\nIN ATTENDANCE: Mrs I Moe (Clerk), 3 members of the public\n\nAPOLOGIES: Cllr K Lee",
            "O Berg=Chair/Present; A Paz/Present; B Lund/Present; I Moe=Clerk/Present; K Lee/Apologies",
        ),
        (
            English,
            "ROLL CALL\n\nPresent: Commissioners Berg, Paz, and Chair Lund\n\nAbsent: Commissioner Moe (excused)\n\nStaff present: Kim Lee, City Planner",
            "Berg=Commissioner/Present; Paz=Commissioner/Present; Lund=Chair/Present; Moe=Commissioner/Apologies; Kim Lee=City Planner/Present",
        ),
        (
            English,
            "Members present: Ola Berg; Ana Paz (by telephone); Bo Lund (arrived at 7.15 pm)\n\nMembers absent: none",
            "Ola Berg/Present; Ana Paz/Present; Bo Lund/Present",
        ),
        (
            English,
            "Attendees:\n• Ola Berg – Elm Trust\n• Ana Paz – Ash Council\n\nRegrets:\n• Bo Lund",
            "Ola Berg/Present@Elm Trust; Ana Paz/Present@Ash Council; Bo Lund/Apologies",
        ),
        (
            English,
            "Directors Present: Ola Berg, Ana Paz\nDirectors Absent: Bo Lund\nAlso Present: Ida Moe (Elm Management)",
            "Ola Berg/Present; Ana Paz/Present; Bo Lund/Absent; Ida Moe/Present@Elm Management",
        ),
        (
            English,
            "Trustees in attendance: Ola Berg, Ana Paz and Bo Lund. A quorum was present.\n\nThe meeting began.",
            "Ola Berg/Present; Ana Paz/Present; Bo Lund/Present",
        ),
        (
            English,
            "Attendance\n\nName | Organisation | Signature\nOla Berg | Elm Trust | x\nAna Paz | Ash Council | x",
            "Ola Berg/Present@Elm Trust; Ana Paz/Present@Ash Council",
        ),
        (English, "Apologies for absence\n\nApologies were received from Cllr Ola Berg and Cllr Ana Paz.", "Ola Berg/Apologies; Ana Paz/Apologies"),
        (
            English,
            "The meeting was called to order by Chair Ola Berg at 7:00 pm. Members present were Ana Larsen, Bo Horner and Ida Nilsson. Absent was Kim Lee.",
            "Ana Larsen/Present; Bo Horner/Present; Ida Nilsson/Present; Kim Lee/Absent",
        ),
        (
            English,
            "President: Mr. Berg ........ (Norway)\n\nMembers: Chile ........ Ms. Paz\nFiji ........ Mr. Lund",
            "Berg=President/Present@Norway; Paz/Present@Chile; Lund/Present@Fiji",
        ),
        (
            English,
            "Present in person: Ola Berg, Ana Paz\n\nPresent by Zoom: Bo Lund\n\nNot present: Ida Moe",
            "Ola Berg/Present; Ana Paz/Present; Bo Lund/Present; Ida Moe/Absent",
        ),
        (
            English,
            "Present\n\nMs Ola Berg, Chair\nMr Bo Lund (proxy for Ms Ida Moe)\n\nSecretariat\n\nMr Kim Lee",
            "Ola Berg=Chair/Present; Bo Lund/Present; Kim Lee/Present",
        ),
    ]);
}

#[test]
fn sentences_of_clubs_and_councils() {
    check(&[
        (
            English,
            "In the chair: Mrs Ida Moe\n\nPresent: 34 members including Messrs Berg, Lund and Paz, Mesdames Horn and Falk, Miss Holm, and the Hon. Secretary, Mr K. Lee.\n\nApologies for absence had been received from Mr B. Dahl and the President, Lord Elm.",
            "Ida Moe/Present; Berg/Present; Lund/Present; Paz/Present; Horn/Present; Falk/Present; Holm/Present; K. Lee=the Hon. Secretary/Present; B. Dahl/Apologies; Elm=the President/Apologies",
        ),
        (
            English,
            "PRESENT Cllrs. O. Berg (in the Chair), Mrs I. Moe, B. Lund, Mrs E. Paz, and the Clerk. County Councillor K. Horn and District Councillor Mrs V. Falk. 6 members of the public.\n\nApologies were received and accepted from Cllr T. Holm (holiday).",
            "O. Berg=in the Chair/Present; I. Moe/Present; B. Lund/Present; E. Paz/Present; K. Horn=County Councillor/Present; V. Falk=District Councillor/Present; T. Holm/Apologies",
        ),
        (
            English,
            "The Board met pursuant to adjournment. Roll call: Supervisors present – Berg, Lund, Paz and Chairman Moe. Absent – Horn.",
            "Berg/Present; Lund/Present; Paz/Present; Moe=Chairman/Present; Horn/Absent",
        ),
        (
            English,
            "Senators Present: Berg, Lund, Paz, Horn (for Falk), Moe\n\nSenators Absent: Holm, Lee\n\nEx officio: Registrar Dahl",
            "Berg/Present; Lund/Present; Paz/Present; Horn/Present; Moe/Present; Holm/Absent; Lee/Absent; Dahl=Registrar/Present",
        ),
        (
            English,
            "ROLL CALL\nTrustee Berg: Present\nTrustee De La Paz: Absent (excused)\nTrustee Lund: Arrived 6:20 p.m.",
            "Berg=Trustee/Present; De La Paz=Trustee/Apologies; Lund=Trustee/Present",
        ),
        (
            English,
            "ATTENDANCE\n\nMembers\nDr. Ida Moe (Kenya), Chair\nMr. Ola Berg for Ms. Ana Paz (Norway)\n\nSecretariat\nA. Lund, Executive Secretary\nB. Horn, Legal Officer\n\nApologies\nSir Bo Falk (Fiji)\nNo representative attended from Chile.",
            "Ida Moe=Chair/Present@Kenya; Ola Berg/Present@Norway; A. Lund=Executive Secretary/Present; B. Horn=Legal Officer/Present; Bo Falk/Apologies@Fiji",
        ),
        (
            Portuguese,
            "Reuniu a Câmara, sob a presidência do Senhor Presidente, Ola Berg Lund, com a presença dos Senhores Vereadores: Ida Moe, Rui Paz e Falk, e Bo Horn.\nFaltou, por motivo justificado, a Senhora Vereadora Ana Holm.",
            "Ola Berg Lund=Senhor Presidente/Present; Ida Moe=Vereador/Present; Rui Paz e Falk=Vereador/Present; Bo Horn=Vereador/Present; Ana Holm=Vereadora/Apologies",
        ),
        (
            French,
            "Présents : Mme Ida MOE, M. Ola BERG\nAbsent : M. Bo LUND\nSecrétaire de séance : Mme Ida MOE",
            "Ida Moe=Secrétaire de séance/Present; Ola Berg/Present; Bo Lund/Absent",
        ),
        (
            German,
            "Anwesend: Ola Berg, Ida Moe\nGäste: Bo Lund (Bauamt)\nProtokoll: Ana Paz",
            "Ola Berg/Present; Ida Moe/Present; Bo Lund/Present; Ana Paz=Protokoll/Present",
        ),
        (
            Spanish,
            "Se reúnen los socios bajo la presidencia de la Sra. Ida Moe Paz y la secretaría del Sr. Bo Lund, con la asistencia de los consejeros señores Ola Berg, Ana Horn y Kim Falk.",
            "Ida Moe Paz/Present; Ola Berg=consejero/Present; Ana Horn/Present; Kim Falk/Present",
        ),
    ]);
}

#[test]
fn guests_firms_and_lists_of_one_word() {
    check(&[
        (
            English,
            "Senators present: Ash, Birch, Cedar, Elm\n\nSenators absent: Holm, Paz (excused)\n\nGuests: Provost Ola Berg",
            "Ash/Present; Birch/Present; Cedar/Present; Elm/Present; Holm/Absent; Paz/Apologies; Ola Berg=Provost/Present",
        ),
        (
            English,
            "Present: Ola Berg (OB, Chair), Ana Paz (AP), Ida Moe (IM)\n\nIn attendance: Ms Kim Lee (Elm & Ash LLP) and Mr Bo Horn of Deltec (item 4 only)\n\nApologies: Per Falk (PF)",
            "Ola Berg=Chair/Present; Ana Paz/Present; Ida Moe/Present; Kim Lee/Present@Elm & Ash LLP; Bo Horn/Present; Per Falk/Apologies",
        ),
        (
            Spanish,
            "ASISTENTES\n\nAlcalde: D. Ola Berg Paz\nConcejales: Dña. Ana Lund Moe, D. Bo Horn Falk\nNo asiste: D. Kim Moe Lund (excusado)\nSecretaria: Dña. Ida Falk Berg",
            "Ola Berg Paz=Alcalde/Present; Ana Lund Moe/Present; Bo Horn Falk/Present; Kim Moe Lund/Apologies; Ida Falk Berg=Secretaria/Present",
        ),
        (
            Portuguese,
            "PRESENÇAS\n\nPresidente: Ola Berg Lund\nVereadores: Ida Moe Paz, Rui Horn Falk, Ana Holm\nFaltou, por motivo justificado, o vereador Bo Dahl.",
            "Ola Berg Lund=Presidente/Present; Ida Moe Paz/Present; Rui Horn Falk/Present; Ana Holm/Present; Bo Dahl=vereador/Apologies",
        ),
    ]);
}

#[test]
fn a_name_and_a_place_on_each_line() {
    check(&[(
        English,
        "Members Present\n\nBeth Berg, Ashford\nCarl Lund, Birchley\nDana Paz, Cedarville\nLana Moe, Garden\nCity\n\nMembers Absent\n\nRod Horn, Kingsley; Tina Falk, Larchmont (excused)",
        "Beth Berg/Present; Carl Lund/Present; Dana Paz/Present; Lana Moe/Present; Rod Horn/Absent; Tina Falk/Apologies",
    )]);
}

#[test]
fn tables() {
    check(&[
        (
            French,
            "Nom | Pouvoir à | Présent | Excusé\nIda MOE | - | X | -\nAna LUND | Ola BERG | - | X\nBo HORN | - | - | X",
            "Ida Moe/Present; Ana Lund/Substituted; Bo Horn/Apologies",
        ),
        (
            English,
            "Participants\n\nMs Ana Paz | Norway Chair\nMr Bo Lund | Sweden\nMs Ida Moe | Ireland Rapporteur\nMr Kim Lee | FAO Observer",
            "Ana Paz=Chair/Present@Norway; Bo Lund/Present@Sweden; Ida Moe=Rapporteur/Present@Ireland; Kim Lee/Observer@FAO",
        ),
        (
            German,
            "Ort | Gasthaus\nBeginn | 18:30 Uhr\nVersammlungsleiter | Herr Ola Berg\nProtokoll | Frau Ida Moe\n\nTOP 1 Begrüßung",
            "Ola Berg=Versammlungsleiter/Present; Ida Moe=Protokoll/Present",
        ),
        (
            English,
            "Name | Role | Attendance\nAna Paz | Chair | Present\nBo Lund | Director | Present – arrived 5:50 PM\nIda Moe | Treasurer | Excused",
            "Ana Paz=Chair/Present; Bo Lund=Director/Present; Ida Moe=Treasurer/Apologies",
        ),
    ]);
}

#[test]
fn lists_of_participants() {
    check(&[
        (
            English,
            "LIST OF PARTICIPANTS\n\nCHAIRPERSON\nMs. Ida Moe\nDirector of Roads\nE-mail: ida@roads.example\n\nALGERIA / ALGÉRIE\nMr. Ola BERG\nTel: +45 33 00 00 00\n\nICELAND\nMs. Ana Paz\n\nOBSERVERS\n\nIntergovernmental organizations\n\nEuropean Union\nMs. Kim Lee, Attaché\n\nNGOs\nOcean Watch\nMs. Bo Lund",
            "Ida Moe=Director of Roads/Present; Ola Berg/Present@Algeria; Ana Paz/Present@Iceland; Kim Lee=Attaché/Observer@European Union; Bo Lund/Observer@Ocean Watch",
        ),
        (
            English,
            "Attendance\nThe meeting was attended by representatives of Chile, Fiji, South Africa and Kenya. The United Kingdom and the African Union attended as observers. The following organizations were also represented: Elm Watch, Ash Trust.\n\nOpening\n\nThe Chair spoke.",
            "[Chile/Present]; [Fiji/Present]; [South Africa/Present]; [Kenya/Present]; [United Kingdom/Observer]; [African Union/Observer]; [Elm Watch/Present]; [Ash Trust/Present]",
        ),
        (
            English,
            "Present: Ola Berg, Ana Paz, Bo Lund\nRegrets: Ida Moe\nChair: Ana\nScribe: Bo",
            "Ola Berg/Present; Ana Paz=Chair/Present; Bo Lund=Scribe/Present; Ida Moe/Apologies",
        ),
        (English, "Members:\nMs. Ida Moe\n\nObservers:\nWorld Roads Union (WRU) – Mr. Ola Berg", "Ida Moe/Present; Ola Berg/Observer@World Roads Union"),
    ]);
}
