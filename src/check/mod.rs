//! A site to findings: what no file can know of itself. One rule is one `.rs` and one `.md`.
//!
//! The `.md` is the rule's documentation, what `supportal explain` prints, and its test. Rules that a
//! single file breaks, such as a key nobody knows, are found where the file is read; here stands what
//! they mean.

mod a11_alt;
mod a11_altfile;
mod a11_emptyhead;
mod a11_foreign;
mod a11_h1;
mod a11_jump;
mod a11_linktext;
mod a11_tablehead;
mod a11_title;
mod a11_vague;
mod answering;
mod ast_type;
mod audit;
mod cal_empty;
mod cal_gap;
mod cal_name;
mod cal_noholidays;
mod cal_overlap;
mod cal_region;
mod cal_stale;
mod cal_unused;
mod chn_cost;
mod chn_dup;
mod cnt_desc;
mod cnt_dup;
mod cnt_empty;
mod cnt_sample;
mod cnt_todo;
mod dates;
mod esc_contact;
mod esc_cycle;
mod esc_levels;
mod esc_time;
mod evidence;
mod fct_name;
mod fct_typed;
mod figures;
mod follows;
mod frs_ahead;
mod frs_notice;
mod frs_old;
mod frs_review;
mod frs_told;
mod inc_cycle;
mod inc_missing;
mod law;
mod left_out;
mod leg_a11y;
mod leg_imprint;
mod leg_odr;
mod leg_privacy;
mod leg_tmg;
mod levels;
mod lim_count;
mod lim_include;
mod lim_name;
mod lim_size;
mod lnk_absolute;
mod lnk_anchor;
mod lnk_case;
mod lnk_file;
mod lnk_mismatch;
mod lnk_orphan;
mod lnk_page;
mod lnk_redirect;
mod loose;
mod names;
mod on_disk;
mod pages;
mod path_case;
mod path_chars;
mod path_escape;
mod path_reserved;
mod path_taken;
mod prc_date;
mod prc_minor;
mod prc_tax;
mod prc_unit;
mod prices;
pub mod profile;
mod promises;
mod pub_headers;
mod quantities;
mod rdr_chars;
mod rdr_loop;
mod rdr_open;
mod rdr_taken;
mod reach;
mod rule_names;
mod sec_secret;
mod sla_backed;
mod sla_binding;
mod sla_channel_shut;
mod sla_count;
mod sla_dates;
mod sla_empty;
mod sla_hole;
mod sla_lang;
mod sla_notice;
mod sla_order;
mod sla_pause;
mod sla_prose;
mod sla_ref;
mod sla_remedy;
mod sla_response;
mod sla_restore;
mod sla_row;
mod sla_same;
mod sla_start;
mod src_expect;
mod sup_a11y;
mod sup_changes;
mod sup_channel;
mod sup_close;
mod sup_collect;
mod sup_comms;
mod sup_complaint;
mod sup_credit;
mod sup_data;
mod sup_escalate;
mod sup_first;
mod sup_health;
mod sup_hours;
mod sup_name;
mod sup_nosla;
mod sup_order;
mod sup_org;
mod sup_price;
mod sup_provider;
mod sup_robot;
mod sup_scope;
mod sup_security;
mod sup_self;
mod sup_third;
mod sup_train;
mod sup_trouble;
mod sup_vendor;
mod svg_active;
mod translations;
mod trn_blocks;
mod trn_data;
mod trn_headings;
mod trn_links;
mod trn_missing;
mod trn_numbers;
mod trn_orphan;
mod trn_same;
mod trn_stale;

use crate::memo;
use crate::model::{Diagnosed, Diagnostic, Document, Notes, RelPath, Site, mail};
use evidence::Evidence;
use follows::{By, HOURS};

pub use audit::audit;
pub use cal_unused::of_this_portal;
pub use follows::leave_out;
pub use left_out::left_out;
pub use levels::weigh;
pub use path_taken::own as own_names;
pub use src_expect::expectations;
pub use trn_orphan::orphans;
pub use trn_same::is_untouched;
pub use trn_stale::unmarked;

