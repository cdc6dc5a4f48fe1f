//! `facts --vectors`: which differences fail, and which may be those of the time zone data.

use std::process::Command;

use serde_json::json;

/// What is said of a vector whose answer is expected `minutes` too late, in a file made with `tzdata`.
fn check(tzdata: Option<&str>, minutes: u32, fine: bool, row: &str, told: bool) {
    let file = tempfile::NamedTempFile::new().unwrap();
    let due = format!(
        "2026-06-01T{:02}:{:02}:00Z",
        11 + minutes / 60,
        minutes % 60
    );
    let mut data = json!({
        "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": ["09:00-17:00"]}, "holidays": "none"}},
        "vectors": [{
            "id": "D1", "ask": "due", "calendar": "office", "start": "2026-06-01T10:00:00Z",
            "target": {"within": "PT1H", "count": "open-hours"}, "expect": {"due": due},
        }],
    });
    if let Some(tzdata) = tzdata {
        data["tzdata"] = tzdata.into();
    }
    std::fs::write(file.path(), data.to_string()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_supportal"));
    let output = command
        .args(["facts", "--vectors"])
        .arg(file.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let aside = String::from_utf8_lossy(&output.stderr);
    let what = format!("{tzdata:?} {minutes}: {said}{aside}");
    assert_eq!(output.status.success(), fine, "{what}");
    assert!(said.trim_end().ends_with(row), "{what}");
    assert_eq!(
        aside.contains("the file was made with 2001a"),
        told,
        "{what}"
    );
}

#[test]
fn other_time_zone_data_is_told_and_fails_nothing() {
    let own = supportal::calendar::tzdata();
    let differs = "not \"2026-06-01T12:00:00Z\"";
    check(Some(own), 0, true, "D1 ok", false);
    check(Some("2001a"), 0, true, "D1 ok", true);
    check(Some("2001a"), 60, true, "time zone data may be why", true);
    // No zone was ever set like that.
    let minute = "not \"2026-06-01T11:01:00Z\"";
    check(Some("2001a"), 1, false, minute, true);
    check(
        Some("2001a"),
        240,
        false,
        "not \"2026-06-01T15:00:00Z\"",
        true,
    );
    // With the same data, or none named, it can be nothing else.
    check(Some(own), 60, false, differs, false);
    check(None, 60, false, differs, false);
}
