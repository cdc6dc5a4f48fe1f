//! Recipes for CI: held against the schema of whoever runs them, and run here, step by step.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::portal::copied;

/// A repository with a portal in a folder of it, and the recipe in its root.
struct Repository {
    home: tempfile::TempDir,
}

impl Repository {
    fn new(portal: &str, service: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join(".git")).unwrap();
        let status = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .current_dir(home.path())
            .args(["init", "--quiet", portal, "--ci", service])
            .status()
            .unwrap();
        assert!(status.success());
        Self { home }
    }

    fn path(&self) -> PathBuf {
        self.home.path().canonicalize().unwrap()
    }

    fn recipe(&self, file: &str) -> Value {
        let text = fs::read_to_string(self.path().join(file)).unwrap();
        serde_saphyr::from_str(&text).unwrap()
    }
}

fn check_schema(schema: &str, recipe: &Value, mistake: impl Fn(&mut Value)) {
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(recipe)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut recipe = recipe.clone();
    mistake(&mut recipe);
    assert!(!validator.is_valid(&recipe), "the schema sees no mistake");
}

#[test]
fn gitlab_understands_its_recipe() {
    let recipe = Repository::new("docs/our portal", "gitlab").recipe(".gitlab-ci.yml");
    assert_eq!(recipe["variables"]["PORTAL"], "docs/our portal");
    let schema = include_str!("../schemas/gitlab-ci.json");
    // Without the `/` the preview is kept and shown to nobody, of which the schema knows nothing.
    assert_eq!(recipe["preview"]["artifacts"]["paths"][0], "public/");
    // A job's name alone that says so is out of date.
    assert_eq!(recipe["pages"]["pages"], true);
    check_schema(schema, &recipe, |recipe| {
        recipe["check"]["artifacts"]["reports"]["junit"] = 1.into();
    });
}

/// GitHub runs actions on Node 24, and warns of each that was made for an older one, or does not run it.
#[test]
fn actions_of_github_run_on_the_node_that_it_has() {
    const FIRST: [(&str, u32); 6] = [
        ("actions/cache/restore", 5),
        ("actions/cache/save", 5),
        ("actions/checkout", 5),
        ("actions/deploy-pages", 5),
        ("actions/upload-artifact", 6),
        ("actions/upload-pages-artifact", 5),
    ];
    let file = ".github/workflows/portal.yml";
    let recipes = [
        Repository::new("portal", "github").recipe(file),
        brands("github").recipe(file),
    ];
    let jobs = recipes.iter().map(|recipe| recipe["jobs"].as_object());
    let steps = jobs.flat_map(|jobs| jobs.unwrap().values());
    let steps = steps.flat_map(|job| job["steps"].as_array().unwrap());
    let mut seen = BTreeSet::new();
    for used in steps.filter_map(|step| step["uses"].as_str()) {
        let (name, version) = used.split_once("@v").unwrap();
        let first = FIRST.iter().find(|(action, _)| *action == name);
        let (name, first) = first.unwrap_or_else(|| panic!("which versions of {name}?"));
        assert!(version.parse::<u32>().unwrap() >= *first, "{used}");
        seen.insert(name);
    }
    assert_eq!(seen.len(), FIRST.len());
}

#[test]
fn azure_understands_its_recipe() {
    let recipe = Repository::new("portal", "azure").recipe("azure-pipelines.yml");
    assert_eq!(recipe["variables"]["PORTAL"], "portal");
    let schema = include_str!("../schemas/azure-pipelines.json");
    check_schema(schema, &recipe, |recipe| {
        recipe["steps"][0]["displayname"] = "Get supportal".into();
    });
}

/// A repository with the brands of the transcripts, and the recipe for them.
fn brands(service: &str) -> Repository {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join(".git")).unwrap();
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/brands.in");
    copied(&files, home.path());
    let status = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .current_dir(home.path())
        .args(["init", "--quiet", "brands", "--brands", "--ci", service])
        .status()
        .unwrap();
    assert!(status.success());
    assert!(!home.path().join("brands/supportal.yaml").exists());
    Repository { home }
}