/// A rule that content must meet.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `LNK-PAGE`.
    pub code: &'static str,
    /// Its documentation, in Markdown.
    pub doc: &'static str,
    check: Check,
    /// What the portal can show for a row of its profile that asks for this rule.
    evidence: Option<fn(&Site, &str) -> Evidence>,
    /// Where it says that something is left out: the keys whose refused values explain that.
    follows: Option<By>,
}

impl Rule {
    const fn new(code: &'static str, doc: &'static str, check: Check) -> Self {
        Rule {
            code,
            doc,
            check,
            evidence: None,
            follows: None,
        }
    }

    /// The same, with what it follows from.
    const fn follows(self, by: By) -> Self {
        Rule {
            follows: Some(by),
            ..self
        }
    }

    /// What it asks for, in one line.
    pub fn summary(&self) -> &'static str {
        let title = self.doc.lines().next().unwrap_or_default();
        title.split_once(": ").map_or(title, |(_, summary)| summary)
    }
}

macro_rules! rule {
    ($code:literal, $name:ident) => {
        rule!($code, $name, Check::Site($name::check))
    };
    // One that a file breaks by itself.
    ($code:literal, $name:ident, document) => {
        rule!($code, $name, Check::Document($name::check))
    };
    // One that its links or passages break.
    ($code:literal, $name:ident, notes) => {
        rule!($code, $name, Check::Notes($name::check))
    };
    // One that texts do not bear on.
    ($code:literal, $name:ident, shape) => {
        rule!($code, $name, Check::Shape($name::check))
    };
    // One that a profile asks for, and that can name what answers it.
    ($code:literal, $name:ident, evidence) => {
        Rule {
            evidence: Some($name::evidence),
            ..rule!($code, $name)
        }
    };
    ($code:literal, $name:ident, $check:expr) => {
        Rule::new(
            $code,
            include_str!(concat!(stringify!($name), ".md")),
            $check,
        )
    };
    ($code:literal, $doc:literal) => {
        Rule::new($code, include_str!($doc), Check::Read)
    };
}

/// A rule that looks at a site.
type SiteCheck = fn(&Site, &mut Vec<Diagnostic>);

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
enum Check {
    /// Nothing: what it means is found where a file is read.
    Read,
    /// The site as a whole.
    Site(SiteCheck),
    /// The site as a whole, but for the texts below front matter: titles, addresses, facts.
    Shape(SiteCheck),
    /// Each file for itself, of the site what does not change with the texts of others.
    Document(fn(&Document, &Site, &mut Vec<Diagnostic>)),
    /// The same, with its links and passages: they are read once for all who ask for them.
    Notes(fn(&Document, &Notes, &Site, &mut Vec<Diagnostic>)),
}

