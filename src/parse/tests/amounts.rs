//! Lengths of time, prices and shares.

use super::facts::{check_facts, told};
use super::*;

#[test]
fn lengths_of_time() {
    let check = |written: &str, expected: &str| {
        let text = format!("maintenance: {{notice: {written}}}\n");
        assert_eq!(told(&facts(&text)), expected, "{written}");
    };
    check("PT1H30M", "");
    check("P36525D", "");
    check(
        "P36526D",
        "SLA-UNIT `P36526D` is longer than a hundred years | promise a time that somebody will wait for, as in `P30D`",
    );
    check(
        "4 hours",
        "SLA-UNIT `4 hours` is not a length of time | write `PT4H`",
    );
    check(
        "30min",
        "SLA-UNIT `30min` is not a length of time | write `PT30M`",
    );
    check(
        "pt4h",
        "SLA-UNIT `pt4h` is not a length of time | write `PT4H`",
    );
    check(
        "P2H",
        "SLA-UNIT `P2H` is not a length of time | write `PT2H`",
    );
    check(
        "PT1D",
        "SLA-UNIT `PT1D` is not a length of time | write `P1D`",
    );
    check(
        "P1M",
        "SLA-UNIT `P1M` counts months or years, which differ in length | count days, as in `P30D`, or say it in words on a page; minutes follow a `T`, as in `PT30M`",
    );
    check(
        "PT0S",
        "SLA-UNIT `PT0S` is no time at all | a length of time is more than zero, as in `PT30M`",
    );
    check(
        "P0D",
        "SLA-UNIT `P0D` is no time at all | a length of time is more than zero, as in `PT30M`",
    );
    check("P2W", "SLA-UNIT `P2W` counts weeks | write `P14D`");
    check(
        "P2DT1H30M",
        "SLA-UNIT `P2DT1H30M` mixes days and hours | write hours alone, `PT49H30M`, or whole days",
    );
    check(
        "P1DT2H",
        "SLA-UNIT `P1DT2H` mixes days and hours | write hours alone, `PT26H`, or whole days",
    );
    check(
        "soon",
        "SLA-UNIT `soon` is not a length of time | a length of time is written `PT4H`, `PT30M` or `P1D`",
    );
    check(
        "PT",
        "SLA-UNIT `PT` is not a length of time | a length of time is written `PT4H`, `PT30M` or `P1D`",
    );
    check(
        "P99999999999999999999D",
        "SLA-UNIT `P99999999999999999999D` is not a length of time | a length of time is written `PT4H`, `PT30M` or `P1D`",
    );
}

#[test]
fn a_misspelt_word_of_a_promise_is_told() {
    let (found, _) = page(
        "en/sla/a.md",
        "title: T\nbinding: garantee\nclock: {starts: recieved, response: humna, pauses: [waiting-for-custmer, lunch], severity_change: restart-remaining}\n\
         price: {amount: \"5.00\", currency: EUR, per: hours}\nremedy: {kind: credits, per_cent: 5, of: monthly-fees}\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 3:10 `garantee` is not known for `binding` | write `target` or `guarantee`\n\
         FM-TYPE 4:17 `recieved` is not known for `starts` | write `received` or `acknowledged`\n\
         FM-TYPE 4:37 `humna` is not known for `response` | write `human` or `automatic`\n\
         FM-TYPE 4:53 `waiting-for-custmer` is not known for `pauses` | write `waiting-for-customer`; another word of yours is shown as it is\n\
         FM-TYPE 4:99 `restart-remaining` is not known for `severity_change` | write `restarts-remaining` or `continues`\n\
         FM-TYPE 5:45 `hours` is not known for `per` | write `hour`; another word of yours is shown as it is\n\
         FM-TYPE 6:16 `credits` is not known for `kind` | write `credit` or `none`\n\
         FM-TYPE 6:42 `monthly-fees` is not known for `of` | write `monthly-fee`; another word of yours is shown as it is"
    );
    let (found, _) = page(
        "en/channels/a.md",
        "title: T\nchannel: post\naddress: Street 1\naccessible: [sing-language, ramp]\nverify: [customer-numbr, badge]\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 5:14 `sing-language` is not known for `accessible` | write `sign-language`; another word of yours is shown as it is\n\
         FM-TYPE 6:10 `customer-numbr` is not known for `verify` | write `customer-number`; another word of yours is shown as it is"
    );
    check_facts(
        "notices: {billng: partner, outages: vendor}\ncredits: {need: [tenant-ids]}\ndata: {remote_access: consent-each-tme}\n\
         escalation: [{level: 1, on: [no-progres, full-moon]}]\n",
        "FM-TYPE 1:11 `billng` is not known for `notices` | write `billing`; another word of yours is shown as it is\n\
         FM-TYPE 2:18 `tenant-ids` is not known for `need` | write `tenant-id`; another word of yours is shown as it is\n\
         FM-TYPE 3:23 `consent-each-tme` is not known for `remote_access` | write `consent-each-time`; another word of yours is shown as it is\n\
         FM-TYPE 4:30 `no-progres` is not known for `on` | write `no-progress`; another word of yours is shown as it is",
    );
    check_facts(
        "products: [{id: a, vendor: microsoft, billing: slef}, {id: b, vendor: microsfot, billing: Contoso}]\n\
         backed_by: [{vendor: microsoft, severity: s1}, {vendor: adobe, severity: s1}]\n\
         complaints: {arbitration: non}\n",
        "FM-TYPE 1:48 `slef` is read as the name of a company | write `self` if that is meant\n\
         FM-TYPE 1:71 `microsfot` is a vendor of its own beside `microsoft` | write `microsoft` if that is meant\n\
         FM-TYPE 3:27 `non` is read as the name of a body of arbitration | write `none` if that is meant",
    );
    check_facts(
        "calendars:\n  office: {time_zone: Asia/Tapei}\n",
        "CAL-ZONE 2:23 `Asia/Tapei` is not a time zone of a place | the nearest is `Asia/Taipei`",
    );
    let own = facts("data: {remote_access: consent-each-tme}\n").diagnostics;
    assert_eq!(own[0].severity, crate::model::Severity::Warning);
}

