//! Folders over each other, file by file.

use std::collections::{BTreeMap, BTreeSet};

use super::Layer;
use super::changes::Changes;
use super::joined::{Text, merged};
use crate::calendar::Date;
use crate::model::layers::Part;
use crate::model::nearest::{nearest, slip};
use crate::model::path::{CONFIG, SUPPORT, typed};
use crate::model::{
    About, Asset, Diagnostic, Fingerprint, Layers, Locale, Named, RelPath, Snapshot, Source, Span,
    Spanned,
};
use crate::parse::layers::{Keys, are_dropped, file_keys, laid, languages, page_keys};

/// Files that are merged as YAML rather than replaced.
const MERGED: [&str; 2] = [CONFIG, SUPPORT];

/// How many hexadecimal digits `base_hash` keeps.
const DIGITS: usize = 8;

/// What `base_hash` says of a page of the base that has `text`.
pub fn hash(text: &str) -> String {
    Fingerprint::of(text.as_bytes()).short(DIGITS)
}

/// A portal on its way from the last base up.
struct Pile {
    sources: BTreeMap<RelPath, (usize, Source)>,
    merged: BTreeMap<RelPath, Vec<(usize, Source)>>,
    assets: BTreeMap<RelPath, (usize, Asset)>,
    theme: BTreeMap<RelPath, (usize, Asset)>,
    joined: BTreeMap<RelPath, Text>,
    changed: BTreeMap<RelPath, Date>,
    links: Vec<RelPath>,
    sites: Vec<RelPath>,
    /// What is wrong with files, by the folder they are in.
    diagnostics: Vec<(usize, Diagnostic)>,
    /// What is wrong with how they are laid.
    found: Vec<(usize, Diagnostic)>,
    changes: Changes,
    /// What some folder does not take over of those below it.
    left_out: BTreeSet<RelPath>,
    /// The number of the folder that lies below all others.
    last: usize,
}

/// Lays the first of `layers` over the second, and so on. There is at least one.
pub(super) fn lay(layers: &[Layer], today: Date) -> (Snapshot, Changes) {
    let mut pile = Pile {
        sources: BTreeMap::new(),
        merged: BTreeMap::new(),
        assets: BTreeMap::new(),
        theme: BTreeMap::new(),
        joined: BTreeMap::new(),
        changed: BTreeMap::new(),
        links: Vec::new(),
        sites: Vec::new(),
        diagnostics: Vec::new(),
        found: Vec::new(),
        changes: Changes::default(),
        left_out: BTreeSet::new(),
        last: layers.len() - 1,
    };
    for (number, layer) in layers.iter().enumerate().rev() {
        // Only what the uppermost changes is told.
        pile.changes = Changes::default();
        if number + 1 < layers.len() {
            pile.leave_out(number, layer);
            pile.speak_less(layer, &layers[number + 1..]);
        } else if layer.extends.base.is_none() && layer.found.is_empty() {
            pile.baseless(number, layer);
        }
        pile.add(number, layer);
    }
    let first = &layers[0].folder;
    let folders = layers.iter().map(|layer| match layer.folder == *first {
        true => String::new(),
        false => layer.folder.clone(),
    });
    let folders = folders.collect();
    pile.finished(folders, today)
}

impl Pile {
    /// Takes away what `layer` does not want of what lies under it.
    fn leave_out(&mut self, number: usize, layer: &Layer) {
        for named in &layer.extends.without {
            let wanted = named.value.trim_end_matches('/');
            let wanted = RelPath::new(wanted).filter(|path| !path.as_str().is_empty());
            let is_meant =
                |path: &RelPath| wanted.as_ref().is_some_and(|wanted| is_in(path, wanted));
            let paths: BTreeSet<RelPath> = self.paths().filter(|path| is_meant(path)).collect();
            if paths.is_empty() {
                self.unused(number, named);
            }
            for path in paths {
                self.remove(path);
            }
        }
    }

