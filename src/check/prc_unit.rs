//! PRC-UNIT: a price says for what it is.

use super::prices;
use crate::model::{Diagnostic, Site};

const CODE: &str = "PRC-UNIT";

/// Each amount has `per`.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (path, money) in prices::amounts(site).filter(|(_, money)| money.per.is_none()) {
        let (amount, currency) = (&money.amount, &money.currency.value);
        let message = format!(
            "nothing says for what `{}` {currency} is the price",
            amount.value
        );
        let hint = "add `per`, as in `per: hour`, `per: month` or `per: incident`".to_owned();
        found.push(Diagnostic::error(CODE, path, amount.span, message).with_hint(hint));
    }
}
