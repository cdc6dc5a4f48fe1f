//! PRC-MINOR: an amount has as many decimals as its currency (ISO 4217).

use super::prices;
use crate::model::{Diagnostic, Site};

const CODE: &str = "PRC-MINOR";

/// Currencies of ISO 4217 with other than two decimals.
const DECIMALS: [(usize, &str); 3] = [
    (
        0,
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF"),
];

/// Each amount has no decimals, or as many as its currency.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (path, money) in prices::amounts(site) {
        let (amount, currency) = (&money.amount, money.currency.value.as_str());
        let Some((whole, decimals)) = amount.value.split_once('.') else {
            continue;
        };
        let other = DECIMALS
            .iter()
            .find(|(_, all)| all.split(' ').any(|one| one == currency));
        let wanted = other.map_or(2, |(number, _)| *number);
        if decimals.len() != wanted {
            let message = format!(
                "`{}` has {}, `{currency}` has {wanted}",
                amount.value,
                count(decimals.len())
            );
            let hint = hint(whole, decimals, wanted);
            found.push(Diagnostic::error(CODE, path, amount.span, message).with_hint(hint));
        }
    }
}

/// The same amount as the currency has it. No other is proposed: what it should be is for the author to say.
fn hint(whole: &str, decimals: &str, wanted: usize) -> String {
    let amount = |whole: &str, decimals: &str| match decimals {
        "" => format!("`\"{whole}\"`"),
        decimals => format!("`\"{whole}.{decimals}\"`"),
    };
    let zeros = "0".repeat(wanted);
    let same = match decimals.split_at_checked(wanted) {
        None => Some(format!("{decimals}{}", &zeros[decimals.len()..])),
        Some((kept, more)) => (more.bytes().all(|digit| digit == b'0')).then(|| kept.to_owned()),
    };
    let same = same.map(|decimals| format!("write {}", amount(whole, &decimals)));
    let other = || match wanted {
        0 => "round it to a whole amount, or name another currency".to_owned(),
        _ => format!("round it to {}", count(wanted)),
    };
    if decimals.len() != 3 || whole.starts_with('0') {
        return same.unwrap_or_else(other);
    }
    let thousands = amount(&format!("{whole}{decimals}"), &zeros);
    match same {
        Some(same) => format!("{same}, or {thousands} if the point stands between thousands"),
        None => format!(
            "write {thousands} if the point stands between thousands, else {}",
            other()
        ),
    }
}

fn count(decimals: usize) -> String {
    match decimals {
        1 => "1 decimal".to_owned(),
        more => format!("{more} decimals"),
    }
}