    fn remove(&mut self, path: RelPath) {
        self.sources.remove(&path);
        self.merged.remove(&path);
        self.assets.remove(&path);
        self.joined.remove(&path);
        self.changed.remove(&path);
        if let Some(inside) = path.strip_prefix("theme") {
            self.theme.remove(&inside);
        }
        self.diagnostics.retain(|(_, found)| found.path != path);
        self.found.retain(|(_, found)| found.path != path);
        self.left_out.insert(path.clone());
        self.changes.left_out.push(path);
    }

    /// Takes away the pages and words of languages that those below have and `layer` has not, as it lists its own.
    /// Pictures stay: pages of other languages may show them.
    fn speak_less(&mut self, layer: &Layer, below: &[Layer]) {
        let languages = |layer: &Layer| languages(layer.snapshot.file(CONFIG)?);
        let Some(own) = languages(layer) else { return };
        let all = below.iter().find_map(languages).unwrap_or_default();
        let dropped: Vec<Locale> = (all.into_iter())
            .filter(|language| !own.contains(language))
            .collect();
        if dropped.is_empty() {
            return;
        }
        let is_of = |path: &RelPath| {
            let words = path.strip_prefix("theme/strings");
            let words = words.map(|path| path.stem().to_owned());
            let tag = words.as_deref().and_then(|stem| stem.rsplit('.').next());
            match tag {
                Some(tag) => Locale::new(tag).is_some_and(|tag| are_dropped(&tag, &dropped, &own)),
                None => {
                    let folder = path.parts().next().and_then(Locale::new);
                    path.has_extension("md") && folder.is_some_and(|own| dropped.contains(&own))
                }
            }
        };
        let paths: BTreeSet<RelPath> = self.paths().filter(|path| is_of(path)).collect();
        paths.into_iter().for_each(|path| self.remove(path));
    }

