//! Columns that we need and the user did not ask for: put into the query, read from its rows, and taken out again.

use crate::record::{Kind, Value};
use crate::soql::{self, Draft, ast};

/// A field of every row, by its path.
#[derive(Clone, Debug)]
pub struct Column {
    path: Vec<String>,
    /// How many steps of the path lead to what has to be taken out; none where the user asked for the field.
    cut: Option<usize>,
}

impl Column {
    /// Makes sure that a query which was parsed from this draft selects these fields (as typed, and as they come back).
    pub fn add(draft: &mut Draft, tree: &ast::Query, fields: &[(String, Vec<String>)]) -> Vec<Self> {
        let selected = soql::selected(tree);
        let open = soql::columns(tree).contains(&soql::Column::Open);
        let columns: Vec<_> = fields.iter().map(|(_, path)| Self::new(path, &selected, open)).collect();
        let new = fields.iter().zip(&columns).filter(|(_, column)| column.cut.is_some());
        let text: String = new.flat_map(|((typed, _), _)| [", ", typed]).collect();
        if let Some(end) = soql::list_end(draft.text(), tree).filter(|_| !text.is_empty()) {
            draft.edit(vec![(end..end, text)]);
        }
        columns
    }

    /// A field that the rows have anyway.
    pub fn kept(path: &[String]) -> Self {
        Self { path: path.to_vec(), cut: None }
    }

    /// `FIELDS()` holds it, or nothing can: the org takes no field twice.
    fn new(path: &[String], selected: &[Vec<String>], open: bool) -> Self {
        let shared = |other: &Vec<String>| {
            let same = other.iter().zip(path).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
            (same, same == path.len() && same == other.len())
        };
        let shared: Vec<_> = selected.iter().map(shared).collect();
        let there = open && path.len() == 1 || shared.iter().any(|(_, all)| *all);
        let deepest = shared.iter().map(|(same, _)| *same).max().unwrap_or_default();
        Self { path: path.to_vec(), cut: (!there).then_some(deepest + 1) }
    }

    /// Whether the user asked for it.
    pub fn is_wanted(&self) -> bool {
        self.cut.is_none()
    }

    /// The value of the field in a row.
    pub fn of<'r>(&self, row: Value<'r>) -> Option<Value<'r>> {
        self.path.iter().try_fold(row, |value, name| {
            value.members().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        })
    }
}

/// A row without the columns that the user did not ask for.
pub fn without(columns: &[&Column], row: Value) -> String {
    let cuts: Vec<&[String]> = columns.iter().filter_map(|column| column.path.get(..column.cut?)).collect();
    if cuts.is_empty() { row.text().to_owned() } else { copy(row, &cuts) }
}

fn copy(row: Value, cuts: &[&[String]]) -> String {
    let mut text = String::with_capacity(row.text().len());
    text.push('{');
    for (key, value) in row.members() {
        let here = |cut: &&&[String]| cut.first().is_some_and(|name| name.eq_ignore_ascii_case(key));
        let deeper: Vec<&[String]> = cuts.iter().filter(here).map(|cut| &cut[1..]).collect();
        if deeper.iter().any(|cut| cut.is_empty()) {
            continue;
        }
        if text.len() > 1 {
            text.push(',');
        }
        let value = if deeper.is_empty() || value.kind() != Kind::Object {
            value.text().to_owned()
        } else {
            copy(value, &deeper)
        };
        text.extend(["\"", key, "\":", &value]);
    }
    text.push('}');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(query: &str, fields: &[&str]) -> (String, Vec<Column>) {
        let mut draft = Draft::new(query.to_owned());
        let tree = soql::parse(query).expect("is SOQL");
        let path = |field: &&str| ((*field).to_owned(), field.split('.').map(str::to_owned).collect());
        let columns = Column::add(&mut draft, &tree, &fields.iter().map(path).collect::<Vec<_>>());
        (draft.text().to_owned(), columns)
    }

    #[test]
    fn what_is_missing_is_added_and_taken_out_again() {
        let (text, columns) =
            added("SELECT Name, Owner.Name FROM Account", &["id", "Owner.Email", "Parent.Name", "name"]);
        assert_eq!(text, "SELECT Name, Owner.Name, id, Owner.Email, Parent.Name FROM Account");
        let row = r#"{"Name":"A","Owner":{"Name":"B","Email":"C"},"Id":"1","Parent":{"Name":null}}"#;
        let row = Value::parse(row).expect("parses");
        let read = |column: &Column| column.of(row).map(|value| value.string().into_owned());
        assert_eq!(
            columns.iter().map(read).collect::<Vec<_>>(),
            ["1", "C", "null", "A"].map(|text| Some(text.to_owned()))
        );
        assert_eq!(without(&columns.iter().collect::<Vec<_>>(), row), r#"{"Name":"A","Owner":{"Name":"B"}}"#);
        let row = Value::parse(r#"{"Name":"A","Owner":null,"Id":"1","Parent":null}"#).expect("parses");
        assert_eq!(without(&columns.iter().collect::<Vec<_>>(), row), r#"{"Name":"A","Owner":null}"#);
    }

    #[test]
    fn what_was_asked_for_stays_as_it_is() {
        let (text, columns) = added("SELECT FIELDS(ALL), Owner.Id FROM Account LIMIT 1", &["Id", "owner.id"]);
        assert_eq!(text, "SELECT FIELDS(ALL), Owner.Id FROM Account LIMIT 1");
        let row = Value::parse(r#"{"Id": "1", "Owner": {"Id": 2}}"#).expect("parses");
        assert_eq!(without(&columns.iter().collect::<Vec<_>>(), row), row.text());
    }
}
