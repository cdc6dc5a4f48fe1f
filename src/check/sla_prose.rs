//! SLA-PROSE: times of support are drawn from the facts.

use std::collections::BTreeSet;
use std::ops::Range;

use super::figures::{Figure, around, figures};
use super::pages;
use crate::model::document::Link;
use crate::model::facts::{Calendar, Channel, Duration, Target};
use crate::model::site::{Owned, Page};
use crate::model::{Diagnostic, Document, Hole, Kind, RelPath, Site, Span};

const CODE: &str = "SLA-PROSE";

/// Words that make a length of time one of support, by language: when somebody answers, is there, or has mended it.
/// Beginnings, in small letters, so that endings do not matter. `…` stands between words that others part.
#[rustfmt::skip]
const WORDS: [(&str, &[&str]); 14] = [
    ("", &["hotline", "help desk", "helpdesk", "service desk", "callback"]),
    ("en", &[
        "respon", "answer", "reply", "repli", "react", "call back", "call you back", "get back",
        "restor", "resol", "acknowledg", "escalat", "reach us", "be reached", "reachable", "available",
        "availability", "staffed", "are open", "is open", "stay open", "opening", "phone support",
        "telephone support", "support is", "support team", "support desk",
    ]),
    ("de", &[
        "antwort", "reagi", "reaktion", "rückruf", "rufen…zurück", "ruft…zurück", "melden uns", "behoben", "beheb", "gelöst",
        "erreichbar", "geöffnet", "eskal",
    ]),
    ("es", &[
        "respond", "respuest", "contest", "atend", "atenci", "reaccion", "devuel…llamada", "devol…llamada",
        "llamamos", "restablec", "restaur", "resolv", "resuelv", "resoluci", "solucion", "escala", "disponib",
        "localizable", "estamos abiert", "está abiert", "abrimos", "guardia", "asistencia telefónica",
        "soporte telefónico", "soporte técnico", "acusamos recibo",
    ]),
    ("fr", &[
        "répond", "répons", "réagi", "réaction", "rappelons", "rappelle", "rappelé", "recontact", "rétabli", "résol",
        "résou", "dépann", "escalad", "joignable", "disponib", "sommes ouvert", "est ouvert", "ouverture",
        "permanence", "astreinte", "prenons…en charge", "assistance téléphonique",
        "support technique", "service client", "accusons réception", "accusé de réception",
    ]),
    ("it", &[
        "rispond", "rispost", "reagi", "reazion", "richiam", "ricontatt", "ripristin", "risol", "escalation",
        "raggiungibil", "reperibil", "disponib", "siamo aperti", "è aperto", "apertura", "presa in carico",
        "prendiamo in carico", "assistenza telefonica", "assistenza tecnica", "servizio clienti",
    ]),
    ("pt", &[
        "respond", "respost", "retorn", "reagi", "reaç", "atend", "restabelec", "restaur", "resolv", "resoluç",
        "solucion", "escala", "disponív", "disponib", "estamos abert", "está abert", "plantão",
        "suporte técnico", "suporte telef", "acusamos",
    ]),
    ("nl", &[
        "antwoord", "reage", "reactie", "terugbel", "bellen…terug", "herstel", "opgelost", "oplos", "escal",
        "bereikbaar", "beschikbaar", "geopend", "klantenservice", "storingsdienst",
        "telefonische ondersteuning", "nemen…contact",
    ]),
    ("pl", &[
        "odpowiada na", "odpowiadamy", "odpowiem", "odpowiedź", "odpowiedzi", "reag", "reakcj", "oddzwani", "oddzwon", "przywr", "przywróc",
        "rozwiąz", "rozwiąż", "usu…awari", "naprawi", "eskal", "dostępn", "czynn", "infolini", "dyżur",
        "wsparcie techniczne", "pomoc techniczna",
    ]),
    ("zh", &[
        "回應", "回应", "回覆", "回复", "答覆", "答复", "响应", "回電", "回电", "恢復", "恢复", "修復", "修复",
        "客服", "電話支援", "电话支持", "技術支援", "技术支持", "受理", "專線", "专线",
    ]),
    ("ja", &[
        "回答", "返答", "返信", "応答", "対応開始", "対応いたします", "以内に対応", "初動", "折り返", "折返", "復旧",
        "修復", "解決", "受付", "受け付け", "受理", "ヘルプデスク", "サービスデスク", "エスカレーション", "つながります",
        "ご連絡", "連絡します",
    ]),
    ("ko", &[
        "답변", "답장", "회신", "응답", "초기 대응", "대응합니다", "연락드", "연락 드", "전화드", "다시 전화", "콜백", "복구", "해결", "접수",
        "상담", "에스컬레이션", "고객센터", "고객 센터", "헬프데스크", "기술 지원", "전화 지원",
    ]),
    ("ar", &[
        "نرد", "الرد", "نجيب", "استجاب", "نستجيب", "معاودة الاتصال", "نعاود الاتصال", "استعادة", "إصلاح", "حل المشكل",
        "تصعيد", "متاح", "متوفر", "الدعم الفني", "الدعم الهاتفي", "فريق الدعم", "خدمة العملاء",
    ]),
    ("he", &[
        "עונים", "נענה", "מענה", "תשוב", "תגוב", "נחזור", "חוזרים", "נשיב", "משיבים", "שחזור", "תיקון", "פתרון", "נפתור",
        "זמין", "זמינ", "הסלמ", "מוקד", "תמיכה טלפונית", "תמיכה טכנית", "שירות לקוחות",
    ]),
];