/// Every rule, by its code.
static RULES: &[Rule] = &[
    rule!("A11-ALT", a11_alt, document),
    rule!("A11-ALTFILE", a11_altfile, document),
    rule!("A11-EMPTYHEAD", a11_emptyhead, document),
    rule!("A11-FOREIGN", a11_foreign, document),
    rule!("A11-H1", a11_h1, document),
    rule!("A11-JUMP", a11_jump, document),
    rule!("A11-LINKTEXT", a11_linktext, notes),
    rule!("A11-TABLEHEAD", a11_tablehead, document),
    rule!("A11-TITLE", a11_title, shape),
    rule!("A11-VAGUE", a11_vague, notes),
    rule!("A11-VIDEO", "a11_video.md"),
    rule!("AST-REMOTE", "ast_remote.md"),
    rule!("AST-TYPE", ast_type, shape),
    rule!("CAL-2359", "cal_2359.md"),
    rule!("CAL-ALWAYS", "cal_always.md"),
    rule!("CAL-DATE", "cal_date.md"),
    rule!("CAL-EMPTY", cal_empty).follows(By::Keys(HOURS)),
    rule!("CAL-GAP", cal_gap),
    rule!("CAL-INTERVAL", "cal_interval.md"),
    rule!("CAL-KEY", "cal_key.md"),
    rule!("CAL-NAME", cal_name),
    rule!("CAL-NOHOLIDAYS", cal_noholidays).follows(By::Keys(&["holidays", "always"])),
    rule!("CAL-OVERLAP", cal_overlap),
    rule!("CAL-REGION", cal_region),
    rule!("CAL-STALE", cal_stale),
    rule!("CAL-UNUSED", cal_unused).follows(By::Anywhere(&[
        "calendars",
        "calendar",
        "answered",
        "holidays",
    ])),
    rule!("CAL-ZONE", "cal_zone.md"),
    rule!("CFG-URL", "cfg_url.md"),
    rule!("CHN-COST", chn_cost).follows(By::Keys(&["cost"])),
    rule!("CHN-DUP", chn_dup),
    rule!("CHN-EMAIL", "chn_email.md"),
    rule!("CHN-HTTP", "chn_http.md"),
    rule!("CHN-PHONE", "chn_phone.md"),
    rule!("CNT-DESC", cnt_desc, shape).follows(By::Keys(&["description"])),
    rule!("CNT-DUP", cnt_dup),
    rule!("CNT-EMPTY", cnt_empty),
    rule!("CNT-SAMPLE", cnt_sample, notes),
    rule!("CNT-TODO", cnt_todo, document),
    rule!("ENC-BIDI", "enc_bidi.md"),
    rule!("ENC-CONTROL", "enc_control.md"),
    rule!("ENC-UTF8", "enc_utf8.md"),
    rule!("ESC-CONTACT", esc_contact).follows(By::Keys(&["channels", "vendor", "filed_by"])),
    rule!("ESC-CYCLE", esc_cycle).follows(By::Anywhere(HOURS)),
    rule!("ESC-LEVELS", esc_levels, evidence).follows(By::Anywhere(&["level", "escalation"])),
    rule!("ESC-TIME", esc_time).follows(By::Keys(&["after", "within", "on"])),
    rule!("FCT-NAME", fct_name),
    rule!("FCT-TYPED", fct_typed),
    rule!("FM-DATE", "fm_date.md"),
    rule!("FM-DUPID", "fm_dupid.md"),
    rule!("FM-DUPKEY", "fm_dupkey.md"),
    rule!("FM-KEY", "fm_key.md"),
    rule!("FM-LANG", "fm_lang.md"),
    rule!("FM-LONG", "fm_long.md"),
    rule!("FM-MISSING", "fm_missing.md"),
    rule!("FM-TYPE", "fm_type.md"),
    rule!("FM-UNCLOSED", "fm_unclosed.md"),
    rule!("FM-YAML", "fm_yaml.md"),
    rule!("FRS-AHEAD", frs_ahead),
    rule!("FRS-NOTICE", frs_notice),
    rule!("FRS-OLD", frs_old),
    rule!("FRS-REVIEW", frs_review, evidence),
    rule!("FRS-TOLD", frs_told),
    rule!("FS-READ", "fs_read.md"),
    rule!("FS-TYPE", "fs_type.md"),
    rule!("HTML-RAW", "html_raw.md"),
    rule!("HTML-REF", "html_ref.md"),
    rule!("INC-CYCLE", inc_cycle),
    rule!("INC-MISSING", inc_missing),
    rule!("LEG-A11Y", leg_a11y),
    rule!("LEG-IMPRINT", leg_imprint).follows(By::Any),
    rule!("LEG-ODR", leg_odr, notes),
    rule!("LEG-PRIVACY", leg_privacy),
    rule!("LEG-TMG", leg_tmg, notes),
    rule!("LIM-COUNT", lim_count),
    rule!("LIM-INCLUDE", lim_include),
    rule!("LIM-NAME", lim_name),
    rule!("LIM-NEST", "lim_nest.md"),
    rule!("LIM-SIZE", lim_size),
    rule!("LIM-TABLE", "lim_table.md"),
    rule!("LIM-YAML", "lim_yaml.md"),
    rule!("LNK-ABSOLUTE", lnk_absolute, notes),
    rule!("LNK-ANCHOR", lnk_anchor),
    rule!("LNK-CASE", lnk_case),
    rule!("LNK-EXT", "lnk_ext.md"),
    rule!("LNK-FILE", lnk_file),
    rule!("LNK-MISMATCH", lnk_mismatch, notes),
    rule!("LNK-ORPHAN", lnk_orphan),
    rule!("LNK-PAGE", lnk_page),
    rule!("LNK-REDIRECT", lnk_redirect),
    rule!("LNK-UNREAD", "lnk_unread.md"),
    rule!("MD-BLOCK", "md_block.md"),
    rule!("MD-EMPH", "md_emph.md"),
    rule!("MD-NAME", "md_name.md"),
    rule!("MD-PAIR", "md_pair.md"),
    rule!("MD-SIGN", "md_sign.md"),
    rule!("OVL-BASE", "ovl_base.md"),
    rule!("OVL-INDEX", "ovl_index.md"),
    rule!("OVL-STALE", "ovl_stale.md"),
    rule!("OVL-UNUSED", "ovl_unused.md"),
    rule!("OVL-URL", "ovl_url.md"),
    rule!("PATH-CASE", path_case),
    rule!("PATH-CHARS", path_chars, shape),
    rule!("PATH-ESCAPE", path_escape),
    rule!("PATH-LANG", "path_lang.md"),
    rule!("PATH-LONG", "path_long.md"),
    rule!("PATH-RESERVED", path_reserved),
    rule!("PATH-SYMLINK", "path_symlink.md"),
    rule!("PATH-TAKEN", path_taken),
    rule!("PRC-CURRENCY", "prc_currency.md"),
    rule!("PRC-DATE", prc_date),
    rule!("PRC-MINOR", prc_minor),
    rule!("PRC-TAX", prc_tax),
    rule!("PRC-UNIT", prc_unit),
    rule!("PUB-HEADERS", pub_headers),
    rule!("PUB-LASTMOD", "pub_lastmod.md"),
    rule!("PUB-LIMIT", "pub_limit.md"),
    rule!("RDR-CHARS", rdr_chars),
    rule!("RDR-LOOP", rdr_loop),
    rule!("RDR-OPEN", rdr_open),
    rule!("RDR-TAKEN", rdr_taken),
    rule!("SEC-SECRET", sec_secret, shape),
    rule!("SLA-BACKED", sla_backed, evidence).follows(By::Anywhere(HOURS)),
    rule!("SLA-BINDING", sla_binding).follows(By::Keys(&["binding"])),
    rule!("SLA-CHANNEL-SHUT", sla_channel_shut).follows(By::Anywhere(HOURS)),
    rule!("SLA-COUNT", sla_count),
    rule!("SLA-DATES", sla_dates, evidence),
    rule!("SLA-EMPTY", sla_empty).follows(By::Keys(&[
        "targets", "severity", "respond", "restore", "within",
    ])),
    rule!("SLA-HOLE", sla_hole).follows(By::Keys(&["targets", "severity", "respond", "within"])),
    rule!("SLA-LANG", sla_lang).follows(By::Anywhere(HOURS)),
    rule!("SLA-NOTICE", sla_notice).follows(By::Any),
    rule!("SLA-ORDER", sla_order).follows(By::Anywhere(HOURS)),
    rule!("SLA-PAUSE", sla_pause).follows(By::Keys(&["clock", "pauses"])),
    rule!("SLA-PROSE", sla_prose),
    rule!("SLA-REF", sla_ref),
    rule!("SLA-REMEDY", sla_remedy).follows(By::Keys(&["remedy", "kind", "claim_within"])),
    rule!("SLA-RESPONSE", sla_response).follows(By::Keys(&["clock", "response"])),
    rule!("SLA-RESTORE", sla_restore).follows(By::Anywhere(HOURS)),
    rule!("SLA-ROW", sla_row),
    rule!("SLA-SAME", sla_same),
    rule!("SLA-START", sla_start).follows(By::Keys(&["clock", "starts"])),
    rule!("SLA-UNIT", "sla_unit.md"),
    rule!("SRC-EXPECT", "src_expect.md"),
    rule!("SUP-A11Y", sup_a11y, evidence).follows(By::Anywhere(&[
        "channel",
        "address",
        "accessible",
    ])),
    rule!("SUP-CHANGES", sup_changes, evidence).follows(By::Any),
    rule!("SUP-CHANNEL", sup_channel, evidence).follows(By::Anywhere(&["channel", "channels"])),
    rule!("SUP-CLOSE", sup_close, evidence).follows(By::Any),
    rule!("SUP-COLLECT", sup_collect, evidence).follows(By::Any),
    rule!("SUP-COMMS", sup_comms, evidence).follows(By::Any),
    rule!("SUP-COMPLAINT", sup_complaint, evidence).follows(By::Any),
    rule!("SUP-CREDIT", sup_credit, evidence).follows(By::Any),
    rule!("SUP-DATA", sup_data, evidence).follows(By::Any),
    rule!("SUP-ESCALATE", sup_escalate, evidence).follows(By::Any),
    rule!("SUP-FIRST", sup_first, evidence).follows(By::Keys(&["first_contact"])),
    rule!("SUP-HEALTH", sup_health, evidence).follows(By::Keys(&["health"])),
    rule!("SUP-HOURS", sup_hours, evidence).follows(By::Keys(&["calendar"])),
    rule!("SUP-NAME", sup_name).follows(By::Keys(&["name", "area"])),
    rule!("SUP-NOSLA", sup_nosla, evidence).follows(By::Anywhere(HOURS)),
    rule!("SUP-ORDER", sup_order),
    rule!("SUP-ORG", sup_org, evidence).follows(By::Keys(&[
        "organization",
        "legal_name",
        "country",
        "address",
        "street",
        "postal_code",
        "city",
    ])),
    rule!("SUP-PRICE", sup_price, evidence).follows(By::Keys(&["price", "amount", "currency"])),
    rule!("SUP-PROVIDER", sup_provider, evidence).follows(By::Keys(&[
        "delivered_by",
        "resold_from",
        "outsourced_to",
    ])),
    rule!("SUP-ROBOT", sup_robot, evidence).follows(By::Anywhere(&["human", "channel"])),
    rule!("SUP-SCOPE", sup_scope, evidence).follows(By::Keys(&["services", "area", "not_offered"])),
    rule!("SUP-SECURITY", sup_security, evidence).follows(By::Any),
    rule!("SUP-SELF", sup_self, evidence).follows(By::Keys(&["services", "self_help"])),
    rule!("SUP-THIRD", sup_third, evidence).follows(By::Keys(&[
        "technical",
        "publisher",
        "billing",
    ])),
    rule!("SUP-TRAIN", sup_train, evidence),
    rule!("SUP-TROUBLE", sup_trouble, evidence).follows(By::Keys(&["covers"])),
    rule!("SUP-VENDOR", sup_vendor, evidence).follows(By::Keys(&[
        "products",
        "vendor",
        "vendor_takes_customers",
        "third_party",
    ])),
    rule!("SVG-ACTIVE", svg_active, shape),
    rule!("THM-BLOCKED", "thm_blocked.md"),
    rule!("THM-BRAND", "thm_brand.md"),
    rule!("THM-OLD", "thm_old.md"),
    rule!("THM-STRING", "thm_string.md"),
    rule!("THM-STYLE", "thm_style.md"),
    rule!("THM-TEMPLATE", "thm_template.md"),
    rule!("TRN-BLOCKS", trn_blocks),
    rule!("TRN-DATA", trn_data),
    rule!("TRN-FACT", "trn_fact.md"),
    rule!("TRN-HEADINGS", trn_headings),
    rule!("TRN-LINKS", trn_links),
    rule!("TRN-MISSING", trn_missing),
    rule!("TRN-NUMBERS", trn_numbers),
    rule!("TRN-ORPHAN", trn_orphan),
    rule!("TRN-SAME", trn_same),
    rule!("TRN-STALE", trn_stale),
    rule!("URL-CHARS", "url_chars.md"),
    rule!("URL-CREDENTIALS", "url_credentials.md"),
    rule!("URL-SCHEME", "url_scheme.md"),
];