#[test]
fn prices_and_shares() {
    let check = |price: &str, expected: &str| {
        let text = format!("services: [{{id: a, price: {price}}}]\n");
        assert_eq!(told(&facts(&text)), expected, "{price}");
    };
    check("{amount: \"45.00\", currency: EUR}", "");
    check("free", "");
    check("{kind: basic-rate}", "");
    check(
        "€45",
        "PRC-CURRENCY `€45` is an amount without a currency code | write `{amount: \"45.00\", currency: EUR}`, or `included`, `free` or `basic-rate`",
    );
    check(
        "{amount: \"45.00\"}",
        "PRC-CURRENCY `currency` is missing in `price` | add `currency: EUR`",
    );
    check(
        "{amount: \"45.00\", currency: Euro}",
        "PRC-CURRENCY `Euro` is not a currency | write `EUR`",
    );
    check(
        "{amount: 45.00, currency: EUR}",
        "FM-TYPE the amount `45.00` has no quotes | write `\"45.00\"`, so that no tool rounds it",
    );
    check(
        "{amount: 45,50, currency: EUR}",
        "FM-TYPE `45,50` has no quotes, so it ends at its comma | write `amount: \"45.50\"`",
    );
    check(
        "{amount: 1,045, currency: EUR}",
        "FM-TYPE `1,045` has no quotes, so it ends at its comma | write `amount: \"1045\"`",
    );
    check(
        "{amount: \"1.045,50\", currency: EUR}",
        "FM-TYPE `1.045,50` is not an amount | write `\"1045.50\"`, and the currency under `currency`",
    );
    check(
        "{amount: \"€ 1 045,50 net\", currency: EUR}",
        "FM-TYPE `€ 1 045,50 net` is not an amount | write `\"1045.50\"`, and the currency under `currency`",
    );
    // Another number is no hint.
    for (amount, hint) in [
        (
            "-5.00",
            "an amount is nothing or more, in digits with a point, as in `\"45.00\"`",
        ),
        (
            "5-10",
            "an amount is digits with a point, as in `\"45.00\"`",
        ),
        (
            "5 to 10",
            "an amount is digits with a point, as in `\"45.00\"`",
        ),
        (
            "1.5%",
            "an amount is digits with a point, as in `\"45.00\"`",
        ),
    ] {
        check(
            &format!("{{amount: \"{amount}\", currency: EUR}}"),
            &format!("FM-TYPE `{amount}` is not an amount | {hint}"),
        );
    }
    check(
        "cheap",
        "FM-TYPE `cheap` is not a price | write `{amount: \"45.00\", currency: EUR}`, or `included`, `free` or `basic-rate`",
    );
    check(
        "{amount: much, currency: EUR}",
        "FM-TYPE `much` is not an amount | an amount is digits with a point, as in `\"45.00\"`",
    );
    assert!(super::super::formats::share("0.5").is_ok());
    assert!(super::super::formats::share("0").is_err());
    assert!(super::super::formats::share("100.1").is_err());
    assert_eq!(
        super::super::formats::share("95 %").unwrap_err().hint,
        "write `95`"
    );
    for written in ["97,5", "97,5 %"] {
        let refusal = super::super::formats::share(written).unwrap_err();
        assert_eq!(refusal.hint, "write `97.5`");
    }
}

#[test]
fn quotation_marks_of_a_text_are_told_from_those_of_yaml() {
    let check = |text: &str, expected: &str| {
        let text = format!("{text}\n");
        assert_eq!(told(&facts(&text)), expected, "{text}");
    };
    let hint = |inside: &str| {
        format!("the quotes of YAML are those of the keyboard: write `\"{inside}\"`")
    };
    for (written, inside) in [
        ("„08:00-18:00“", "08:00-18:00"),
        ("“08:00-18:00”", "08:00-18:00"),
        ("»08:00-18:00«", "08:00-18:00"),
        ("„08:00-18:00\\\"", "08:00-18:00"),
    ] {
        // What is no opening without them either is told as one.
        let quoted = format!("\"{written}\"");
        let shown = written.replace('\\', "");
        check(
            &format!("calendars: {{a: {{time_zone: Europe/Berlin, weekly: {{mon: [{quoted}]}}}}}}"),
            &format!(
                "CAL-INTERVAL `{shown}` is not an opening | {}",
                hint(inside)
            ),
        );
    }
    check(
        "services: [{id: a, price: {amount: „49.00“, currency: EUR}}]",
        &format!("FM-TYPE `„49.00“` is not an amount | {}", hint("49.00")),
    );
    check(
        "products: [{id: m365, vendor_takes_customers: „true“}]",
        "FM-TYPE `„true“` is neither `true` nor `false` | write `true`, without quotes",
    );
    // A code is shown with them; words may be a quotation.
    check(
        "organization: {legal_name: „Kranich 1“, country: DE, vat_id: „DE123456789“}",
        &format!(
            "FM-TYPE `„DE123456789“` is taken with its quotation marks | {}",
            hint("DE123456789")
        ),
    );
}