/// Languages that join words, so that one begins within another: `Erstantwort`, `והמענה`.
const JOINED: [&str; 7] = ["ar", "de", "he", "ja", "ko", "nl", "zh"];

/// A sentence of so many bytes, which are 8 Chinese characters, says no more than its figure: a cell of a table, an
/// entry of a list. With two words of four letters or more it says what takes so long: `Kopia trwa 4 godziny`.
const SHORT: usize = 24;

/// Bytes on each side of a figure that are read for words of support, as many as long sentences have: nothing makes a
/// text end its sentences.
const AROUND: usize = 1_000;

/// 24 hours, in seconds: more often a way to say "around the clock" than a promise.
const DAY: u64 = 24 * 60 * 60;

/// Pages that describe support hold no time of support that was typed, nor does what they include.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // Without facts there is nothing to draw from.
    if site.channels.is_empty() && site.plans.is_empty() {
        return;
    }
    let plans = site.documents.iter().filter(|one| one.front.plan.is_some());
    let titles: Vec<&str> = plans.map(|one| one.title.as_str()).collect();
    let mut read = BTreeSet::new();
    let pages = site.pages.iter().filter(|page| !page.is_fallback());
    for page in pages.filter(|page| describes_support(page)) {
        let mut ahead: Vec<&Document> = vec![&page.document];
        while let Some(document) = ahead.pop() {
            if read.insert(&document.path) {
                look(site, page, document, &titles, found);
                ahead.extend(included(site, document));
            }
        }
    }
}

/// Looks into a file that a page shows. `titles` are those of plans.
fn look(
    site: &Site,
    page: &Page,
    document: &Document,
    titles: &[&str],
    found: &mut Vec<Diagnostic>,
) {
    let notes = document.body.noted.read();
    for passage in &notes.passages {
        let language = document.locale.language();
        for figure in figures(&passage.text, language) {
            let typed = &passage.text[figure.range.clone()];
            let span = passage.span(figure.range.clone());
            if !is_of_support(&passage.text, &figure, language)
                || is_of_title(&passage.text, &figure, titles, language)
                || names_fact(site, document, &notes.links, typed, span)
                    && !promises(&passage.text, &figure.range, language)
            {
                continue;
            }
            let message = format!("`{typed}` is typed by hand, and stays when the facts change");
            let finding = Diagnostic::warning(CODE, &document.path, span, message);
            found.push(finding.with_hint(way_out(site, page, &figure)));
        }
    }
}

/// Whether the figure is a part of a plan's name: it stands in the whole title, or is a word of one in a sentence that
/// promises nothing. "Plan 24/7" is called so whatever its hours are.
fn is_of_title(text: &str, figure: &Figure, titles: &[&str], language: &str) -> bool {
    let typed = &text[figure.range.clone()];
    let mut titles = titles
        .iter()
        .filter(|title| title.contains(typed))
        .peekable();
    if titles.peek().is_none() {
        return false;
    }
    let near = around(text, &figure.range, AROUND);
    let range = figure.range.start - near.start..figure.range.end - near.start;
    let text = &text[near];
    let is_whole = |title: &&str| {
        let mut places = text.match_indices(*title);
        places.any(|(at, _)| at <= range.start && range.end <= at + title.len())
    };
    titles.any(|title| title.len() > typed.len() && is_whole(title))
        || figure.seconds.is_none() && !promises(text, &range, language)
}