#[test]
fn recipes_for_brands_are_understood() {
    let gitlab = brands("gitlab").recipe(".gitlab-ci.yml");
    let schema = include_str!("../schemas/gitlab-ci.json");
    check_schema(schema, &gitlab, |recipe| {
        recipe["brands"]["parallel"] = "many".into();
    });
    let azure = brands("azure").recipe("azure-pipelines.yml");
    let schema = include_str!("../schemas/azure-pipelines.json");
    check_schema(schema, &azure, |recipe| {
        recipe["jobs"][0]["strategi"] = 4.into();
    });
    for recipe in [gitlab, azure] {
        assert_eq!(recipe["variables"]["PORTAL"], "brands");
    }
}

#[test]
fn without_a_repository_the_recipe_stands_in_the_portal() {
    let home = tempfile::tempdir().unwrap();
    for service in ["github", "gitlab", "azure"] {
        let status = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .current_dir(home.path())
            .args(["init", "--quiet", "--ci", service, "."])
            .status();
        assert!(status.unwrap().success());
    }
    for file in [
        ".github/workflows/portal.yml",
        ".gitlab-ci.yml",
        "azure-pipelines.yml",
    ] {
        let text = fs::read_to_string(home.path().join(file)).unwrap();
        assert!(text.contains("PORTAL: \".\"\n"), "{file}");
    }
    // It is no part of the site, and nothing to complain about.
    let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .current_dir(home.path())
        .args(["check", "--strict"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().last(), Some("no findings"), "{said}");
}

/// A machine of CI: what steps leave for those after them.
#[cfg(target_os = "linux")]
struct Machine {
    repository: Repository,
    portal: &'static str,
    /// How the service calls the shell.
    shell: &'static [&'static str],
    /// Of the program.
    sum: String,
}

#[cfg(target_os = "linux")]
impl Machine {
    fn new(portal: &'static str, service: &str) -> Self {
        let repository = Repository::new(portal, service);
        let shell = match service {
            "github" => &["-e"][..],
            "gitlab" => &["-e", "-o", "pipefail"],
            _ => &[],
        };
        Self::with(repository, portal, shell)
    }

    fn with(repository: Repository, portal: &'static str, shell: &'static [&'static str]) -> Self {
        fs::create_dir(repository.path().join(".home")).unwrap();
        let sum = Command::new("sha256sum")
            .arg(env!("CARGO_BIN_EXE_supportal"))
            .output();
        let sum = String::from_utf8(sum.unwrap().stdout).unwrap();
        Self {
            repository,
            portal,
            shell,
            sum: sum.split(' ').next().unwrap().to_owned(),
        }
    }

    /// Runs a script as the services do, and gives what it prints.
    fn run(&self, script: &str) -> Result<String, String> {
        let binary = env!("CARGO_BIN_EXE_supportal");
        let home = self.repository.path().join(".home");
        let added = fs::read_to_string(home.join("path")).unwrap_or_default();
        let output = Command::new("bash")
            .args(self.shell)
            .args(["-c", script])
            .env_clear()
            .env(
                "PATH",
                format!("{}:/usr/bin:/bin", added.trim().replace('\n', ":")),
            )
            .env("HOME", &home)
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .env("SUPPORTAL_URL", format!("file://{binary}"))
            .env("SUPPORTAL_SHA256", &self.sum)
            .env("PORTAL", self.portal)
            .env("GITHUB_PATH", home.join("path"))
            .env("GITHUB_STEP_SUMMARY", home.join("summary"))
            .current_dir(self.repository.path())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        if let Some((_, rest)) = said.split_once("##vso[task.prependpath]") {
            fs::write(home.join("path"), rest.lines().next().unwrap()).unwrap();
        }
        let error = String::from_utf8_lossy(&output.stderr);
        if output.status.success() {
            Ok(said)
        } else {
            Err(format!("{script}\n{said}\n{error}"))
        }
    }

    fn file(&self, path: &str) -> String {
        fs::read_to_string(self.repository.path().join(path)).unwrap()
    }

    /// Changes the portal, as a merged proposal does.
    fn edit(&self) {
        let path = self
            .repository
            .path()
            .join(self.portal)
            .join("en/sla/business.md");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace("within: PT1H", "within: PT2H")).unwrap();
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.file(path)).unwrap()
    }
}

#[cfg(target_os = "linux")]
const CHANGE: &str = "plan business, s1: response PT1H → PT2H";

