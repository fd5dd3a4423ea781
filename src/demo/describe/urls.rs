//! The addresses that a describe gives for an object: those of the API from the root, those of pages absolute.

use super::Site;
use crate::demo::schema::Object;
use serde_json::Value;

/// `pages` adds what only the describe of one object has.
pub fn of(object: &Object, site: &Site, pages: bool) -> Value {
    let Site { origin, root, .. } = site;
    let base = format!("{root}/sobjects/{}", object.name);
    let layouts = object.layoutable();
    let pages = pages && layouts;
    let (user, case) = (object.name == "User", object.name == "Case");
    [
        ("compactLayouts", layouts, format!("{base}/describe/compactLayouts")),
        ("rowTemplate", true, format!("{base}/{{ID}}")),
        ("approvalLayouts", layouts, format!("{base}/describe/approvalLayouts")),
        ("uiDetailTemplate", pages, format!("{origin}/{{ID}}")),
        ("uiEditTemplate", pages, format!("{origin}/{{ID}}/e")),
        ("defaultValues", pages, format!("{base}/defaultValues?recordTypeId&fields")),
        ("caseArticleSuggestions", case, format!("{base}/suggestedArticles")),
        ("caseRowArticleSuggestions", case, format!("{base}/{{ID}}/suggestedArticles")),
        ("listviews", layouts, format!("{base}/listviews")),
        ("describe", true, format!("{base}/describe")),
        ("uiNewRecord", pages, format!("{origin}/{}/e", object.key_prefix)),
        ("namedLayouts", user, format!("{base}/describe/namedLayouts/{{LayoutName}}")),
        ("passwordUtilities", user, format!("{base}/{{ID}}/password")),
        ("quickActions", layouts, format!("{base}/quickActions")),
        ("layouts", layouts, format!("{base}/describe/layouts")),
        ("sobject", true, base.clone()),
    ]
    .into_iter()
    .filter(|(_, given, _)| *given)
    .map(|(name, _, address)| (name, address))
    .collect()
}