/// Whether the sentence around a range speaks of answering, being there or mending.
fn promises(text: &str, range: &Range<usize>, language: &str) -> bool {
    let near = around(text, range, AROUND);
    let range = range.start - near.start..range.end - near.start;
    let text = &text[near];
    speaks_of_support(&text[sentence(text, &range)].to_lowercase(), language)
}

/// Whether `typed`, which stands at `span`, is among the words of a link to a plan or a channel: where they promise
/// nothing, they name it.
fn names_fact(site: &Site, document: &Document, links: &[Link], typed: &str, span: Span) -> bool {
    // Marks of bold words, and `](`.
    const BETWEEN: usize = 6;
    let is_in = |link: &&Link| {
        let Some((_, rest)) = link.text.rsplit_once(typed) else {
            return false;
        };
        let between = (link.span.start as usize).checked_sub(span.end as usize);
        let is_whole = link.span.start <= span.start && span.end <= link.span.end;
        is_whole || between.is_some_and(|between| between <= rest.len() + BETWEEN)
    };
    let mut links = links.iter().filter(is_in);
    links.any(|link| {
        let front = pages::linked(site, document, &link.to).map(|target| &target.front);
        front.is_some_and(|front| front.plan.is_some() || front.channel.is_some())
    })
}

/// The files that a file includes.
fn included<'a>(site: &'a Site, document: &'a Document) -> impl Iterator<Item = &'a Document> {
    document.body.includes().filter_map(|include| {
        let path = document.included(include)?;
        let documents = &site.documents;
        let find = |path: &RelPath| {
            let number = documents.binary_search_by(|one| one.path.cmp(path)).ok()?;
            documents.get(number)
        };
        site.config.own_or_source(&path, find).map(|one| &**one)
    })
}

/// Whether a page is about when support is there: by its kind, or since it draws hours or addresses.
fn describes_support(page: &Page) -> bool {
    match page.kind {
        Kind::Sla | Kind::Support | Kind::Channel => true,
        Kind::Page => page.document.body.holes().any(|hole| {
            matches!(hole, Hole::Block(block) if matches!(block.name.as_str(), "contact" | "hours" | "sla"))
        }),
        _ => false,
    }
}

/// Words that make a price or an allowance of a length of time: `per 30 minutes`.
const EACH: [&str; 5] = ["per", "pro", "je", "por", "par"];

/// What they make none of: `24 hours per day`.
const DAYS: [&str; 14] = [
    "day",
    "week",
    "tag",
    "woche",
    "día",
    "dia",
    "semana",
    "jour",
    "semaine",
    "giorno",
    "settimana",
    "dag",
    "dzień",
    "tydzień",
];

/// The same behind it, in scripts without blanks.
const EACH_BEHIND: [&str; 4] = ["につき", "あたり", "当たり", "당"];

/// Whether the sentence speaks about support, as far as its words tell.
fn is_of_support(text: &str, figure: &Figure, language: &str) -> bool {
    if figure.seconds.is_none() {
        return true;
    }
    let near = around(text, &figure.range, AROUND);
    let text = &text[near.clone()];
    let range = figure.range.start - near.start..figure.range.end - near.start;
    // "15.00 EUR per 30 minutes" is a price, "240 minutes per user" an allowance.
    let before = text[..range.start].trim_end().to_lowercase();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    let after = text[range.end..].trim_start().to_lowercase();
    let is_each = EACH_BEHIND.iter().any(|each| after.starts_with(each));
    let mut after = after.split(|c: char| !c.is_alphanumeric());
    let each = |word: Option<&str>| word.is_some_and(|word| EACH.contains(&word));
    let per_day = |word: Option<&str>| word.is_some_and(|word| DAYS.contains(&word));
    if is_each || each(last) || (each(after.next()) && !per_day(after.next())) {
        return false;
    }
    let place = sentence(text, &range);
    let parts = [&text[place.start..range.start], &text[range.end..place.end]];
    let words = parts
        .into_iter()
        .flat_map(|part| part.split(|c: char| !c.is_alphabetic()));
    let long_words = words.filter(|word| word.chars().count() >= 4).count();
    let sentence = text[place].trim();
    let is_short = sentence.len() <= SHORT && long_words < 2 && !figure.may_be_of_day;
    is_short || speaks_of_support(&sentence.to_lowercase(), language)
}

/// Languages whose words begin like those of English and mean something else: `responsable`, `reactivar`.
const OWN: [&str; 4] = ["es", "fr", "it", "pt"];

