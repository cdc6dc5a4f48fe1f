//! Days of calendar files, and what is said of events that are none.

use super::*;

/// Each day with its names, then each remark.
fn shown(bytes: &[u8]) -> String {
    let found = holidays(bytes, 2026, 2027);
    let mut out = String::new();
    for (day, names) in &found.days {
        let names = names.iter().map(|(language, name)| match language {
            Some(language) => format!("{language}:{name}"),
            None => name.clone(),
        });
        out += &format!("{day} {}\n", names.collect::<Vec<_>>().join(" / "));
    }
    for one in &found.remarks {
        let kind = if one.error { "error" } else { "note" };
        out += &format!("{kind} {}:{} {}\n", one.line, one.column, one.message);
    }
    out
}

fn file(events: &[&str]) -> String {
    let events = events
        .iter()
        .map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n"));
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n",
        events.collect::<String>()
    )
}

/// What the events give, of 2026 and 2027; that a year has no day is not compared.
#[track_caller]
fn check(events: &[&str], expected: &str) {
    let shown = shown(file(events).as_bytes());
    let compared = shown
        .lines()
        .filter(|line| !line.contains("the file has no day of"));
    let compared: Vec<&str> = compared.collect();
    let expected: Vec<&str> = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(compared, expected);
}

#[test]
fn days_as_programs_write_them() {
    // Google, Apple, Outlook.
    check(
        &["DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260102\nSUMMARY:New Year"],
        "2026-01-01 New Year",
    );
    check(
        &["DTSTART;VALUE=DATE:20260101\nDURATION:P1D\nSUMMARY;LANGUAGE=de:Neujahr"],
        "2026-01-01 de:Neujahr",
    );
    check(
        &[
            "DTSTART;TZID=Europe/Berlin:20260101T000000\nDTEND;TZID=Europe/Berlin:20260102T000000\nSUMMARY:A\\, b",
        ],
        "2026-01-01 A, b",
    );
    // Over several days; an end on the same date is one day.
    check(
        &["DTSTART:20261224\nDTEND:20261227\nSUMMARY:Christmas"],
        "2026-12-24 Christmas\n2026-12-25 Christmas\n2026-12-26 Christmas",
    );
    check(
        &["DTSTART:20260101\nDTEND:20260101\nSUMMARY:A"],
        "2026-01-01 A",
    );
    check(
        &["DTSTART:20260101\nDURATION:P1W\nDTEND:20260103\nSUMMARY:A"],
        "2026-01-01 A\n2026-01-02 A",
    );
    check(
        &["DTSTART:20260101\nDURATION:PT36H\nSUMMARY:A"],
        "2026-01-01 A\n2026-01-02 A",
    );
    // Twice, and in two languages.
    check(
        &[
            "DTSTART:20260101\nSUMMARY;LANGUAGE=de:Neujahr",
            "DTSTART:20260101\nSUMMARY;LANGUAGE=en:New Year",
            "DTSTART:20260101\nSUMMARY;LANGUAGE=de:Neujahr",
        ],
        "2026-01-01 de:Neujahr / en:New Year",
    );
    // What an alarm says is not the event's.
    check(
        &["DTSTART:20260101\nBEGIN:VALARM\nSUMMARY:x\nDTSTART:20260501\nEND:VALARM\nSUMMARY:A"],
        "2026-01-01 A",
    );
}

