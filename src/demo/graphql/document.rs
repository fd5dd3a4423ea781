//! A document as a plain tree: fragments in their places, values instead of variables, the one operation that is meant.

use super::Wrong;
use graphql_parser::{
    Pos,
    query::{
        Definition, Directive, Document, Field, FragmentDefinition, OperationDefinition, Query, Selection,
        SelectionSet, Type, Value as Given, VariableDefinition, parse_query,
    },
};
use serde_json::{Map, Value};

/// A field that is asked for.
#[derive(Clone, Debug)]
pub struct Pick {
    /// What it is called in the answer.
    pub key: String,
    pub name: String,
    pub arguments: Map<String, Value>,
    pub picks: Vec<Pick>,
    pub at: Pos,
}

impl Pick {
    /// The picks of this name.
    pub fn named<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Pick> {
        self.picks.iter().filter(move |pick| pick.name == name)
    }
}

/// Fields and fragments within each other.
const DEEPEST: usize = 30;

type Parsed<'d> = Document<'d, String>;

struct Reader<'d> {
    document: &'d Parsed<'d>,
    variables: Map<String, Value>,
}

/// What the operation asks for.
pub fn picks(text: &str, name: Option<&str>, given: &Map<String, Value>) -> Result<Vec<Pick>, Wrong> {
    let document = parse_query::<String>(text);
    let document = document.map_err(|error| {
        let said = error.to_string();
        let said: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        Wrong::new("InvalidSyntax", format!("Invalid Syntax : {}", said.join(" ")))
    })?;
    let (set, declared) = operation(&document, name)?;
    let reader = Reader { document: &document, variables: variables(declared, given)? };
    reader.set(set, 0)
}

