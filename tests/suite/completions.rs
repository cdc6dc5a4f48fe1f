//! What shells are given to complete commands, and what one of them completes with it.

use std::process::Command;

use crate::search::has;

fn script(shell: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .env_clear()
        .args(["completions", shell])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.is_empty(),
        "{shell}: {said}"
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn each_shell_is_told_of_every_command() {
    let program = supportal::cli::command();
    let commands: Vec<&str> = program
        .get_subcommands()
        .map(|one| one.get_name())
        .collect();
    assert!(commands.contains(&"completions"));
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = script(shell);
        let is_missing = |command: &&&str| !script.contains(**command);
        assert_eq!(commands.iter().find(is_missing), None, "{shell}");
    }
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_options_and_values() {
    if !has("bash") {
        return;
    }
    let script = script("bash");
    let completed = |words: &[&str]| {
        let [.., before, last] = words else {
            panic!("{words:?}");
        };
        let asked = format!(
            "{script}\nCOMP_WORDS=({}); COMP_CWORD={}\n_supportal supportal '{last}' '{before}'\n\
             printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            words.join(" "),
            words.len() - 1,
        );
        let output = Command::new("bash").args(["-c", &asked]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{said}");
        let lines = String::from_utf8(output.stdout).unwrap();
        lines.lines().map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(completed(&["supportal", "bu"]), ["build"]);
    assert_eq!(completed(&["supportal", "build", "--dr"]), ["--drafts"]);
    assert_eq!(completed(&["supportal", "translate", "im"]), ["import"]);
    let values = completed(&["supportal", "check", "--format", "s"]);
    assert_eq!(values, ["sarif"]);
}