    /// Every file that may be left out.
    fn paths(&self) -> impl Iterator<Item = RelPath> + '_ {
        let theme = self.theme.keys().map(in_theme);
        let merged = self.merged.keys().filter(|path| path.as_str() != CONFIG);
        let files = self.sources.keys().chain(self.assets.keys()).chain(merged);
        files.cloned().chain(theme)
    }

    /// That a portal without a base leaves something out.
    fn baseless(&mut self, number: usize, layer: &Layer) {
        let found = layer.extends.without.first().map(|named| {
            let message = "this portal extends no other, so nothing is left out";
            let hint = "name the base with `extends`, or remove `without`".to_owned();
            Diagnostic::warning("OVL-UNUSED", &RelPath::config(), named.span, message)
                .with_hint(hint)
        });
        self.found.extend(found.map(|found| (number, found)));
    }

    fn unused(&mut self, number: usize, named: &Spanned<String>) {
        let paths: Vec<RelPath> = self.paths().collect();
        let near = nearest(&named.value, paths.iter().map(RelPath::as_str));
        let hint = match near {
            Some(near) => format!("`{near}` exists"),
            None => "remove it; the base has no such file any more".to_owned(),
        };
        let message = format!("the base has no `{}` that could be left out", named.value);
        let finding = Diagnostic::warning("OVL-UNUSED", &RelPath::config(), named.span, message);
        self.found.push((number, finding.with_hint(hint)));
    }

    fn add(&mut self, number: usize, layer: &Layer) {
        let snapshot = &layer.snapshot;
        for source in &snapshot.sources {
            let path = &source.path;
            if MERGED.contains(&path.as_str()) {
                self.merged
                    .entry(path.clone())
                    .or_default()
                    .insert(0, (number, source.clone()));
                continue;
            }
            self.source(number, source);
            match snapshot.changed.get(path) {
                Some(date) => self.changed.insert(path.clone(), *date),
                None => self.changed.remove(path),
            };
        }
        for asset in &snapshot.assets {
            let before = self
                .assets
                .insert(asset.path.clone(), (number, asset.clone()));
            let before = before.map(|(_, asset)| asset.fingerprint);
            self.changes
                .file(&asset.path, before.map(|one| one == asset.fingerprint));
        }
        for asset in &snapshot.theme {
            self.dress(number, asset);
        }
        self.links.extend_from_slice(&snapshot.links);
        self.sites.extend_from_slice(&snapshot.sites);
        let found = snapshot.diagnostics.iter().cloned();
        self.diagnostics.extend(found.map(|found| (number, found)));
        let found = layer.found.iter().cloned();
        self.found.extend(found.map(|found| (number, found)));
    }

    /// A page or another text.
    fn source(&mut self, number: usize, source: &Source) {
        let path = &source.path;
        let before = self.sources.remove(path);
        let under = self.joined.remove(path);
        self.found.retain(|(_, found)| found.path != *path);
        let Some((below, base)) = before else {
            self.changes.file(path, None);
            self.gone(number, source);
            self.sources.insert(path.clone(), (number, source.clone()));
            return;
        };
        let under = under.unwrap_or_else(|| Text::whole(below, &base.text));
        let over = Text::whole(number, &source.text);
        let keys = path
            .has_extension("md")
            .then(|| page_keys(source))
            .flatten();
        let both = keys.as_ref().filter(|keys| keys.extends).map(|keys| {
            let empty = Keys::none();
            let keys_under = page_keys(&base).unwrap_or(empty);
            let taken = laid((&source.text, keys), (&under.text, &keys_under));
            Text::of(&over, &under, taken)
        });
        match &both {
            Some(_) => self.changes.merged.push(path.clone()),
            None => self.changes.file(path, Some(source.text == base.text)),
        }
        if path.has_extension("md") {
            let now = hash(&base.text);
            let said = keys.and_then(|keys| keys.base_hash);
            match said {
                Some(said) if said.value != now => {
                    self.changes.stale.push(path.clone());
                    let at = said.span.start as usize;
                    let to = both.as_ref().map_or(at, |both| both.place(number, at));
                    let length = (said.span.end - said.span.start) as usize;
                    let span = Span::new(to..to + length);
                    self.found.push((number, stale(path, span, &now)));
                }
                None if both.is_none() && source.text != base.text => {
                    self.changes.unmarked.push(path.clone());
                }
                _ => {}
            }
            self.changes.hashes.insert(path.clone(), now);
        }
        let source = match &both {
            Some(both) => Source::new(path.clone(), both.text.as_str()),
            None => source.clone(),
        };
        self.joined.extend(both.map(|both| (path.clone(), both)));
        self.sources.insert(path.clone(), (number, source));
    }

    /// A page that builds on one of the base, or was made in its place, and that is not there any more.
    fn gone(&mut self, number: usize, source: &Source) {
        let path = &source.path;
        let keys = path.has_extension("md").then(|| page_keys(source));
        let Some(keys) = keys.flatten() else {
            return;
        };
        // Where nothing lies below, the parser says how a base is named.
        if keys.extends && !keys.is_slip && number < self.last {
            let hash = keys
                .base_hash
                .as_ref()
                .map_or("", |said| said.value.as_str());
            let hint = match self.most_like(number, path, hash) {
                Some(now) => format!("`{now}` of the base resembles it: move this one there"),
                None => {
                    "remove the page, or take `extends` out of it where it is a page of its own"
                        .to_owned()
                }
            };
            let message = "there is no page of a base that this one extends";
            let finding = Diagnostic::error("OVL-UNUSED", path, keys.said, message);
            self.found
                .push((number, finding.with_hint(hint).about(About::NoBase)));
            return;
        }
        let Some(said) = keys.base_hash else {
            return;
        };
        let hint = match self.most_like(number, path, &said.value) {
            Some(now) => format!(
                "`{now}` of the base resembles it: move this one there, or take `base_hash` out of it"
            ),
            None => {
                "remove it, or take `base_hash` out of it where it is a page of its own".to_owned()
            }
        };
        let message = "the page of the base in whose place this one was put is not there";
        let finding = Diagnostic::warning("OVL-STALE", path, said.span, message);
        self.found.push((number, finding.with_hint(hint)));
    }

    /// The page below `number` that says what one said that had this hash and stood at `path`; else one of that file
    /// name; else the one of the folder whose name is nearest. The name of a channel or a plan is its id: one that is
    /// more than a slip apart is another channel, with another number.
    fn most_like(&self, number: usize, path: &RelPath, said: &str) -> Option<&RelPath> {
        let folder = path.as_str().split('/').next();
        let pages = || {
            let below = self
                .sources
                .iter()
                .filter(|(_, (layer, _))| *layer != number);
            below.filter(|(other, _)| {
                other.has_extension("md") && other.as_str().split('/').next() == folder
            })
        };
        let same = pages().find(|(_, (_, source))| hash(&source.text) == said);
        let named = || {
            let mut named = pages().filter(|(other, _)| other.file_name() == path.file_name());
            let first = named.next()?;
            named.next().is_none().then_some(first)
        };
        let beside = || {
            let beside = || pages().filter(|(other, _)| other.parent() == path.parent());
            let is_id = path.parts().nth(1).is_some_and(|folder| {
                [Named::Channel, Named::Plan]
                    .iter()
                    .any(|named| named.home() == folder)
            });
            let names = beside().map(|(other, _)| other.file_name());
            let near = match is_id {
                true => slip(path.file_name(), names),
                false => nearest(path.file_name(), names),
            }?;
            beside().find(|(other, _)| other.file_name() == near)
        };
        let found = same.or_else(named).or_else(beside);
        found.map(|(other, _)| other)
    }

    /// A file of the theme. Words of the interface are merged, since a file of them holds only those that
    /// differ.
    fn dress(&mut self, number: usize, asset: &Asset) {
        let path = in_theme(&asset.path);
        let under = self.joined.remove(&path);
        let before = self.theme.remove(&asset.path);
        let Some((below, base)) = before else {
            self.changes.file(&path, None);
            self.theme
                .insert(asset.path.clone(), (number, asset.clone()));
            return;
        };
        let is_words =
            asset.path.strip_prefix("strings").is_some() && asset.path.has_extension("yaml");
        let text = |asset: &Asset| {
            let text = String::from_utf8_lossy(&asset.bytes).replace("\r\n", "\n");
            Source::new(path.clone(), text)
        };
        let both = is_words
            .then(|| (text(asset), text(&base)))
            .and_then(|(over, base)| {
                let keys = (file_keys(&over)?, file_keys(&base)?);
                let taken = laid((&over.text, &keys.0), (&base.text, &keys.1));
                let under = under.unwrap_or_else(|| Text::whole(below, &base.text));
                Some(Text::of(&Text::whole(number, &over.text), &under, taken))
            });
        let Some(both) = both else {
            self.changes
                .file(&path, Some(asset.fingerprint == base.fingerprint));
            self.theme
                .insert(asset.path.clone(), (number, asset.clone()));
            return;
        };
        let bytes = both.text.as_bytes().to_vec();
        let merged = Asset {
            path: asset.path.clone(),
            fingerprint: Fingerprint::of(&bytes),
            bytes: bytes.into(),
        };
        self.changes.merged.push(path.clone());
        self.joined.insert(path, both);
        self.theme.insert(asset.path.clone(), (number, merged));
    }

    fn finished(mut self, folders: Vec<String>, today: Date) -> (Snapshot, Changes) {
        let mut layers = Layers {
            left_out: self.left_out.into_iter().collect(),
            folders,
            ..Layers::default()
        };
        let mut sources: Vec<Source> = Vec::with_capacity(self.sources.len() + MERGED.len());
        let mut starts = Starts::new();
        for (path, texts) in std::mem::take(&mut self.merged) {
            let (source, parts) = merged(&path, texts);
            starts.extend(
                parts
                    .iter()
                    .map(|part| ((path.clone(), part.layer), part.start)),
            );
            layers.joined.insert(path, parts);
            sources.push(source);
        }
        let mut own: BTreeSet<RelPath> = BTreeSet::new();
        let mut of = |path: RelPath, layer: usize| match layer {
            0 => {
                own.insert(path);
            }
            layer => {
                layers.of.insert(path, layer);
            }
        };
        for (path, (layer, source)) in self.sources {
            of(path, layer);
            sources.push(source);
        }
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let mut assets = Vec::with_capacity(self.assets.len());
        for (path, (layer, asset)) in self.assets {
            of(path, layer);
            assets.push(asset);
        }
        let mut theme = Vec::with_capacity(self.theme.len());
        for (path, (layer, asset)) in self.theme {
            of(in_theme(&path), layer);
            theme.push(asset);
        }
        let joined = self
            .joined
            .into_iter()
            .map(|(path, text)| (path, text.parts));
        layers.joined.extend(joined);
        let diagnostics = self.diagnostics.into_iter();
        let mut diagnostics: Vec<Diagnostic> = diagnostics
            .filter_map(|(layer, found)| placed(found, layer, &own, &mut layers))
            .collect();
        diagnostics.extend(self.found.into_iter().map(|(layer, mut found)| {
            let start = starts.get(&(found.path.clone(), layer));
            found.span = found.span.shifted(start.copied().unwrap_or_default());
            found
        }));
        diagnostics.sort_by(|a, b| (&a.path, a.span, a.code).cmp(&(&b.path, b.span, b.code)));
        self.links.sort();
        self.links.dedup();
        self.sites.sort();
        self.sites.dedup();
        self.changes.sort();
        let snapshot = Snapshot {
            sources,
            assets,
            theme,
            links: self.links,
            sites: self.sites,
            diagnostics,
            today,
            changed: self.changed,
            layers: layers.into(),
        };
        (snapshot, self.changes)
    }
}

