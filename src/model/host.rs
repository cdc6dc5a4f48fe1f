//! Where a site is put: what each host does with headers, old addresses and names, and what it takes.
//!
//! Every figure has its source beside it; what a host's owner can change is what the host begins with.

use super::Spanned;

/// `publish:` of supportal.yaml.
#[derive(Clone, Debug)]
pub struct Publish {
    /// The host.
    pub host: Spanned<&'static Host>,
    /// Whether browsers are told to come encrypted only.
    pub hsts: Hsts,
}

/// `publish.hsts`: for how much of a domain browsers remember to come encrypted only (RFC 6797).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hsts {
    /// Nothing is said: the promise binds whatever else stands on the domain, so it is never made unasked.
    #[default]
    Off,
    /// For the host of the site, for a year.
    Host,
    /// For the host and all below it, for a year.
    Subdomains,
}

impl Hsts {
    /// As supportal.yaml writes them.
    pub const NAMES: [&'static str; 3] = ["off", "host", "subdomains"];

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::Off, Self::Host, Self::Subdomains];
        let at = Self::NAMES.iter().position(|known| *known == name)?;
        Some(all[at])
    }

    /// The value of `Strict-Transport-Security`; `None` where it is not sent.
    pub fn header(self) -> Option<&'static str> {
        match self {
            Self::Off => None,
            Self::Host => Some("max-age=31536000"),
            Self::Subdomains => Some("max-age=31536000; includeSubDomains"),
        }
    }
}

/// A place where sites are put.
#[derive(Debug)]
pub struct Host {
    /// As written after `publish: {host:`.
    pub name: &'static str,
    /// As its owner writes it.
    pub title: &'static str,
    /// The kind of file it is told by.
    pub told: Told,
    /// Whether it sends the headers it is told to.
    pub headers: bool,
    /// Whether it leads `/a.html` to `/a`, so that the latter is the page's address.
    pub drops_html: bool,
    /// What it does with a rule for an old address.
    pub rules: Rules,
    /// What it takes.
    pub limits: Limits,
}

/// What a host does with a rule that leads on from an old address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// It reads none: a page stands at the address and sends the reader on.
    None,
    /// It follows the rule, whatever file stands there.
    First,
    /// It looks for a file first, so that a page there would keep the rule from being followed.
    AfterFiles,
}

/// The kind of file by which a host is told of redirects and headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// `_redirects` and `_headers`, as Netlify began them.
    Netlify,
    /// The same two, read by Cloudflare.
    Cloudflare,
    /// `_redirects` alone.
    GitLab,
    /// `staticwebapp.config.json`.
    Azure,
    /// `.nojekyll`: it only has to leave the files as they are.
    GitHub,
    /// `s3-website.json`, for `aws s3api put-bucket-website`.
    S3,
    /// `nginx.conf`, included into a server's block.
    Nginx,
    /// `.htaccess`.
    Apache,
    /// `Caddyfile`, imported into a site's block.
    Caddy,
}

impl Told {
    /// The files that the host reads and shows to nobody.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Self::Netlify | Self::Cloudflare => &["_redirects", "_headers"],
            Self::GitLab => &["_redirects"],
            Self::Azure => &["staticwebapp.config.json"],
            Self::GitHub => &[".nojekyll"],
            Self::S3 => &["s3-website.json"],
            Self::Nginx => &["nginx.conf"],
            Self::Apache => &[".htaccess"],
            Self::Caddy => &["Caddyfile"],
        }
    }
}

/// What a host takes; what is not limited is `None`.
#[derive(Debug)]
pub struct Limits {
    /// Rules in `_redirects`.
    pub redirects: Option<usize>,
    /// Characters of one of them.
    pub redirect_length: Option<usize>,
    /// Rules in `_headers`.
    pub header_rules: Option<usize>,
    /// Characters of a line there.
    pub header_length: Option<usize>,
    /// Bytes of the file that tells the host.
    pub config_bytes: Option<usize>,
    /// Files of a site.
    pub files: Option<usize>,
    /// Bytes of one of them.
    pub file_bytes: Option<u64>,
    /// Bytes of a site.
    pub site_bytes: Option<u64>,
    /// Where the host says so.
    pub source: &'static str,
}

/// What a compressed copy's name has behind that of its file: servers that find one send it in place of
/// the file. In the order of gzip, Brotli and Zstandard.
pub const COPIES: [&str; 3] = [".gz", ".br", ".zst"];

/// The address of the file whose compressed copy `url` is by its name.
pub fn copied(url: &str) -> Option<&str> {
    COPIES.iter().find_map(|ending| {
        let (original, last) = url.split_at_checked(url.len().checked_sub(ending.len())?)?;
        last.eq_ignore_ascii_case(ending).then_some(original)
    })
}

/// Files at a site's root by which some host is told what to do, in small letters. Those whose names begin
/// with a dot are never published.
const AT_ROOT: [&str; 24] = [
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "caddyfile",
    "cname",
    "edgeone.json",
    "firebase.json",
    "middleware.js",
    "middleware.ts",
    "netlify.toml",
    "nginx.conf",
    "now.json",
    "package.json",
    "routes.json",
    "s3-website.json",
    "serve.json",
    "static.json",
    "staticfile",
    "swa-cli.config.json",
    "vercel.json",
    "wrangler.json",
    "wrangler.jsonc",
    "wrangler.toml",
];

