//! What to do about the org's reasons not to take a component: one table (`spec/oauth.md` 10.5).

use std::sync::LazyLock;

static ROWS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("cures.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('|')).collect()
});

/// What helps against a reason, in the org's words; the first that fits.
pub fn cure(problem: &str) -> Option<&'static str> {
    let problem = problem.to_lowercase();
    ROWS.iter().find(|(part, _)| problem.contains(part)).map(|(_, cure)| *cure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_have_cures() {
        for (problem, part) in [
            (
                "ExtlClntAppOauthSettingsId duplicates value on record with id: 0xM",
                "Setup > External Client App Manager",
            ),
            ("DUPLICATE_VALUE: DeveloperName duplicates value on record with id: 0H4", "another NAME"),
            (
                "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions",
                "Metadata API",
            ),
            ("We couldn't find permission sets called 0PS000000000001", "sfo app grant"),
            ("Enter a valid execution user to enable the client credentials flow.", "--run-as"),
            (
                "You can't create a connected app. To enable connected app creation, contact Salesforce Customer Support.",
                "Spring '26",
            ),
        ] {
            assert!(cure(problem).is_some_and(|cure| cure.contains(part)), "{problem}");
        }
        assert_eq!(cure("Something new"), None);
        for (part, cure) in ROWS.iter() {
            assert_eq!(part.to_lowercase(), *part);
            assert!(!cure.is_empty(), "{part}");
        }
    }
}