/// Where the text of each folder begins in a merged file.
type Starts = BTreeMap<(RelPath, usize), usize>;

/// What was found wrong with a file of the folder `layer`, where it stands in the portal as it is laid; `None` where
/// another folder's file stands there. `own` are the files of the uppermost.
fn placed(
    mut found: Diagnostic,
    layer: usize,
    own: &BTreeSet<RelPath>,
    layers: &mut Layers,
) -> Option<Diagnostic> {
    if let Some(parts) = layers.joined.get(&found.path) {
        let start = place(parts, layer, found.span.start as usize)?;
        let length = (found.span.end - found.span.start) as usize;
        found.span = Span::new(start..start + length);
    } else if own.contains(&found.path) && layer > 0 {
        return None;
    } else if let Some(&of) = layers.of.get(&found.path) {
        if of < layer {
            return None;
        }
        // That of a folder below does, since this one's is wrong.
        if of > layer {
            found.about = Some(About::Of(layer));
        }
    } else if layer > 0 {
        layers.of.insert(found.path.clone(), layer);
    }
    Some(found)
}

/// Where the byte `at` of a folder's own file stands in the joined text; `None` where it was not taken over.
fn place(parts: &[Part], layer: usize, at: usize) -> Option<usize> {
    let parts = parts.iter().enumerate();
    let of_layer = parts
        .clone()
        .filter(|(_, part)| part.layer == layer && part.from <= at);
    let (number, part) = of_layer.max_by_key(|(_, part)| part.from)?;
    let place = part.start + at - part.from;
    let next = parts.skip(number + 1).map(|(_, next)| next.start).next();
    next.is_none_or(|next| place <= next).then_some(place)
}

fn stale(path: &RelPath, span: Span, now: &str) -> Diagnostic {
    let message = "the base's page changed since this one was put in its place";
    let hint = format!(
        "compare the two; once this page says what it should, `supportal brand accept {}` writes `{now}`",
        typed(path.as_str())
    );
    Diagnostic::warning("OVL-STALE", path, span, message).with_hint(hint)
}

fn in_theme(path: &RelPath) -> RelPath {
    RelPath::new(&format!("theme/{path}")).unwrap_or_default()
}

/// Whether `path` is `wanted` or stands in it. A page is also meant without its language's folder.
fn is_in(path: &RelPath, wanted: &RelPath) -> bool {
    let is_meant = |path: &str| {
        let rest = path.strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let in_language = path.as_str().split_once('/').map(|(_, rest)| rest);
    is_meant(path.as_str()) || (path.has_extension("md") && in_language.is_some_and(is_meant))
}