#[test]
fn what_comes_again_each_year() {
    let yearly = |rule: &str, start: &str, expected: &str| {
        check(
            &[&format!(
                "DTSTART;VALUE=DATE:{start}\nRRULE:{rule}\nSUMMARY:A"
            )],
            expected,
        );
    };
    yearly("FREQ=YEARLY", "20260501", "2026-05-01 A\n2027-05-01 A");
    yearly("FREQ=YEARLY;COUNT=1", "20260501", "2026-05-01 A");
    yearly("FREQ=YEARLY;UNTIL=20261231", "20260501", "2026-05-01 A");
    yearly(
        "FREQ=YEARLY;UNTIL=20270501T000000Z",
        "20260501",
        "2026-05-01 A\n2027-05-01 A",
    );
    yearly(
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;INTERVAL=1",
        "20261126",
        "2026-11-26 A\n2027-11-25 A",
    );
    yearly(
        "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
        "20260525",
        "2026-05-25 A\n2027-05-31 A",
    );
    yearly(
        "FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=-1",
        "20260525",
        "2026-05-25 A\n2027-05-31 A",
    );
    yearly(
        "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "20261103",
        "2026-11-03 A\n2027-11-02 A",
    );
    yearly("FREQ=YEARLY;INTERVAL=2", "20260501", "2026-05-01 A");
    let counted = "2026-05-01 A\nnote 0:0 26 days are before 2026-01-01 and left out; `--from YEAR` takes more";
    yearly("FREQ=YEARLY;COUNT=27", "20000501", counted);
    let left_out =
        "note 5:7 repeats by a rule that holidays do not have, `FREQ=WEEKLY`, left out: `A`
        error 0:0 no event is in this file";
    yearly("FREQ=WEEKLY", "20260501", left_out);
    // A day of a series is left out, moved, or cancelled.
    check(
        &["DTSTART:20260501\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270501\nSUMMARY:A"],
        "2026-05-01 A",
    );
    check(
        &[
            "UID:1\nDTSTART:20260501\nRRULE:FREQ=YEARLY\nSUMMARY:A",
            "UID:1\nRECURRENCE-ID:20270501\nDTSTART:20270503\nSUMMARY:A",
        ],
        "2026-05-01 A\n2027-05-03 A",
    );
    // Of a year for which a file knows only what repeats, the movable days are missing.
    check(
        &[
            "DTSTART:20260501\nRRULE:FREQ=YEARLY\nSUMMARY:A",
            "DTSTART:20260403\nSUMMARY:B",
            "DTSTART:20260406\nSUMMARY:C",
        ],
        "2026-04-03 B\n2026-04-06 C\n2026-05-01 A
        note 0:0 of 2027 the file has only what repeats every year; that year is left out",
    );
    // Of another it has the first day, which somebody put beside those of the year before.
    check(
        &[
            "DTSTART:20261225\nSUMMARY:A",
            "DTSTART:20261226\nSUMMARY:B",
            "DTSTART:20270101\nSUMMARY:C",
        ],
        "2026-12-25 A\n2026-12-26 B
        note 0:0 of 2027 the file has 2027-01-01 alone; that year is left out until a file has the rest",
    );
    check(
        &[
            "DTSTART:20260501\nRRULE:FREQ=YEARLY\nSUMMARY:A",
            "DTSTART:20260403\nSUMMARY:B",
            "DTSTART:20260406\nSUMMARY:C",
            "DTSTART:20270326\nSUMMARY:D",
        ],
        "2026-04-03 B\n2026-04-06 C\n2026-05-01 A
        note 0:0 of 2027 the file has one day beside what repeats every year; that year is left out",
    );
}

#[test]
fn what_is_left_out_is_said() {
    check(
        &[
            "DTSTART:20260101\nSUMMARY:A",
            "DTSTART:20260501\nSUMMARY:B\nSTATUS:CANCELLED",
            "DTSTART:20260510\nSUMMARY:C\nDESCRIPTION:Observance\\nTo hide",
            "DTSTART:20260601T090000\nDTEND:20260601T170000\nSUMMARY:D",
            "DTSTART:20260630T220000Z\nSUMMARY:E",
            "DTSTART:20250101\nSUMMARY:F",
            "DTSTART:20260101\nDTEND:20270101\nSUMMARY:G",
            "DTSTART:20260701",
        ],
        "2026-01-01 A
        2026-06-01 D
        note 12:7 no public holiday, as the file says, left out: `C`
        note 18:9 at a time of day, taken as the whole of 2026-06-01: `D`
        note 23:9 in UTC, so that its date depends on the place, left out: `E`
        note 31:9 lasts 365 days, left out: `G`
        note 35:7 an event without `SUMMARY` is left out
        note 8:9 cancelled, left out: `B`
        note 0:0 1 day is before 2026-01-01 and left out; `--from YEAR` takes more",
    );
}

