//! A11-VAGUE: the words of a link say where it leads (WCAG 2.4.4).

use percent_encoding::percent_decode_str;

use super::pages;
use crate::model::document::Link;
use crate::model::{Diagnostic, Document, Locale, Notes, Site};

const CODE: &str = "A11-VAGUE";

/// Whole texts of links that say nothing, by language, in small letters.
#[rustfmt::skip]
const VAGUE: &[(&str, &[&str])] = &[
    ("en", &[
        "here", "click", "click here", "click this", "click this link", "click on this link", "more", "read more",
        "learn more", "see more", "find out more", "more info", "more information", "more details", "details", "this",
        "this link", "this page", "link", "see here", "read here", "tap here", "follow this link",
    ]),
    ("de", &[
        "hier", "hier klicken", "klicken sie hier", "klick hier", "klicke hier", "mehr", "mehr lesen", "mehr erfahren",
        "mehr dazu", "mehr informationen", "weitere informationen", "weitere infos", "mehr infos", "weiterlesen", "weiter",
        "dieser link", "diesen link", "diese seite", "dieser seite", "details", "link",
    ]),
    ("fr", &[
        "ici", "cliquez ici", "cliquer ici", "plus", "lire plus", "lire la suite", "en savoir plus", "savoir plus",
        "voir plus", "plus d'informations", "plus d’informations", "ce lien", "cette page", "lien",
    ]),
    ("es", &[
        "aquí", "haga clic aquí", "haz clic aquí", "clic aquí", "más", "leer más", "más información", "saber más",
        "ver más", "este enlace", "esta página", "enlace",
    ]),
    ("it", &[
        "qui", "clicca qui", "fare clic qui", "fai clic qui", "altro", "leggi di più", "leggi tutto", "scopri di più",
        "maggiori informazioni", "ulteriori informazioni", "questo link", "questa pagina", "link",
    ]),
    ("pt", &[
        "aqui", "clique aqui", "mais", "leia mais", "ler mais", "saiba mais", "saber mais", "mais informações",
        "este link", "esta página", "link",
    ]),
    ("nl", &[
        "hier", "klik hier", "meer", "lees meer", "lees verder", "meer informatie", "meer weten", "deze link",
        "deze pagina", "link",
    ]),
    ("pl", &["tutaj", "tu", "kliknij tutaj", "kliknij", "więcej", "czytaj więcej", "dowiedz się więcej", "ten link"]),
    ("sv", &[
        "här", "klicka här", "mer", "läs mer", "läs vidare", "se mer", "mer information", "mer info", "den här länken",
        "denna länk", "den här sidan", "denna sida", "länk", "länken",
    ]),
    ("da", &[
        "her", "klik her", "mere", "læs mere", "se mere", "mere information", "mere info", "dette link", "denne side",
        "link", "linket",
    ]),
    ("nb", &[
        "her", "klikk her", "trykk her", "mer", "les mer", "se mer", "mer informasjon", "mer info", "denne lenken",
        "denne lenka", "denne siden", "lenke",
    ]),
    ("fi", &[
        "tästä", "tässä", "täällä", "täältä", "klikkaa tästä", "klikkaa tätä", "napsauta tästä", "napsauta tätä",
        "paina tästä", "lisää", "lue lisää", "lisätietoja", "lisätietoa", "katso lisää", "tämä linkki", "tämä sivu",
        "linkki",
    ]),
    ("ru", &[
        "здесь", "тут", "сюда", "нажмите", "нажмите здесь", "нажмите сюда", "щёлкните здесь", "щелкните здесь",
        "кликните здесь", "подробнее", "подробности", "узнать больше", "узнать подробнее", "читать далее", "далее",
        "ещё", "еще", "больше", "дополнительные сведения", "эта ссылка", "этой ссылке", "по ссылке", "по этой ссылке",
        "эта страница", "этой странице", "ссылка", "ссылке",
    ]),
    ("uk", &[
        "тут", "сюди", "натисніть", "натисніть тут", "натисніть сюди", "клацніть тут", "клікніть тут", "докладніше",
        "детальніше", "подробиці", "дізнатися більше", "дізнайтеся більше", "читати далі", "далі", "ще", "більше",
        "це посилання", "цим посиланням", "за посиланням", "за цим посиланням", "ця сторінка", "цій сторінці",
        "посилання",
    ]),
    ("cs", &[
        "zde", "tady", "sem", "klikněte zde", "klikněte sem", "klepněte zde", "klepněte sem", "více", "více informací",
        "další informace", "číst dál", "číst více", "zjistit více", "podrobnosti", "tento odkaz", "tomto odkazu",
        "tato stránka", "této stránce", "odkaz",
    ]),
    ("hu", &[
        "itt", "ide", "erre", "ide kattintva", "kattintson ide", "kattints ide", "kattintson", "tovább", "bővebben",
        "több", "továbbiak", "további információ", "további információk", "részletek", "tudjon meg többet",
        "ez a hivatkozás", "ez a link", "erre a linkre", "ez az oldal", "hivatkozás", "link",
    ]),
    ("ro", &[
        "aici", "apăsați aici", "clic aici", "faceți clic aici", "dați clic aici", "click aici", "mai mult", "mai multe",
        "citește mai mult", "citiți mai mult", "află mai multe", "aflați mai multe", "mai multe informații", "detalii",
        "acest link", "această pagină", "link",
    ]),
    ("tr", &[
        "burada", "buraya", "buradan", "buraya tıklayın", "tıklayın", "buraya tıkla", "tıkla", "daha fazla", "devamı",
        "devamını oku", "daha fazla bilgi", "daha fazla bilgi edinin", "ayrıntılar", "detaylar", "bu bağlantı",
        "bu sayfa", "bağlantı",
    ]),
    ("el", &[
        "εδώ", "κλικ εδώ", "κάντε κλικ εδώ", "πατήστε εδώ", "πατήστε", "περισσότερα", "διαβάστε περισσότερα",
        "μάθετε περισσότερα", "δείτε περισσότερα", "περισσότερες πληροφορίες", "λεπτομέρειες", "αυτός ο σύνδεσμος",
        "αυτόν τον σύνδεσμο", "αυτή η σελίδα", "αυτή τη σελίδα", "σύνδεσμος",
    ]),
    ("ar", &[
        "هنا", "من هنا", "اضغط هنا", "انقر هنا", "أنقر هنا", "اضغط", "انقر", "المزيد", "اقرأ المزيد", "قراءة المزيد",
        "معرفة المزيد", "تعرف على المزيد", "لمزيد من المعلومات", "مزيد من المعلومات", "المزيد من المعلومات", "التفاصيل",
        "هذا الرابط", "هذه الصفحة", "الرابط", "رابط",
    ]),
    ("he", &[
        "כאן", "פה", "לחץ כאן", "לחצו כאן", "לחצי כאן", "הקלק כאן", "הקליקו כאן", "עוד", "קרא עוד", "קראו עוד",
        "למידע נוסף", "מידע נוסף", "לפרטים נוספים", "פרטים נוספים", "לפרטים", "פרטים", "קישור זה", "קישור", "דף זה",
    ]),
    ("zh", &[
        "這裡", "這裏", "這邊", "此處", "此", "按這裡", "按這裏", "按此", "按此處", "點這裡", "點這裏", "點此", "點此處",
        "點擊此處", "點擊這裡", "點擊這裏", "點選這裡", "點選此處", "按一下這裡", "按一下此處", "請按這裡", "請點選這裡",
        "更多", "更多資訊", "更多資料", "詳情", "瞭解更多", "了解更多", "閱讀更多", "查看更多", "深入了解", "深入瞭解",
        "此連結", "這個連結", "連結", "此頁", "此頁面", "本頁",
        "这里", "这边", "此处", "点击", "点击这里", "点这里", "点此", "点击此处", "单击此处", "单击这里", "请点击这里",
        "更多信息", "详情", "阅读更多", "深入了解", "此链接", "这个链接", "链接", "此页", "此页面", "本页",
    ]),
    ("ja", &[
        "こちら", "ここ", "ここをクリック", "こちらをクリック", "こちらから", "もっと見る", "もっと", "詳細", "詳しく",
        "詳しくはこちら", "詳細はこちら", "続きを読む", "このリンク", "このページ", "リンク",
    ]),
    ("ko", &[
        "여기", "여기를 클릭", "여기를 클릭하세요", "여기를 누르세요", "클릭", "더 보기", "더보기", "자세히", "자세히 보기",
        "자세한 내용", "자세히 알아보기", "더 알아보기", "이 링크", "이 페이지", "링크",
    ]),
];

