//! Links of Markdown, and those of HTML once their address is known.

use super::*;

/// How a link to another site begins, up to where another class goes.
pub(super) const EXTERNAL: &str = "<a class=\"external";

impl Writer<'_, '_> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        to: &str,
        title: &str,
        range: &Range<usize>,
    ) {
        self.not_filled(to, "the address of a link");
        self.not_filled(title, "the title of a link");
        let to = self.restored(to).into_owned();
        let title = self.restored(title).into_owned();
        let to = match link_type {
            LinkType::Email => mail::link(&to).unwrap_or_else(|| format!("mailto:{to}")),
            _ => to,
        };
        if link_type == LinkType::Inline && to.trim().is_empty() && self.originals == 0 {
            self.note_empty_address(range);
        }
        let source = &self.prepared.text[range.clone()];
        // In code, and in a link of HTML, an address is no link unless its author says so.
        let is_bare =
            matches!(link_type, LinkType::Autolink | LinkType::Email) && !source.starts_with('<');
        if is_bare && (!self.links.is_empty() || self.is_in_raw_code()) {
            return self.links.push(OpenLink::default());
        }
        // Most links end with their address.
        let last = source
            .strip_suffix(')')
            .and_then(|source| source.strip_suffix(to.as_str()));
        let span = match last.map(str::len).or_else(|| source.rfind(&to)) {
            Some(at) => self.span(&(range.start + at..range.start + at + to.len())),
            None => self.span(range),
        };
        let title = self.seen(title, span);
        self.open_link(&to, &title, span);
    }

    /// Opens a link, or nothing where its address may not stand in a page.
    pub(super) fn open_link(&mut self, to: &str, title: &str, span: Span) {
        let number = match address::check(to, self.input.path, span) {
            Ok(()) => Some(self.noted.links.len()),
            Err(diagnostic) => {
                self.found.push(*diagnostic);
                None
            }
        };
        self.links.push(OpenLink {
            number,
            begin: self.sink.mark(),
            text: String::new(),
            has_image: false,
        });
        let Some(number) = number else {
            return;
        };
        self.noted.links.push(Link {
            to: to.to_owned(),
            text: String::new(),
            is_code: false,
            span,
        });
        if address::is_external(to) {
            self.push(EXTERNAL);
            self.push("\" href=\"");
            push_escaped(&mut self.sink.html, to);
        } else {
            self.push("<a href=\"");
            self.sink
                .hole(Hole::Href(u32::try_from(number).unwrap_or(u32::MAX)));
        }
        self.push("\"");
        if !title.is_empty() {
            self.push(" title=\"");
            push_escaped(&mut self.sink.html, title);
            self.push("\"");
        }
        self.push(">");
    }

    pub(super) fn end_link(&mut self) {
        let Some(link) = self.links.pop() else {
            return;
        };
        let Some(number) = link.number else {
            // What is no link may stand in one.
            if let Some(outer) = self.links.last_mut() {
                outer.text.push_str(&link.text);
                outer.has_image |= link.has_image;
            }
            return;
        };
        self.push("</a>");
        let mut text = link.text.trim().to_owned();
        // On paper, the address of a link stands behind its words, unless these are the address.
        let opened = self.sink.html.get(link.begin.bytes..).unwrap_or_default();
        if opened.starts_with(EXTERNAL) && is_address(&text, &self.noted.links[number].to) {
            self.sink.insert(link.begin.plus(EXTERNAL.len()), " bare");
        }
        if is_blank(&text) {
            text = if link.has_image { " " } else { "" }.into();
        }
        let is_code = is_code(self.sink.html.get(link.begin.bytes..).unwrap_or_default());
        let noted = &mut self.noted.links[number];
        (noted.text, noted.is_code) = (text, is_code);
    }
}

/// Whether a link, as HTML, has words of code and no others.
fn is_code(link: &str) -> bool {
    let inner = link.split_once('>').map(|(_, inner)| inner);
    let Some(mut rest) = inner.and_then(|inner| inner.strip_suffix("</a>")) else {
        return false;
    };
    let mut others = String::new();
    while let Some((before, code)) = rest.split_once("<code>") {
        others.push_str(before);
        let Some((_, behind)) = code.split_once("</code>") else {
            return false;
        };
        rest = behind;
    }
    let has_code = rest.len() < inner.map_or(0, |inner| inner.len() - "</a>".len());
    others.push_str(rest);
    for emphasis in ["<em>", "</em>", "<strong>", "</strong>"] {
        others = others.replace(emphasis, "");
    }
    has_code && others.trim().is_empty()
}

/// Whether the words of a link are its address, with or without what a reader need not type.
fn is_address(text: &str, to: &str) -> bool {
    let typed = |address: &str| {
        let rest = ["https://", "http://"]
            .into_iter()
            .find_map(|scheme| address.strip_prefix(scheme));
        rest.unwrap_or(address).trim_end_matches('/').to_owned()
    };
    to.starts_with("http") && typed(text) == typed(to)
}
