//! Queries told from mutations. Whatever does not read as GraphQL that only asks counts as writing.

use graphql_parser::query::{Definition, OperationDefinition, parse_query};
use serde::Deserialize;

/// A member that is there twice is refused: nobody knows which one the org would take.
#[derive(Deserialize)]
struct Body {
    query: String,
}

/// Whether every operation of a request's body, whichever it asks to be run, is a query.
pub fn reads(body: &[u8]) -> bool {
    let Ok(Body { query }) = serde_json::from_slice(body) else { return false };
    let Ok(document) = parse_query::<&str>(&query) else { return false };
    let asks = |definition: &Definition<&str>| match definition {
        Definition::Operation(operation) => {
            matches!(operation, OperationDefinition::Query(_) | OperationDefinition::SelectionSet(_))
        }
        Definition::Fragment(_) => true,
    };
    document.definitions.iter().all(asks)
}

#[cfg(test)]
mod tests {
    use super::reads;
    use proptest::prelude::{any, proptest};
    use serde_json::json;

    #[test]
    fn queries_only_ask() {
        for query in ["{uiapi{a}}", "query A($x:Int){uiapi{...F}} fragment F on Q{a}", "query A{a} query B{b}"] {
            assert!(reads(json!({"query": query, "variables": {}}).to_string().as_bytes()), "{query}");
        }
    }

    #[test]
    fn everything_else_does_more() {
        for query in ["mutation{uiapi{a}}", "query A{a} mutation B{b}", "subscription{a}", "#{a}\nmutation{a}", "{", ""]
        {
            let body = json!({"query": query, "operationName": "A"}).to_string();
            assert!(!reads(body.as_bytes()), "{query}");
        }
        for body in ["", "{a}", "[]", r#"{"query":"{a}","query":"mutation{a}"}"#, r#"{"QUERY":"{a}"}"#] {
            assert!(!reads(body.as_bytes()), "{body}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange_to_be_judged(text: String, number in any::<u128>(), deep in 0..200_usize) {
            for query in [text, format!("{{a(n:{number})}}"), "{a".repeat(deep)] {
                reads(json!({"query": query}).to_string().as_bytes());
            }
        }
    }
}