/// Every rule, sorted by its code.
pub fn rules() -> &'static [Rule] {
    RULES
}

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    let at = RULES.binary_search_by(|rule| rule.code.cmp(code));
    at.ok().map(|at| &RULES[at])
}

/// Checks the whole site, but for what [`shape`] finds.
pub fn site(site: &Site) -> Vec<Diagnostic> {
    let mut found = at_once(site, |check| match check {
        Check::Site(check) => Some(check),
        _ => None,
    });
    // The files of pages are looked at one by one; these links stand in none.
    found.extend(lnk_mismatch::navigation(site));
    found
}

/// Checks what stays the same while only texts change.
pub fn shape(site: &Site, _: &()) -> Diagnosed<()> {
    let mut found = at_once(site, |check| match check {
        Check::Shape(check) => Some(check),
        _ => None,
    });
    found.extend(rule_names::check(site));
    found.extend(cnt_sample::facts(site));
    Diagnosed::new((), found)
}

/// Does all those checks at once that `which` takes.
fn at_once(site: &Site, which: fn(Check) -> Option<SiteCheck>) -> Vec<Diagnostic> {
    let checks = RULES.iter().filter_map(|rule| which(rule.check));
    let checks: Vec<_> = checks.collect();
    let found = memo::map(checks.len(), |number| {
        let mut found = Vec::new();
        checks[number](site, &mut found);
        found
    });
    found.into_iter().flatten().collect()
}