#[test]
fn what_google_calls_no_holiday_is_left_out_in_each_language() {
    let says = |description: &str, name: &str| {
        let holiday = "DTSTART:20260101\nSUMMARY:A";
        let event = format!("DTSTART:20260214\nSUMMARY:{name}\nDESCRIPTION:{description}");
        shown(file(&[holiday, &event]).as_bytes())
    };
    let out = |kind: &str| format!("no public holiday, as the file says{kind}, left out: `B`");
    for description in [
        "Observance\\nTo hide observances\\, go to Google Calendar Settings > Holidays in Spain",
        "Gedenktag\\nWenn Sie Gedenktage ausblenden möchten\\, rufen Sie die Google Kalender-Einstellungen auf > Feiertage in Deutschland",
        "Celebración\\nPara ocultar las celebraciones\\, ve a Configuración en Google Calendar > Festivos en España",
        "Ricorrenza\\nPer nascondere le ricorrenze\\, vai alle impostazioni di Google Calendar > Festività in Svizzera",
        "Data comemorativa\\nPara ocultar as datas comemorativas\\, acesse Configurações do Google Agenda > Feriados no Brasil",
        "祭日\\n祭日を非表示にするには、Google カレンダーの [設定] > [日本の祝日] に移動してください",
        "기념일\\n기념일을 숨기려면 Google Calendar 설정 > 대한민국의 휴일 캘린더로 이동하세요.",
        "假日節慶\\n如要隱藏假日節慶\\, 請前往 Google 日曆的 [設定] > [台灣的節慶假日]",
        "祭日",
        "기념일",
    ] {
        assert!(says(description, "B").contains(&out("")), "{description}");
    }
    // Of a language whose word is not known, and of a region.
    for (kind, hint) in [
        (
            "Fête",
            "Pour masquer les fêtes\\, accédez aux paramètres de Google Agenda > Jours fériés",
        ),
        (
            "Celebración en Madrid",
            "Para ocultar las celebraciones\\, ve a Google Calendar > Festivos",
        ),
    ] {
        let found = says(&format!("{kind}\\n{hint}"), "B");
        assert!(found.contains(&out(&format!(" (`{kind}`)"))), "{found}");
    }
    for name in [
        "補行上班日",
        "元旦（班）",
        "Labour Day (Not a Public Holiday)",
    ] {
        assert!(says("国定假日", name).contains("left out"), "{name}");
    }
    for description in [
        "Public holiday",
        "祝日",
        "Día festivo",
        "Celebración de la Constitución",
        "Feiertag\\nMehr bei Google",
        "Festivo\\nFecha provisional",
    ] {
        assert!(
            says(description, "B").contains("2026-02-14 B"),
            "{description}"
        );
    }
}

#[test]
fn days_that_the_file_calls_something_else_than_most_are_named() {
    let day =
        |date: &str, kind: &str| format!("DTSTART:2026{date}\nSUMMARY:D{date}\nDESCRIPTION:{kind}");
    let told = |kinds: &[&str]| -> String {
        let days = kinds.iter().enumerate();
        let days: Vec<String> = days
            .map(|(at, kind)| day(&format!("01{:02}", at + 1), kind))
            .collect();
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        let shown = shown(file(&days).as_bytes());
        let notes = shown
            .lines()
            .filter(|line| line.contains("taken as closed"));
        notes.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        told(&["Festivo", "Festivo", "Festivo en Galicia", "Festivo"]),
        "note 14:9 taken as closed, though the file calls it `Festivo en Galicia`, and most days `Festivo`: `D0103`"
    );
    // As many of the one as of the other, and a text for each day.
    assert_eq!(told(&["A", "A", "A", "B", "B"]), "");
    assert_eq!(told(&["A", "B", "C", "D"]), "");
    assert_eq!(told(&["A", "A", "A", "A"]), "");
}

