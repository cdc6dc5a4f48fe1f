//! The description of support, held against its profile: a checklist in Markdown, to print or to attach.

use super::files::Files;
use super::plain;
use crate::calendar::Date;
use crate::model::audit::{Answer, Audit, Demand, Force};
use crate::model::{RelPath, Span};

/// Kinds of answer, as the totals count them.
const KINDS: [&str; 5] = ["met", "not met", "allowed", "not applicable", "not judged"];

/// Every demand with the facts that meet it, or with what is missing. Paths are those of the portal, so
/// that the text is the same wherever the portal stands.
pub(crate) fn audit(audit: &Audit, files: &Files<'_>, today: Date) -> String {
    let mut out = format!("# Support description: {}\n\n", words(&audit.title));
    let demands = &audit.demands;
    out.push_str(&format!("- Profile: `{}`\n", audit.profile.name()));
    out.push_str(&format!("- Judged against the date: {today}\n"));
    out.push_str(&format!("- By: supportal {}\n", env!("CARGO_PKG_VERSION")));
    let count = |kind: &&str| {
        let of_kind = demands
            .iter()
            .filter(|one| self::kind(&one.answer) == *kind);
        of_kind.count()
    };
    let counts = KINDS.iter().map(|kind| (count(kind), kind));
    // Whatever can be counted is; what cannot be judged is rare.
    let counts = counts.filter(|(count, kind)| *count > 0 || **kind != "not judged");
    let counts: Vec<String> = counts
        .map(|(count, kind)| format!("{count} {kind}"))
        .collect();
    out.push_str(&format!(
        "- Demands: {}, of which {}\n\n",
        demands.len(),
        counts.join(", ")
    ));
    out.push_str(match demands.is_empty() {
        true => "This profile asks for nothing. `profile:` in supportal.yaml chooses one that does.\n",
        false => {
            "Each line is a demand of the profile, with the places in the portal that answer it. The list says\n\
             what the portal states. It does not say that support is given so, or that any law is complied with.\n"
        }
    });
    for (force, title) in [
        (Force::Must, "What the description must do"),
        (Force::Should, "What it should do"),
        (Force::Fact, "What it has to get right"),
        (Force::Info, "What the law may ask of it"),
    ] {
        let mut of_force = demands.iter().filter(|one| one.force == force).peekable();
        if of_force.peek().is_some() {
            out.push_str(&format!("\n## {title}\n\n"));
        }
        of_force.for_each(|demand| push(&mut out, demand, files));
    }
    out
}

fn kind(answer: &Answer) -> &'static str {
    match answer {
        Answer::Met(_) => "met",
        Answer::NotMet(_) => "not met",
        Answer::Allowed(_) => "allowed",
        Answer::NotApplicable(_) => "not applicable",
        Answer::NotJudged => "not judged",
    }
}

fn push(out: &mut String, demand: &Demand, files: &Files<'_>) {
    let mark = match &demand.answer {
        Answer::Met(_) => "✓",
        Answer::NotMet(_) => "✗",
        Answer::Allowed(_) => "○",
        Answer::NotApplicable(_) => "–",
        Answer::NotJudged => "?",
    };
    let (row, rule, asks) = (demand.row, demand.rule, demand.asks);
    let kind = kind(&demand.answer);
    let source = words(demand.source);
    out.push_str(&format!("- **{row}** {mark} {kind}: {asks}\n"));
    out.push_str(&format!("  ({source}; rule {rule})\n"));
    let mut line = |text: &str, path: &RelPath, span: Span| {
        let text = words(text);
        let name = files.named(path, span);
        // What is about a whole file, or about one that is not there, stands on no line.
        let place = match span.end {
            0 => name,
            _ => format!("{name}:{}", files.place_of(path, span).line),
        };
        out.push_str(&format!("  - {text}, {place}\n"));
    };
    match &demand.answer {
        Answer::Met(facts) => {
            for fact in facts {
                line(&fact.words, &fact.path, fact.span);
            }
        }
        Answer::NotMet(found) => {
            for one in found {
                line(&one.message, &one.path, one.span);
            }
            if found.is_empty() {
                out.push_str("  - nothing in the portal states it\n");
            }
        }
        Answer::Allowed(found) => {
            for (one, reason) in found {
                line(&one.message, &one.path, one.span);
                line(
                    &format!("allowed: {}", reason.why),
                    &reason.path,
                    reason.span,
                );
            }
        }
        Answer::NotApplicable(what) => out.push_str(&format!("  - {what}\n")),
        Answer::NotJudged => out.push_str("  - support.yaml cannot be read to its end\n"),
    }
}

/// Text in one line of Markdown that means itself, but for what stands in backticks.
fn words(text: &str) -> String {
    let text = plain(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let pairs = text.matches('`').count().is_multiple_of(2);
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    for c in text.chars() {
        match c {
            '`' if pairs => code = !code,
            '`' => out.push('\\'),
            '\\' | '*' | '_' | '<' | '[' | ']' | '#' | '|' if !code => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_mean_themselves_in_markdown() {
        let check = |text: &str, expected: &str| assert_eq!(words(text), expected);
        check("Camphor Cloud", "Camphor Cloud");
        check("a *b*\n[c](d) <e>", "a \\*b\\* \\[c\\](d) \\<e>");
        check("channel `a_b`", "channel `a_b`");
        check("one ` alone_", "one \\` alone\\_");
    }
}
