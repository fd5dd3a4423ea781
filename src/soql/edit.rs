//! A query on its way from what was typed to what is sent: each step replaces pieces of it, and every place leads back
//! to where it comes from in the text as typed.

use super::{ast::Span, underline};

#[derive(Clone, Debug)]
pub struct Draft {
    typed: String,
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
struct Step {
    text: String,
    /// What was replaced: where in the text before, and where now.
    replaced: Vec<(Span, Span)>,
}

impl Draft {
    pub fn new(typed: String) -> Self {
        Self { typed, steps: Vec::new() }
    }

    /// The query as it stands.
    pub fn text(&self) -> &str {
        self.steps.last().map_or(&self.typed, |step| &step.text)
    }

    /// Replaces these pieces, which stand in order and do not touch each other.
    pub fn edit(&mut self, edits: Vec<(Span, String)>) {
        if !edits.is_empty() {
            let step = Step::new(self.text(), edits);
            self.steps.push(step);
        }
    }

    /// The byte in the query as typed that `offset` in [`Draft::text`] comes from.
    pub fn typed(&self, offset: usize) -> usize {
        self.steps.iter().rev().fold(offset, |offset, step| step.before(offset))
    }

    /// The line as typed that `offset` in [`Draft::text`] comes from, with a caret under it.
    pub fn underline(&self, offset: usize) -> String {
        underline(&self.typed, self.typed(offset))
    }
}

impl Step {
    fn new(before: &str, edits: Vec<(Span, String)>) -> Self {
        let mut step = Self { text: String::with_capacity(before.len()), replaced: Vec::with_capacity(edits.len()) };
        let mut copied = 0;
        for (span, new) in edits {
            step.text.push_str(&before[copied..span.start]);
            let start = step.text.len();
            step.text.push_str(&new);
            copied = span.end;
            step.replaced.push((span, start..step.text.len()));
        }
        step.text.push_str(&before[copied..]);
        step
    }

    fn before(&self, offset: usize) -> usize {
        let done = self.replaced.partition_point(|(_, now)| now.start <= offset);
        match done.checked_sub(1).map(|index| &self.replaced[index]) {
            Some((before, now)) if offset < now.end => before.start,
            Some((before, now)) => before.end + offset - now.end,
            None => offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(draft: &mut Draft, pieces: &[(&str, &str)]) {
        let text = draft.text().to_owned();
        let edits = pieces.iter().map(|(old, new)| {
            let start = text.find(old).expect("is there");
            (start..start + old.len(), (*new).to_owned())
        });
        draft.edit(edits.collect());
    }

    #[test]
    fn places_lead_back_over_all_steps() {
        let typed = "SELECT * FROM A WHERE b = :x AND zz";
        let mut draft = Draft::new(typed.to_owned());
        edited(&mut draft, &[(":x", "'much longer'")]);
        edited(&mut draft, &[("*", "Id, Name"), ("zz", "d")]);
        assert_eq!(draft.text(), "SELECT Id, Name FROM A WHERE b = 'much longer' AND d");
        for (now, before) in [("Name", "*"), ("FROM", "FROM"), ("longer", ":x"), ("AND", "AND"), ("d", "zz")] {
            assert_eq!(draft.text().rfind(now).map(|at| draft.typed(at)), typed.rfind(before), "{now}");
        }
        assert_eq!(draft.typed(draft.text().len()), typed.len());
    }

    #[test]
    fn nothing_replaced_is_nothing_changed() {
        let mut draft = Draft::new("SELECT Id FROM A".to_owned());
        draft.edit(Vec::new());
        assert_eq!((draft.text(), draft.typed(7)), ("SELECT Id FROM A", 7));
    }
}