type Operation<'d> = (&'d SelectionSet<'d, String>, &'d [VariableDefinition<'d, String>]);

fn operation<'d>(document: &'d Parsed<'d>, name: Option<&str>) -> Result<Operation<'d>, Wrong> {
    let operations = document.definitions.iter().filter_map(|definition| match definition {
        Definition::Operation(operation) => Some(operation),
        Definition::Fragment(_) => None,
    });
    let meant: Vec<_> = operations.filter(|operation| name.is_none() || called(operation) == name).collect();
    match (meant.as_slice(), name) {
        ([OperationDefinition::SelectionSet(set)], _) => Ok((set, &[])),
        ([OperationDefinition::Query(query)], _) => Ok((&query.selection_set, &query.variable_definitions)),
        ([_], _) => Err(Wrong::new("OperationNotSupported", "The demo org answers queries only")),
        ([], Some(name)) => Err(Wrong::new("ValidationError", format!("Unknown operation named '{name}'."))),
        ([], None) => Err(Wrong::new("ValidationError", "The document has no operation")),
        _ => Err(Wrong::new("ValidationError", "Must provide operation name if query contains multiple operations.")),
    }
}

fn called<'d>(operation: &'d OperationDefinition<'d, String>) -> Option<&'d str> {
    match operation {
        OperationDefinition::Query(Query { name, .. }) => name.as_deref(),
        OperationDefinition::Mutation(mutation) => mutation.name.as_deref(),
        OperationDefinition::Subscription(subscription) => subscription.name.as_deref(),
        OperationDefinition::SelectionSet(_) => None,
    }
}

/// The values of all variables that are declared.
fn variables(declared: &[VariableDefinition<String>], given: &Map<String, Value>) -> Result<Map<String, Value>, Wrong> {
    let none = Map::new();
    let value = |variable: &VariableDefinition<String>| {
        let default = variable.default_value.as_ref().map(|value| plain(value, &none)).transpose()?;
        let value = given.get(&variable.name).cloned().or(default).unwrap_or_default();
        if value.is_null() && matches!(variable.var_type, Type::NonNullType(_)) {
            let message =
                format!("Variable '{}' has coerced Null value for NonNull type '{}'", variable.name, variable.var_type);
            return Err(Wrong::invalid(message, variable.position));
        }
        Ok((variable.name.clone(), value))
    };
    declared.iter().map(value).collect()
}

impl<'d> Reader<'d> {
    fn set(&self, set: &SelectionSet<'d, String>, depth: usize) -> Result<Vec<Pick>, Wrong> {
        if depth == DEEPEST {
            return Err(Wrong::invalid("The query is nested too deeply", set.span.0));
        }
        let mut picks: Vec<Pick> = Vec::new();
        for item in &set.items {
            for pick in self.selection(item, depth)? {
                // Asked for twice, it is answered once, with all that was asked of it.
                match picks.iter_mut().find(|known| known.key == pick.key && known.name == pick.name) {
                    Some(known) => known.picks.extend(pick.picks),
                    None => picks.push(pick),
                }
            }
        }
        Ok(picks)
    }

    fn selection(&self, item: &Selection<'d, String>, depth: usize) -> Result<Vec<Pick>, Wrong> {
        let directives = match item {
            Selection::Field(field) => &field.directives,
            Selection::InlineFragment(fragment) => &fragment.directives,
            Selection::FragmentSpread(spread) => &spread.directives,
        };
        if !self.wanted(directives)? {
            return Ok(Vec::new());
        }
        match item {
            Selection::Field(field) => Ok(vec![self.field(field, depth)?]),
            Selection::InlineFragment(fragment) => self.set(&fragment.selection_set, depth + 1),
            Selection::FragmentSpread(spread) => {
                let known = self.fragment(&spread.fragment_name);
                let message = || {
                    format!("Validation error of type UndefinedFragment: Undefined fragment '{}'", spread.fragment_name)
                };
                let fragment = known.ok_or_else(|| Wrong::invalid(message(), spread.position))?;
                self.set(&fragment.selection_set, depth + 1)
            }
        }
    }

    fn fragment(&self, name: &str) -> Option<&'d FragmentDefinition<'d, String>> {
        self.document.definitions.iter().find_map(|definition| match definition {
            Definition::Fragment(fragment) if fragment.name == name => Some(fragment),
            _ => None,
        })
    }

    fn field(&self, field: &Field<'d, String>, depth: usize) -> Result<Pick, Wrong> {
        let argument = |(name, value): &(String, Given<String>)| Ok((name.clone(), plain(value, &self.variables)?));
        Ok(Pick {
            key: field.alias.clone().unwrap_or_else(|| field.name.clone()),
            name: field.name.clone(),
            arguments: field.arguments.iter().map(argument).collect::<Result<_, Wrong>>()?,
            picks: self.set(&field.selection_set, depth + 1)?,
            at: field.position,
        })
    }

    /// What `@include` and `@skip` say.
    fn wanted(&self, directives: &[Directive<'d, String>]) -> Result<bool, Wrong> {
        for directive in directives {
            let Some(wanted) = ["skip", "include"].iter().position(|name| *name == directive.name) else { continue };
            let condition = directive.arguments.iter().find(|(name, _)| name == "if");
            let condition = condition.map(|(_, value)| plain(value, &self.variables)).transpose()?;
            if condition != Some((wanted == 1).into()) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A value as JSON. A name stays a name.
fn plain(value: &Given<String>, variables: &Map<String, Value>) -> Result<Value, Wrong> {
    Ok(match value {
        Given::Variable(name) => variables.get(name).cloned().ok_or_else(|| {
            let message = format!("Validation error of type UndefinedVariable: Undefined variable '{name}'");
            Wrong::new("ValidationError", message)
        })?,
        Given::Int(number) => number.as_i64().into(),
        Given::Float(number) => (*number).into(),
        Given::String(text) | Given::Enum(text) => text.as_str().into(),
        Given::Boolean(value) => (*value).into(),
        Given::Null => Value::Null,
        Given::List(items) => items.iter().map(|item| plain(item, variables)).collect::<Result<_, _>>()?,
        Given::Object(members) => {
            let member = |(name, value): (&String, &Given<String>)| Ok((name.clone(), plain(value, variables)?));
            Value::Object(members.iter().map(member).collect::<Result<_, Wrong>>()?)
        }
    })
}