/// The same, of hosts that look for them in every folder: learn.microsoft.com/iis/configuration and
/// learn.microsoft.com/azure/static-web-apps/configuration.
const IN_ANY_FOLDER: [&str; 2] = ["staticwebapp.config.json", "web.config"];

/// Whether the file at `path`, from the site's root, tells some host what to do, whichever the portal is
/// meant for.
pub fn is_control_file(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let at_root = folder.is_empty() && AT_ROOT.contains(&name);
    // Cloudflare takes a folder of this name as well.
    let worker = path.starts_with("_worker.js/");
    at_root || worker || IN_ANY_FOLDER.contains(&name)
}

const UNLIMITED: Limits = Limits {
    redirects: None,
    redirect_length: None,
    header_rules: None,
    header_length: None,
    config_bytes: None,
    files: None,
    file_bytes: None,
    site_bytes: None,
    source: "",
};

/// Every host.
pub static HOSTS: [Host; 9] = [
    Host {
        name: "netlify",
        title: "Netlify",
        told: Told::Netlify,
        headers: true,
        drops_html: false,
        // docs.netlify.com/manage/routing/redirects/rewrites-proxies: a file shadows a rule, unless its
        // status ends in `!`, as ours does.
        rules: Rules::First,
        limits: UNLIMITED,
    },
    Host {
        name: "cloudflare-pages",
        title: "Cloudflare Pages",
        told: Told::Cloudflare,
        headers: true,
        // developers.cloudflare.com/pages/configuration/serving-pages: `/contact.html` is led to
        // `/contact`, `/about/index.html` to `/about/`.
        drops_html: true,
        rules: Rules::First,
        limits: Limits {
            redirects: Some(2_000),
            redirect_length: Some(1_000),
            header_rules: Some(100),
            header_length: Some(2_000),
            files: Some(20_000),
            file_bytes: Some(25 << 20),
            source: "developers.cloudflare.com/pages/platform/limits",
            ..UNLIMITED
        },
    },
    Host {
        name: "azure-static-web-apps",
        title: "Azure Static Web Apps",
        told: Told::Azure,
        headers: true,
        // learn.microsoft.com/azure/static-web-apps/configuration: `/contact` shows contact.html, and
        // `/contact.html` shows it too.
        drops_html: false,
        rules: Rules::First,
        limits: Limits {
            config_bytes: Some(20 << 10),
            files: Some(15_000),
            site_bytes: Some(500 << 20),
            source: "learn.microsoft.com/azure/static-web-apps/quotas",
            ..UNLIMITED
        },
    },
    Host {
        name: "github-pages",
        title: "GitHub Pages",
        told: Told::GitHub,
        headers: false,
        drops_html: false,
        rules: Rules::None,
        limits: Limits {
            site_bytes: Some(1 << 30),
            source: "docs.github.com/pages/getting-started-with-github-pages/github-pages-limits",
            ..UNLIMITED
        },
    },
    Host {
        name: "gitlab-pages",
        title: "GitLab Pages",
        told: Told::GitLab,
        headers: false,
        drops_html: false,
        // docs.gitlab.com/user/project/pages/redirects: files take priority over redirects.
        rules: Rules::AfterFiles,
        limits: Limits {
            redirects: Some(1_000),
            config_bytes: Some(64 << 10),
            source: "docs.gitlab.com/user/project/pages/redirects",
            ..UNLIMITED
        },
    },
    Host {
        name: "s3",
        title: "Amazon S3",
        told: Told::S3,
        headers: false,
        drops_html: false,
        rules: Rules::None,
        limits: UNLIMITED,
    },
    Host {
        name: "nginx",
        title: "nginx",
        told: Told::Nginx,
        headers: true,
        drops_html: false,
        rules: Rules::First,
        limits: UNLIMITED,
    },
    Host {
        name: "apache",
        title: "Apache",
        told: Told::Apache,
        headers: true,
        drops_html: false,
        rules: Rules::First,
        limits: UNLIMITED,
    },
    Host {
        name: "caddy",
        title: "Caddy",
        told: Told::Caddy,
        headers: true,
        drops_html: false,
        rules: Rules::First,
        limits: UNLIMITED,
    },
];

impl Host {
    /// The names of all, in the order of the table.
    pub const NAMES: [&'static str; HOSTS.len()] = {
        let mut names = [""; HOSTS.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = HOSTS[at].name;
            at += 1;
        }
        names
    };

    /// The host of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        HOSTS.iter().find(|host| host.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_tell_a_host_are_known_where_they_act() {
        for told in [
            "_redirects",
            "CNAME",
            "Web.config",
            "a/web.config",
            "a/b/staticwebapp.config.json",
            "_worker.js/index.wasm",
        ] {
            assert!(is_control_file(told), "{told}");
        }
        for other in [
            "a/_redirects",
            "redirects",
            "assets/vercel.json",
            "cname.md",
        ] {
            assert!(!is_control_file(other), "{other}");
        }
    }

    #[test]
    fn a_promise_for_a_domain_is_made_on_demand_alone() {
        let headers = Hsts::NAMES.map(|name| Hsts::named(name).and_then(Hsts::header));
        assert_eq!(headers[0], None);
        assert_eq!(headers[2], Some("max-age=31536000; includeSubDomains"));
        assert_eq!(Hsts::default(), Hsts::Off);
    }
}