/// Whether words of a sentence in small letters are those of support, in its language or in English.
fn speaks_of_support(sentence: &str, language: &str) -> bool {
    let english = !OWN.contains(&language);
    WORDS.iter().any(|(of, words)| match *of {
        // `corresponderende`, `Korrespondenz`
        "en" => english && has_any(sentence, words, false),
        of if of.is_empty() || of == language => {
            has_any(sentence, words, JOINED.contains(&language))
        }
        _ => false,
    })
}

/// Whether a sentence has one of the words, at the beginning of its own unless they are `joined`.
fn has_any(sentence: &str, words: &[&str], joined: bool) -> bool {
    let find = |text: &str, word: &str, joined: bool| {
        let mut places = text.match_indices(word);
        let place = places.find(|&(at, _)| joined || !text[..at].ends_with(char::is_alphabetic));
        place.map(|(at, _)| at + word.len())
    };
    words.iter().any(|word| match word.split_once('…') {
        Some((first, last)) => {
            let behind = find(sentence, first, false).map(|at| &sentence[at..]);
            behind.is_some_and(|behind| find(behind, last, joined).is_some())
        }
        None => find(sentence, word, joined).is_some(),
    })
}

/// The sentence around a part of a text.
fn sentence(text: &str, part: &Range<usize>) -> Range<usize> {
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | ';' | '؟' | '؛');
    let stops = |at: usize, c: char| {
        let after = at + c.len_utf8();
        ends(c) || (matches!(c, '.' | '!' | '?') && text[after..].starts_with(char::is_whitespace))
    };
    let marks = || text.char_indices().filter(|&(at, c)| stops(at, c));
    let start = text[..part.start]
        .char_indices()
        .rfind(|&(at, c)| stops(at, c));
    let end = marks().find(|(at, _)| *at >= part.end);
    start.map_or(0, |(at, c)| at + c.len_utf8())..end.map_or(text.len(), |(at, _)| at)
}

/// The reference that says the same, where there is just one, or an example of one.
fn way_out(site: &Site, page: &Page, figure: &Figure) -> String {
    let own = page.document.key.stem();
    let hours = || {
        let known = site.channels.iter().find(|one| one.id == own);
        match known.or(site.channels.first()) {
            Some(channel) => format!("write `{{{{ channel.{}.hours }}}}`", channel.id),
            None => "draw a calendar with `:::hours calendar=\"…\":::`".to_owned(),
        }
    };
    let Some(seconds) = figure.seconds else {
        let of_own = page.kind == Kind::Channel;
        let who = match of_own {
            true => format!("`{own}` is not"),
            false => "no channel is".to_owned(),
        };
        let none = || format!("{who} open around the clock: {}", hours());
        return always(site, of_own.then_some(own)).unwrap_or_else(none);
    };
    let own_plan = page.kind == Kind::Sla && site.plans.iter().any(|plan| plan.id == own);
    let plans = site.plans.iter().filter(|plan| !own_plan || plan.id == own);
    let mut names = Vec::new();
    for plan in plans {
        for row in &plan.value.targets {
            let channel = row.channels.first().map(|id| format!(".{}", id.value));
            for (what, target) in [
                ("respond", &row.respond),
                ("update", &row.update),
                ("restore", &row.restore),
            ] {
                if target.as_ref().is_some_and(|target| lasts(target, seconds)) {
                    let channel = channel.as_deref().unwrap_or_default();
                    names.push(format!(
                        "sla.{}.{}{channel}.{what}",
                        plan.id, row.severity.value
                    ));
                }
            }
        }
    }
    match (names.as_slice(), site.plans.first()) {
        ([name], _) => format!("write `{{{{ {name} }}}}`, which says the same"),
        ([name, ..], _) => format!("write a reference, as in `{{{{ {name} }}}}`"),
        ([], _) if page.kind == Kind::Channel || seconds == DAY => hours(),
        ([], Some(plan)) => format!(
            "draw the plan with `:::sla plan=\"{}\":::`, or state the time there",
            plan.id
        ),
        ([], None) => "state the time in the facts, and draw it from there".to_owned(),
    }
}

/// The reference to a channel that is open around the clock, which is `own` on its page: as the promise says. One that
/// takes requests at all hours, and answers them at others, is not.
fn always(site: &Site, own: Option<&str>) -> Option<String> {
    let open = |channel: &&Owned<Channel>| {
        let id = channel.value.calendar.as_ref();
        let calendar = id.and_then(|id| site.facts.calendar(&id.value));
        calendar.is_some_and(Calendar::never_closes) && channel.value.answered.is_none()
    };
    let mut channels = site.channels.iter().filter(open);
    let channel = channels.find(|channel| own.is_none_or(|own| channel.id == own))?;
    Some(format!("write `{{{{ channel.{}.hours }}}}`", channel.id))
}

