//! How a deploy is to go about it.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Options {
    pub allow_missing_files: bool,
    pub auto_update_package: bool,
    /// To say what would come of it, and change nothing.
    pub check_only: bool,
    pub ignore_warnings: bool,
    pub perform_retrieve: bool,
    pub purge_on_delete: bool,
    pub rollback_on_error: bool,
    pub run_tests: Option<Vec<String>>,
    pub single_package: bool,
    pub test_level: TestLevel,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum TestLevel {
    #[default]
    NoTestRun,
    RunSpecifiedTests,
    RunRelevantTests,
    RunLocalTests,
    RunAllTestsInOrg,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            allow_missing_files: false,
            auto_update_package: false,
            check_only: false,
            ignore_warnings: false,
            perform_retrieve: false,
            purge_on_delete: false,
            rollback_on_error: true,
            run_tests: None,
            single_package: false,
            test_level: TestLevel::NoTestRun,
        }
    }
}
