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
            let hint = match (wanted, decimals.len()) {
                (0, _) => format!("write `\"{whole}\"`"),
                (2, 3) => {
                    let zeros = "0".repeat(wanted);
                    format!(
                        "write it as in `\"{whole}.{zeros}\"`, or `\"{whole}{decimals}.{zeros}\"` if the point stands between thousands"
                    )
                }
                (_, given) if given < wanted => {
                    let zeros = "0".repeat(wanted - given);
                    format!("write `\"{}{zeros}\"`", amount.value)
                }
                _ => format!("write it as in `\"{whole}.{}\"`", "0".repeat(wanted)),
            };
            found.push(Diagnostic::error(CODE, path, amount.span, message).with_hint(hint));
        }
    }
}

fn count(decimals: usize) -> String {
    match decimals {
        1 => "1 decimal".to_owned(),
        more => format!("{more} decimals"),
    }
}