fn lasts(target: &Target, seconds: u64) -> bool {
    target.length.value == Duration::Seconds(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_tells_whether_a_time_is_one_of_support() {
        let of_support = |language: &str, text: &str| {
            let found = figures(text, language);
            found
                .first()
                .is_some_and(|figure| is_of_support(text, figure, language))
        };
        for (language, promise) in [
            (
                "en",
                "We answer critical problems within 1 hour on every day of the year.",
            ),
            (
                "zh",
                "重大問題會在 1 小時內由工程師回覆，並持續追蹤到解決為止。",
            ),
            (
                "de",
                "Schwere Störungen beantworten wir innerhalb von 4 Stunden.",
            ),
            (
                "de",
                "Bei schweren Störungen rufen wir innert 1 Stunde zurück.",
            ),
            ("en", "Within 4 business hours"),
            ("zh", "30 分鐘"),
            (
                "en",
                "The desk is there 24/7 for customers of the Business plan.",
            ),
            ("es", "Respondemos a los problemas críticos en 2 horas."),
            ("es", "2 horas"),
            ("es", "En menos de 2 horas"),
            ("de", "innerhalb von 4 Stunden"),
            (
                "es",
                "Un técnico le devolverá la llamada en 30 minutos como máximo.",
            ),
            ("fr", "Nous répondons aux problèmes critiques en 2 heures."),
            ("fr", "Un technicien vous rappelle sous 30 minutes."),
            ("it", "Ai problemi critici rispondiamo entro 2 ore."),
            ("pt", "Respondemos aos problemas críticos em até 2 horas."),
            (
                "nl",
                "Bij ernstige storingen bellen wij u binnen 2 uur terug.",
            ),
            ("pl", "Na poważne problemy odpowiadamy w ciągu 2 godzin."),
            ("ja", "重大な問題には２時間以内に回答します。"),
            ("ja", "2時間"),
            ("ko", "심각한 문제에는 2시간 이내에 답변합니다."),
            ("ar", "نرد على المشكلات الخطيرة خلال ٢ ساعات."),
            ("he", "אנו עונים לבעיות קריטיות תוך 2 שעות."),
        ] {
            assert!(of_support(language, promise), "{promise}");
        }
        for (language, other) in [
            ("pl", "Kopia trwa 4 godziny."),
            ("it", "Il backup dura 4 ore."),
            ("en", "The copy takes 4 hours."),
            (
                "en",
                "The upload takes about 4 hours on a slow line, so begin early.",
            ),
            (
                "en",
                "Work is charged at 95.00 EUR per 30 minutes; we answer before.",
            ),
            (
                "en",
                "The plan has 240 minutes per user, and we answer questions on them.",
            ),
            ("zh", "使用率資料可能會延遲最多 8 小時才會顯示在報表中。"),
            (
                "de",
                "Warten Sie 10 Minuten und starten Sie das Programm erneut. Wir antworten gern.",
            ),
            (
                "es",
                "La carga corresponde a unas 4 horas en una línea lenta.",
            ),
            ("es", "Atendemos de lunes a viernes de 9 a 18 horas."),
            ("fr", "L’envoi prend environ 4 heures sur une ligne lente."),
            ("fr", "Nous répondons du lundi au vendredi, de 9 h à 18 h."),
            ("fr", "9 h"),
            (
                "it",
                "Il caricamento richiede circa 4 ore su una linea lenta.",
            ),
            ("nl", "Wij zijn bereikbaar van 9 tot 17 uur."),
            ("ja", "アップロードには約4時間かかることがあります。"),
            ("ja", "受付は9時30分からです。"),
            ("ja", "有償の作業は30分につき5,500円で、対応いたします。"),
            ("ko", "업로드에는 약 4시간이 걸릴 수 있습니다."),
            (
                "nl",
                "De tabel geeft 1 uur terug, corresponderend met de invoer.",
            ),
            (
                "de",
                "Die Korrespondenz und die Rufnummer werden nach 4 Stunden zurückgesetzt.",
            ),
            (
                "fr",
                "Le lecteur prend en charge des vidéos de plus de 2 heures.",
            ),
        ] {
            assert!(!of_support(language, other), "{other}");
        }
    }
}