#[test]
fn what_lasts_for_days_on_end_is_named() {
    let long = |from: &str, to: &str| {
        format!("DTSTART;VALUE=DATE:{from}\nDTEND;VALUE=DATE:{to}\nSUMMARY:Break {from}")
    };
    let told = |events: &[String]| -> String {
        let mut all = vec!["DTSTART:20260101\nSUMMARY:A", "DTSTART:20260501\nSUMMARY:B"];
        all.extend(events.iter().map(String::as_str));
        let shown = shown(file(&all).as_bytes());
        let notes = shown
            .lines()
            .filter(|line| line.contains("taken as closed"));
        notes.collect::<Vec<_>>().join("\n")
    };
    let spring = long("20260302", "20260314");
    assert_eq!(
        told(&[spring.clone(), long("20260713", "20260814")]),
        "note 12:20 taken as closed, though longer than 3 days in a row: `Break 20260302`, `Break 20260713`"
    );
    // Easter and Christmas in one event each, and what lies in another year.
    let easter = long("20260403", "20260406");
    assert_eq!(told(&[easter]), "");
    assert!(!told(&[long("20250302", "20250314")]).contains("in a row"));
    // Each year again is told once.
    let yearly = format!("{spring}\nRRULE:FREQ=YEARLY");
    assert_eq!(told(&[yearly]).matches("in a row").count(), 1);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    check(
        &[
            "DTSTART:20260102\nDTEND:20260101\nSUMMARY:A",
            "DTSTART;VALUE=DATE:2026-01-01\nSUMMARY:B",
            "SUMMARY:C",
        ],
        "error 5:7 the event `A` ends on 2026-01-01, before it begins on 2026-01-02
        error 9:20 `2026-01-01` is no date
        error 12:7 the event `C` has no `DTSTART`",
    );
    check(
        &["DTSTART:20260230\nSUMMARY:A"],
        "error 4:9 `20260230` is no date",
    );
    check(
        &["DTSTART:20260101\nDURATION:1 day\nSUMMARY:A"],
        "error 5:10 `1 day` is no length of time",
    );
    check(&[], "error 0:0 no event is in this file");
    let whole = |bytes: &[u8], expected: &str| assert_eq!(shown(bytes), expected);
    whole(
        b"<html>\n",
        "error 1:1 this is no iCalendar file: it does not begin with `BEGIN:VCALENDAR`\n",
    );
    whole(
        b"BEGIN:VCALENDAR\nX:\xE9\n",
        "error 2:1 this line is not UTF-8\n",
    );
    whole(
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\n",
        "error 2:7 the file ends inside `VEVENT`\n",
    );
    whole(
        b"BEGIN:VCALENDAR\nEND:VEVENT\n",
        "error 2:5 `END:VEVENT` closes nothing that is open\n",
    );
}

#[test]
fn hostile_files_end_soon() {
    let many: String = (0..10_000)
        .map(|n| format!("BEGIN:VEVENT\nUID:{n}\nDTSTART:00010101\nRRULE:FREQ=YEARLY;COUNT=999999999\nSUMMARY:{n}\nEND:VEVENT\n"))
        .collect();
    let text = format!("BEGIN:VCALENDAR\n{many}END:VCALENDAR\n");
    assert!(shown(text.as_bytes()).contains("repeats too many events"));
    let many: String = (0..10_000)
        .map(|n| {
            format!("BEGIN:VEVENT\nDTSTART:20260101\nDTEND:20260331\nSUMMARY:{n}\nEND:VEVENT\n")
        })
        .collect();
    let found = holidays(
        format!("BEGIN:VCALENDAR\n{many}END:VCALENDAR\n").as_bytes(),
        2026,
        2027,
    );
    assert_eq!(found.days.len(), 89);
    assert!(found.days.values().all(|names| names.len() == NAMES));
    assert_eq!((found.remarks.len(), found.unsaid > 9_000), (NOTES, true));
    let deep = "BEGIN:VCALENDAR\n".repeat(100_000);
    assert!(shown(deep.as_bytes()).contains("stand inside each other"));
    for rule in [
        "FREQ=YEARLY;INTERVAL=32767",
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=YEARLY;COUNT=0",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-31",
    ] {
        holidays(
            file(&[&format!(
                "DTSTART:99991231\nDTEND:99991231\nRRULE:{rule}\nSUMMARY:A"
            )])
            .as_bytes(),
            2026,
            2046,
        );
        holidays(
            file(&[&format!("DTSTART:00000101\nRRULE:{rule}\nSUMMARY:A")]).as_bytes(),
            2026,
            2027,
        );
    }
    for value in [
        "P",
        "PT",
        "P9999999999999999999D",
        "-P1D",
        "P1",
        "T",
        "\u{e9}",
    ] {
        holidays(
            file(&[&format!("DTSTART:20260101\nDURATION:{value}\nSUMMARY:A")]).as_bytes(),
            2026,
            2027,
        );
        holidays(
            file(&[&format!("DTSTART:{value}\nSUMMARY:A")]).as_bytes(),
            2026,
            2027,
        );
        holidays(
            file(&[&format!(
                "DTSTART:20260101\nRRULE:FREQ=YEARLY;BYMONTH=1;BYDAY={value}\nSUMMARY:A"
            )])
            .as_bytes(),
            2026,
            2027,
        );
    }
}