/// Bytes beyond which a text is none of these, even with blanks to spare.
const LONGEST: usize = 64;

/// The words of a link say where it leads (WCAG 2.4.4).
pub fn check(document: &Document, notes: &Notes, site: &Site, found: &mut Vec<Diagnostic>) {
    for link in &notes.links {
        // `more`, `this` and `link` are names of commands and words of languages.
        if link.is_code
            || !is_vague(&link.text, &document.locale)
            || names_target(link, document, site)
        {
            continue;
        }
        let message = format!("the link says `{}` and not where it leads", link.text);
        let hint = "take words of the sentence that name the page or the task";
        let finding = Diagnostic::warning(CODE, &document.path, link.span, message);
        found.push(finding.with_hint(hint.to_owned()));
    }
}

/// Whether the words of a link are the title of the page that it leads to, or the heading there: `Plus` is a plan, and
/// `More` is the sea.
fn names_target(link: &Link, document: &Document, site: &Site) -> bool {
    let Some(target) = pages::linked(site, document, &link.to) else {
        return false;
    };
    let anchor = link.to.split_once('#').map_or("", |(_, anchor)| anchor);
    let anchor = percent_decode_str(anchor).decode_utf8_lossy();
    let is_said = |name: &str| bare(name) == bare(&link.text);
    let mut headings = target.body.headings.iter();
    is_said(&target.title) || headings.any(|one| *one.id == *anchor && is_said(&one.text))
}

