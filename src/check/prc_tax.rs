//! PRC-TAX: a price says whether tax is in it (L1).

use super::prices;
use crate::model::{Diagnostic, Site};

const CODE: &str = "PRC-TAX";

/// Each amount has `tax`.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (path, money) in prices::amounts(site).filter(|(_, money)| money.tax.is_none()) {
        let (amount, currency) = (&money.amount, &money.currency.value);
        let message = format!(
            "nothing says whether tax is in `{}` {currency}",
            amount.value
        );
        let hint = "add `tax: included` or `tax: excluded`".to_owned();
        found.push(Diagnostic::warning(CODE, path, amount.span, message).with_hint(hint));
    }
}