/// Holds one file of `site` against the rules that look at files one by one.
pub fn document(document: &Document, site: &Site) -> Diagnosed<()> {
    let mut found = Vec::new();
    let notes = document.body.noted.read();
    for rule in RULES {
        match rule.check {
            Check::Document(check) => check(document, site, &mut found),
            Check::Notes(check) => check(document, &notes, site, &mut found),
            _ => {}
        }
    }
    Diagnosed::new((), found)
}

/// The hint that something else exists, or how such a path is written.
fn exists(nearest: &Option<String>, otherwise: &str) -> String {
    match nearest {
        Some(path) => format!("`{path}` exists"),
        None => otherwise.to_owned(),
    }
}

/// The hint for a link that was meant to leave the portal, and has no scheme: `www.example.com` or a mailbox.
fn outside(to: &str) -> Option<String> {
    // The colon alone is missing.
    for scheme in ["https", "http"] {
        let behind = to.strip_prefix(scheme).and_then(|to| to.strip_prefix("//"));
        if let Some(behind) = behind {
            return Some(format!("write `{scheme}://{behind}` for another site"));
        }
    }
    /// Ends of names on the web, and of no files.
    const ENDS: [&str; 8] = ["com", "org", "net", "edu", "gov", "info", "io", "example"];
    let host = to.split('/').next().unwrap_or_default();
    let is_host = |host: &str| {
        let of_name = |c: char| c.is_alphanumeric() || c == '-';
        host.contains('.')
            && host
                .split('.')
                .all(|part| !part.is_empty() && part.chars().all(of_name))
    };
    if let Some((name, server)) = to.split_once('@') {
        // A picture for fine screens is called `icon@2x.png`.
        let is_file = matches!(server.as_bytes(), [b'1'..=b'4', b'x', b'.', ..]);
        let is_mail = mail::is_address(to) && !name.contains('/') && !is_file;
        return is_mail.then(|| format!("write `mailto:{to}` for an address of mail"));
    }
    let end = host
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_meant = host.starts_with("www.") || ENDS.contains(&end.as_str());
    (is_meant && is_host(host)).then(|| format!("write `https://{to}` for another site"))
}

/// How a path in a page is written.
const FROM_HERE: &str = "a path begins at the folder of this file";

/// A way through files, for circles.
fn way(chain: &[RelPath]) -> String {
    let files: Vec<String> = chain.iter().map(|path| format!("`{path}`")).collect();
    files.join(" → ")
}