/// The words of a text, without the signs around them.
fn bare(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || (!c.is_alphanumeric() && c != '#');
    let words: Vec<&str> = text.trim_matches(ends).split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Whether a text says nothing in its language; pages in any language hold English.
fn is_vague(text: &str, locale: &Locale) -> bool {
    let ends = |c: char| c.is_whitespace() || (!c.is_alphanumeric() && c != '#');
    let text = text.trim_matches(ends);
    if text.len() > LONGEST {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = words.join(" ");
    let own = match locale.language() {
        "no" | "nn" => "nb",
        own => own,
    };
    let mut languages = ["en", own].into_iter();
    languages.any(|language| {
        let bare = folded(&bare, language);
        let mut known = VAGUE.iter().filter(|(known, _)| *known == language);
        known.any(|(_, texts)| match language {
            "el" => texts.iter().any(|text| folded(text, language) == bare),
            _ => texts.contains(&bare.as_str()),
        })
    })
}

/// A text in the small letters of its language.
fn folded(text: &str, language: &str) -> String {
    match language {
        // Romanian has had two signs for each of these.
        "ro" => text.to_lowercase().replace('ţ', "ț").replace('ş', "ș"),
        // The small letter of `I` has no dot.
        "tr" => text.replace('I', "ı").replace('İ', "i").to_lowercase(),
        // Capitals have no accents.
        "el" => text.to_lowercase().chars().map(without_accent).collect(),
        _ => text.to_lowercase(),
    }
}

fn without_accent(c: char) -> char {
    match c {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_texts_in_the_language_of_the_page_are_vague() {
        let vague = |text: &str, tag: &str| is_vague(text, &Locale::new(tag).unwrap());
        for (text, tag) in [
            ("here", "en-GB"),
            ("Click  here!", "fr"),
            ("more …", "en"),
            ("» Read more", "en"),
            ("hier", "de-AT"),
            ("這裡", "zh-TW"),
            ("「点击这里」", "zh-CN"),
            ("こちら。", "ja"),
            ("여기", "ko"),
            ("Здесь", "ru"),
            ("дізнатися більше", "uk"),
            ("Κάντε κλικ εδώ", "el"),
            ("klikněte zde", "cs"),
            ("lue lisää", "fi"),
            ("kattintson ide", "hu"),
            ("اقرأ المزيد…", "ar"),
            ("כאן", "he"),
            ("klikk her", "nb-NO"),
            ("faceţi clic aici", "ro"),
            ("buraya tıklayın", "tr"),
            ("BURAYA TIKLAYIN", "tr"),
            ("DAHA FAZLA BİLGİ", "tr"),
            ("CLICK HERE", "tr"),
            ("ΕΔΩ", "el"),
            ("ΠΕΡΙΣΣΟΤΕΡΑ", "el"),
            ("ΑΥΤΟΣ Ο ΣΥΝΔΕΣΜΟΣ", "el"),
            ("THIS LINK", "el"),
            ("les mer", "no"),
        ] {
            assert!(vague(text, tag), "{text}");
        }
        for (text, tag) in [
            ("hier", "fr"),
            ("refunds", "en"),
            ("Read more about refunds", "en"),
            ("C#", "en"),
            ("更多退款說明", "zh-TW"),
            ("", "en"),
            ("…", "en"),
        ] {
            assert!(!vague(text, tag), "{text}");
        }
    }
}