#[cfg(target_os = "linux")]
fn scripts<'a>(steps: &'a Value, key: &str) -> Vec<&'a str> {
    let steps = steps.as_array().unwrap().iter();
    steps.filter_map(|step| step[key].as_str()).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn what_github_runs_works_here() {
    let machine = Machine::new("our portal", "github");
    let recipe = machine.repository.recipe(".github/workflows/portal.yml");
    let steps = |job: &str| scripts(&recipe["jobs"][job]["steps"], "run").join("\n#\n");
    for script in steps("publish").split("\n#\n") {
        machine.run(script).unwrap();
    }
    assert!(
        machine.json("changed.json")["added"]
            .as_array()
            .unwrap()
            .len()
            > 100
    );
    assert!(
        Path::new(
            &machine
                .repository
                .path()
                .join("dist/.well-known/security.txt")
        )
        .exists()
    );
    machine.edit();
    for script in steps("check").split("\n#\n") {
        machine.run(script).unwrap();
    }
    let summary = machine.file(".home/summary");
    assert!(summary.contains(&format!("      {CHANGE}\n")), "{summary}");
    // A mistake stands at its line.
    let page = machine.repository.path().join("our portal/en/index.md");
    fs::write(&page, "---\ntitle: Home\n---\n\n[a](no.md)\n").unwrap();
    let scripts = scripts(&recipe["jobs"]["check"]["steps"], "run");
    let said = machine.run(scripts[1]).unwrap_err();
    assert!(
        said.contains("::error file=our portal/en/index.md,line=5,"),
        "{said}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn what_gitlab_runs_works_here() {
    let machine = Machine::new("portal", "gitlab");
    let recipe = machine.repository.recipe(".gitlab-ci.yml");
    let lines = |list: &Value| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|line| line.as_str().unwrap().to_owned()).collect()
    };
    let before = lines(&recipe["default"]["before_script"]);
    let job = |name: &str| {
        [before.clone(), lines(&recipe[name]["script"])]
            .concat()
            .join("\n")
    };
    machine.run(&job("pages")).unwrap();
    assert!(
        machine.json("changed.json")["added"]
            .as_array()
            .unwrap()
            .len()
            > 100
    );
    machine.edit();
    machine.run(&job("check")).unwrap();
    assert!(machine.file("findings.xml").contains("<testsuites"));
    let said = machine.run(&job("preview")).unwrap();
    assert!(said.contains(CHANGE), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_azure_runs_works_here() {
    let machine = Machine::new("portal", "azure");
    let recipe = machine.repository.recipe("azure-pipelines.yml");
    let scripts = scripts(&recipe["steps"], "bash");
    for script in &scripts {
        machine.run(script).unwrap();
    }
    assert_eq!(machine.json("findings.sarif")["version"], "2.1.0");
    machine.edit();
    let said = machine.run(scripts.last().unwrap()).unwrap();
    assert!(said.contains(CHANGE), "{said}");
    assert_eq!(machine.json("changed.json")["facts"][0]["to"], "PT2H");
}

/// The first shard has one brand that is right, the second one of two with mistakes.
#[cfg(target_os = "linux")]
#[test]
fn what_is_run_for_brands_works_here() {
    let publish = "mkdir -p online && cp -R dist/. online";
    let check = |machine: &Machine, set: &str, build: &str, put: &str| {
        let run = |shard: u32, script: &str| {
            let set = set.replace("SHARD_NUMBER", &shard.to_string());
            machine.run(&format!("export PUBLISH='{publish}'\n{set}\n{script}"))
        };
        let online = |brand: &str| {
            let page = machine.repository.path().join("online").join(brand);
            page.join("index.html").exists()
        };
        // The machine has the last run's sites: of a brand that is another's by now, and of one that is no more.
        let dist = machine.repository.path().join("dist");
        for brand in ["cedar", "dodo"] {
            fs::create_dir_all(dist.join(brand)).unwrap();
            let old = "{\n\"format\": 1,\n\"today\": \"2025-12-31\",\n\"files\": {}\n}\n";
            fs::write(dist.join(brand).join(".supportal-manifest.json"), old).unwrap();
            fs::write(dist.join(brand).join("incident.js"), "").unwrap();
        }
        let said = run(2, build).unwrap_err();
        assert!(said.contains("birch") && !said.contains("acme"), "{said}");
        let said = run(1, build).unwrap_err();
        assert!(said.contains("acme") && said.contains("cedar"), "{said}");
        // And, of one of its own, the site before the last change.
        fs::create_dir_all(dist.join(".acme.supportal/last/en")).unwrap();
        run(1, put).unwrap();
        assert!(online("acme") && !online("birch"));
        let online = fs::read_dir(machine.repository.path().join("online")).unwrap();
        let mut online: Vec<_> = online.map(|entry| entry.unwrap().file_name()).collect();
        online.sort();
        assert_eq!(online, ["acme"]);
    };
    let machine = Machine::with(brands("github"), "brands", &["-e"]);
    let recipe = machine.repository.recipe(".github/workflows/portal.yml");
    let steps = scripts(&recipe["jobs"]["brands"]["steps"], "run");
    machine.run(steps[0]).unwrap();
    check(&machine, "export SHARD=SHARD_NUMBER/2", steps[1], steps[2]);
    let machine = Machine::with(brands("azure"), "brands", &[]);
    let recipe = machine.repository.recipe("azure-pipelines.yml");
    let steps = scripts(&recipe["jobs"][0]["steps"], "bash");
    machine.run(steps[0]).unwrap();
    let set =
        "export SYSTEM_JOBPOSITIONINPHASE=SHARD_NUMBER SYSTEM_TOTALJOBSINPHASE=2\nrm -rf result";
    // The job goes on, and another fails for what is noted.
    let build = format!("{}\ntest ! -e result/failed", steps[1]);
    check(&machine, set, &build, steps[2]);
    let machine = Machine::with(brands("gitlab"), "brands", &["-e", "-o", "pipefail"]);
    let recipe = machine.repository.recipe(".gitlab-ci.yml");
    let before = recipe["default"]["before_script"][0].as_str().unwrap();
    let script = recipe["brands"]["script"][0].as_str().unwrap();
    let set = format!("export CI_NODE_INDEX=SHARD_NUMBER CI_NODE_TOTAL=2\n{before}");
    check(&machine, &set, script, "true");
}

/// One machine that builds two brands, and what it keeps from run to run.
#[cfg(target_os = "linux")]
struct Brands {
    machine: Machine,
    recipe: Value,
}

#[cfg(target_os = "linux")]
impl Brands {
    fn new(service: &str, file: &str, shell: &'static [&'static str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join(".git")).unwrap();
        let status = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .current_dir(home.path())
            .args(["init", "--quiet", "brands", "--brands", "--ci", service])
            .status();
        assert!(status.unwrap().success());
        let machine = Machine::with(Repository { home }, "brands", shell);
        let recipe = machine.repository.recipe(file);
        Self { machine, recipe }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.machine.repository.path().join(path)
    }

    fn write(&self, brand: &str, text: &str) {
        let folder = self.at("brands").join(brand);
        fs::create_dir_all(folder.join("en")).unwrap();
        let config = "title: T\nlanguages: [en]\n";
        fs::write(folder.join("supportal.yaml"), config).unwrap();
        let page = format!("---\ntitle: Home\ndescription: Home.\n---\n\n{text}\n");
        fs::write(folder.join("en/index.md"), page).unwrap();
    }

    /// Runs the scripts of a job one after the other, until one fails.
    fn job(&self, scripts: &[String], variables: &str) -> Result<(), String> {
        let script = |script: &String| format!("{variables}\n{script}");
        let mut scripts = scripts.iter().map(script);
        scripts.try_for_each(|script| self.machine.run(&script).map(drop))
    }

    /// Three runs: one is right, in the second `x` has a mistake and `y` another text, in the third the mistake is `y`'s.
    /// Only what `run` says is there for the next one. `run` says as well whether it is told that something failed.
    fn check(&self, run: impl Fn(&Self, &str) -> (bool, bool)) {
        let publish = "export PUBLISH='mkdir -p online && cp -R dist/. online'";
        let broken = "[No such page](no.md)";
        let runs = [
            ("First.", "First."),
            (broken, "Second."),
            ("Third.", broken),
        ];
        for (number, (x, y)) in runs.into_iter().enumerate() {
            self.write("x", x);
            self.write("y", y);
            let kept = self.at("kept");
            let _ = fs::remove_dir_all(self.at("dist"));
            if kept.exists() {
                copied(&kept, &self.at("dist"));
            }
            let (keeps, told) = run(self, publish);
            assert_eq!(told, number > 0, "run {number}");
            if keeps {
                let _ = fs::remove_dir_all(&kept);
                copied(&self.at("dist"), &kept);
            }
        }
        let online = self.machine.file("online/y/index.html");
        assert!(online.contains("Second."), "an older site is online");
        assert!(self.machine.file("online/x/index.html").contains("Third."));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_brand_with_mistakes_stays_online_as_it_was() {
    let owned = |scripts: Vec<&str>| scripts.into_iter().map(str::to_owned).collect::<Vec<_>>();
    // The steps after a failed one run where they say so.
    let github = Brands::new("github", ".github/workflows/portal.yml", &["-e"]);
    github.check(|brands, publish| {
        let steps = &brands.recipe["jobs"]["brands"]["steps"];
        let scripts = owned(scripts(steps, "run"));
        let publish = format!("{publish}\nexport SHARD=1/1");
        let built = brands.job(&scripts[..2], &publish);
        brands.job(&scripts[2..], &publish).unwrap();
        let steps = steps.as_array().unwrap();
        let always = steps[4..].iter().all(|step| {
            let condition = step["if"].as_str().unwrap_or_default();
            condition.contains("!cancelled()")
        });
        let saves = steps.last().unwrap()["uses"].as_str().unwrap();
        assert!(saves.starts_with("actions/cache/save@"), "{saves}");
        (built.is_ok() || always, built.is_err())
    });
    // A cache is kept where a job succeeds, but for what `when` says.
    let gitlab = Brands::new("gitlab", ".gitlab-ci.yml", &["-e", "-o", "pipefail"]);
    gitlab.check(|brands, publish| {
        let line = |list: &Value| list[0].as_str().unwrap().to_owned();
        let before = line(&brands.recipe["default"]["before_script"]);
        let job = &brands.recipe["brands"];
        let publish = format!("{publish}\nexport CI_NODE_INDEX=1 CI_NODE_TOTAL=1");
        let built = brands.job(&[format!("{before}\n{}", line(&job["script"]))], &publish);
        let keeps = built.is_ok() || job["cache"]["when"] == "always";
        (keeps, built.is_err())
    });
    // A cache is kept where a job succeeds.
    let azure = Brands::new("azure", "azure-pipelines.yml", &[]);
    azure.check(|brands, publish| {
        let jobs = brands.recipe["jobs"].as_array().unwrap();
        let steps = |job: usize| owned(scripts(&jobs[job]["steps"], "bash"));
        let _ = fs::remove_dir_all(brands.at("result"));
        let publish = format!(
            "{publish}\nexport SYSTEM_JOBPOSITIONINPHASE=1 SYSTEM_TOTALJOBSINPHASE=1 PIPELINE_WORKSPACE=\"$PWD/all\""
        );
        let mut built = Ok(());
        for script in steps(0) {
            // `Publish` runs whatever failed before.
            if built.is_ok() || script.contains("$PUBLISH") {
                built = built.and(brands.job(&[script], &publish));
            }
        }
        if jobs.len() == 1 {
            return (built.is_ok(), built.is_err());
        }
        let _ = fs::remove_dir_all(brands.at("all"));
        copied(&brands.at("result"), &brands.at("all/result-1"));
        (built.is_ok(), brands.job(&steps(1), &publish).is_err())
    });
}

/// Whoever starts a run by hand may choose any branch.
#[test]
fn only_what_is_merged_is_published() {
    let main = "'refs/heads/main'";
    let recipe = |brands_too: bool, service: &str, file: &str| match brands_too {
        true => brands(service).recipe(file),
        false => Repository::new("portal", service).recipe(file),
    };
    let says = |condition: &Value, expected: &str| {
        let condition = condition.as_str().unwrap_or_default();
        assert!(condition.contains(expected), "{condition:?}");
    };
    let github = |of| recipe(of, "github", ".github/workflows/portal.yml");
    says(
        &github(false)["jobs"]["publish"]["if"],
        &format!("github.ref == {main}"),
    );
    says(
        &github(false)["jobs"]["check"]["if"],
        &format!("github.ref != {main}"),
    );
    let steps = &github(true)["jobs"]["brands"]["steps"];
    let steps = steps.as_array().unwrap().iter();
    let publishing = steps.filter(|step| {
        let run = step["run"].as_str().unwrap_or_default();
        let uses = step["uses"].as_str().unwrap_or_default();
        run.contains("$PUBLISH") || uses.starts_with("actions/cache/save")
    });
    let publishing: Vec<&Value> = publishing.collect();
    assert_eq!(publishing.len(), 2);
    for step in publishing {
        says(&step["if"], &format!("github.ref == {main}"));
    }
    let azure = [
        recipe(false, "azure", "azure-pipelines.yml")["steps"].clone(),
        recipe(true, "azure", "azure-pipelines.yml")["jobs"][0]["steps"].clone(),
    ];
    for steps in azure {
        let steps = steps.as_array().unwrap().iter();
        let name = |step: &Value| step["displayName"].as_str().unwrap_or_default().to_owned();
        let publish = steps.clone().find(|step| name(step) == "Publish").unwrap();
        says(
            &publish["condition"],
            &format!("eq(variables['Build.SourceBranch'], {main})"),
        );
    }
    for of in [false, true] {
        let rules = recipe(of, "gitlab", ".gitlab-ci.yml")["workflow"]["rules"].clone();
        let rules: Vec<&str> = rules
            .as_array()
            .unwrap()
            .iter()
            .map(|rule| rule["if"].as_str().unwrap())
            .collect();
        assert_eq!(
            rules,
            [
                "$CI_PIPELINE_SOURCE == \"merge_request_event\"",
                "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
            ]
        );
    }
}

/// An incident that was told since the last run, as the web has it, stays online: the site of the last run does not
/// know of it.
#[cfg(target_os = "linux")]
#[test]
fn an_incident_that_is_online_stays_there() {
    use std::os::unix::fs::PermissionsExt as _;

    const TOLD: &str = "supportalIncident({\"text\":\"Mail is down\"});\n";
    let check = |machine: &Machine, folder: &str, keep: &str| {
        let programs = machine.repository.path().join(".home/.local/bin");
        let curl = programs.join("curl");
        let answers = |text: &str| {
            let script = format!(
                "#!/bin/bash\nprintf '%s\\n' \"$@\" > \"$HOME/asked\"\nwhile [ \"$1\" != -o ]; do shift; done\n{text}\n"
            );
            fs::write(&curl, script).unwrap();
            fs::set_permissions(&curl, fs::Permissions::from_mode(0o755)).unwrap();
            machine.run(keep).unwrap();
            machine.file(&format!("{folder}/incident.js"))
        };
        let told = answers(&format!("printf '%s' '{TOLD}' > \"$2\""));
        assert_eq!(told, TOLD);
        let asked = machine.file(".home/asked");
        assert!(
            asked.contains("https://support.camphor.example/incident.js?"),
            "{asked}"
        );
        // Nobody answers, or something else does.
        assert_eq!(answers("exit 22"), TOLD);
        assert_eq!(answers("echo '<!doctype html>' > \"$2\""), TOLD);
    };
    let machine = Machine::new("portal", "github");
    let recipe = machine.repository.recipe(".github/workflows/portal.yml");
    let steps = scripts(&recipe["jobs"]["publish"]["steps"], "run");
    machine.run(steps[0]).unwrap();
    machine.run(steps[1]).unwrap();
    check(&machine, "dist", steps[2]);
    let machine = Machine::new("portal", "azure");
    let recipe = machine.repository.recipe("azure-pipelines.yml");
    let steps = scripts(&recipe["steps"], "bash");
    machine.run(steps[0]).unwrap();
    check(&machine, "dist", steps.last().unwrap());
    let machine = Machine::new("portal", "gitlab");
    let recipe = machine.repository.recipe(".gitlab-ci.yml");
    let before = recipe["default"]["before_script"][0].as_str().unwrap();
    machine.run(before).unwrap();
    let publish = recipe["pages"]["script"].as_array().unwrap().iter();
    let publish: Vec<&str> = publish.map(|line| line.as_str().unwrap()).collect();
    let path = "export PATH=\"$HOME/.local/bin:$PATH\"";
    check(
        &machine,
        "public",
        &format!("{path}\n{}", publish.join("\n")),
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_is_not_the_one_that_was_meant_is_not_run() {
    let machine = Machine::new("portal", "azure");
    let recipe = machine.repository.recipe("azure-pipelines.yml");
    let get = scripts(&recipe["steps"], "bash")[0];
    for wrong in [
        "SUPPORTAL_SHA256=00000000",
        "SUPPORTAL_URL=",
        "SUPPORTAL_URL=file:///no/such",
    ] {
        assert!(machine.run(&format!("{wrong}\n{get}")).is_err(), "{wrong}");
        assert!(
            !machine.repository.path().join(".home/path").exists(),
            "{wrong}"
        );
    }
}
