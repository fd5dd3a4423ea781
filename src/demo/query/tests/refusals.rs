//! What the org refuses, in its words, and the token it points at.

use super::*;

const NAMES: &str = "Please reference your WSDL or the describe call for the appropriate names.";
const RELATIONSHIP: &str = "If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.";

/// Asserts code and words; where `token` is given, the message has the query and a caret under it.
fn refused(query: &str, code: &str, token: Option<&str>, reason: &str) {
    let (given, message) = refusal(query);
    assert_eq!(given, code, "{query}: {message}");
    let Some(token) = token else { return assert_eq!(message, reason, "{query}") };
    let column = query.find(token).expect("is in the query") + 1;
    assert!(message.ends_with(&format!("^\nERROR at Row:1:Column:{column}\n{reason}")), "{query}: {message}");
}

#[test]
fn the_message_shows_the_query_and_the_place() {
    let column =
        "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.";
    assert_eq!(
        refusal("SELECT Foo FROM Account"),
        (
            "INVALID_FIELD",
            format!(
                "\nSELECT Foo FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column 'Foo' on entity 'Account'. {column} {NAMES}"
            )
        )
    );
    let reason = format!("No such column 'Foo' on entity 'User'. {column} {NAMES}");
    refused("SELECT Id FROM Account WHERE Owner.Foo = 'x'", "INVALID_FIELD", Some("Owner"), &reason);
    let reason = format!("No such column 'Amount' on entity 'Name'. {column} {NAMES}");
    refused("SELECT What.Amount FROM Task", "INVALID_FIELD", Some("What"), &reason);
}

#[test]
fn unknown_objects_and_relationships() {
    let object = "If you are attempting to use a custom object, be sure to append the '__c' after the entity name.";
    let reason = format!("sObject type 'Accout' is not supported. {object} {NAMES}");
    refused("SELECT Id FROM Accout", "INVALID_TYPE", Some("Accout"), &reason);
    let reason = format!("Didn't understand relationship 'Foos' in FROM part of query call. {RELATIONSHIP} {NAMES}");
    refused("SELECT (SELECT Id FROM Foos) FROM Account", "INVALID_TYPE", Some("Foos"), &reason);
    let reason = format!("Didn't understand relationship 'Foo' in field path. {RELATIONSHIP} {NAMES}");
    refused("SELECT Foo.Name FROM Account", "INVALID_FIELD", Some("Foo"), &reason);
    let reason = "entity type ActivityHistory does not support query";
    refused("SELECT Id FROM ActivityHistory", "INVALID_TYPE_FOR_OPERATION", None, reason);
}

#[test]
fn syntax() {
    refused("SELECT Id FROM Account GROUP Name", "MALFORMED_QUERY", Some("Name"), "unexpected token: 'Name'");
    refused("invalid", "MALFORMED_QUERY", None, "unexpected token: 'invalid'");
    refused("", "MALFORMED_QUERY", None, "unexpected token: <EOF>");
    refused("SELECT FOO(Name) FROM Account", "MALFORMED_QUERY", Some("FOO"), "unexpected token: 'FOO'");
    refused(
        "SELECT Id FROM Account WHERE COUNT(Id) > 1",
        "MALFORMED_QUERY",
        Some("COUNT"),
        "unexpected token: 'COUNT'",
    );
}

#[test]
fn aliases_and_duplicates() {
    let reason = "only aggregate expressions use field aliasing";
    refused("SELECT Name n FROM Account", "MALFORMED_QUERY", Some("Name"), reason);
    refused("SELECT DISTINCT Name FROM Account", "MALFORMED_QUERY", Some("DISTINCT"), reason);
    refused("SELECT Id, id FROM Account", "INVALID_FIELD", None, "duplicate field selected: Id");
    refused("SELECT Name, FIELDS(STANDARD) FROM Account", "INVALID_FIELD", None, "duplicate field selected: Name");
    let query = "SELECT Type a, Industry a FROM Account GROUP BY Type, Industry";
    refused(query, "MALFORMED_QUERY", Some("Industry"), "duplicate alias: a");
}

#[test]
fn fields_that_cannot_stand_there() {
    let reason = |deed: &str| format!("field 'Description' can not be {deed} in a query call");
    let description = Some("Description");
    refused("SELECT Id FROM Account WHERE Description = 'x'", "INVALID_FIELD", description, &reason("filtered"));
    refused("SELECT Id FROM Account ORDER BY Description", "INVALID_FIELD", description, &reason("sorted"));
    refused("SELECT COUNT(Id) FROM Account GROUP BY Description", "INVALID_FIELD", description, &reason("grouped"));
    let reason = "field 'BillingAddress' can not be filtered in a query call";
    refused("SELECT Id FROM Account WHERE BillingAddress = 'x'", "INVALID_FIELD", Some("BillingAddress"), reason);
    let reason = "field Name does not support aggregate operator SUM";
    refused("SELECT SUM(Name) FROM Account", "INVALID_FIELD", Some("Name"), reason);
}

#[test]
fn values_of_the_wrong_type() {
    for (field, literal, kind, quotes) in [
        ("CreatedDate", "'2024-01-01'", "dateTime", "should not"),
        ("CreatedDate", "2024-01-01", "dateTime", "should not"),
        ("LastActivityDate", "'2024-01-01'", "date", "should not"),
        ("AnnualRevenue", "'5'", "double", "should not"),
        ("NumberOfEmployees", "true", "int", "should not"),
        ("IsDeleted", "'true'", "boolean", "should not"),
        ("Name", "5", "string", "should"),
        ("OwnerId", "5", "ID", "should"),
    ] {
        let reason = format!(
            "value of filter criterion for field '{field}' must be of type {kind} and {quotes} be enclosed in quotes"
        );
        refused(&format!("SELECT Id FROM Account WHERE {field} = {literal}"), "INVALID_FIELD", Some(field), &reason);
    }
    let filter = "INVALID_QUERY_FILTER_OPERATOR";
    refused("SELECT Name FROM Account WHERE Id = 'abc'", filter, Some("Id"), "invalid ID field: abc");
    refused("SELECT Name FROM Account WHERE Id IN ('null')", filter, Some("Id"), "invalid ID field: null");
    refused(
        "SELECT Id FROM Account WHERE OwnerId LIKE '005%'",
        filter,
        Some("OwnerId"),
        "invalid operator on id field",
    );
    refused(
        "SELECT Id FROM Account WHERE Name = :x",
        "MALFORMED_QUERY",
        Some(":x"),
        "Bind variables only allowed in Apex code",
    );
}

#[test]
fn groups_and_aggregates() {
    let reason = "Field must be grouped or aggregated: Name";
    refused("SELECT Name, COUNT(Id) FROM Account", "MALFORMED_QUERY", Some("Name"), reason);
    refused("SELECT COUNT(Id) FROM Account GROUP BY Type ORDER BY Name", "MALFORMED_QUERY", Some("Name"), reason);
    refused("SELECT COUNT() FROM Account ORDER BY Name", "MALFORMED_QUERY", Some("Name"), reason);
    let reason = "Grouped field should not be aggregated: Type";
    refused("SELECT COUNT(Type) FROM Account GROUP BY Type", "MALFORMED_QUERY", Some("Type"), reason);
    let (code, message) = refusal("SELECT COUNT(Id) FROM Account GROUP BY Type, Type");
    assert_eq!((code, message.lines().last()), ("MALFORMED_QUERY", Some("duplicate grouping expression: Type")));
    let reason = "Non-grouped query that uses overall aggregate functions cannot also use";
    refused("SELECT COUNT(Id) FROM Account LIMIT 1", "MALFORMED_QUERY", None, &format!("{reason} LIMIT"));
    refused("SELECT COUNT(Id) FROM Account OFFSET 1", "MALFORMED_QUERY", None, &format!("{reason} OFFSET"));
    let query = "SELECT Id, (SELECT COUNT(Id) FROM Contacts) FROM Account";
    refused(query, "MALFORMED_QUERY", Some("SELECT COUNT"), "only root queries support aggregate expressions");
}

#[test]
fn bounds() {
    let reason = "The SOQL FIELDS function must have a LIMIT of at most 200";
    for query in ["SELECT FIELDS(ALL) FROM Account", "SELECT FIELDS(CUSTOM) FROM Invoice__c LIMIT 201"] {
        refused(query, "MALFORMED_QUERY", None, reason);
    }
    let reason = "Maximum SOQL offset allowed is 2000";
    refused("SELECT Id FROM Account OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE", None, reason);
    let long = format!("SELECT Id FROM Account WHERE Name = '{}'", "x".repeat(100_000));
    refused(&long, "MALFORMED_QUERY", None, "SOQL statements cannot be longer than 100,000 characters.");
}

#[test]
fn subselects() {
    let outer = "SELECT Id FROM Account WHERE";
    for (condition, reason) in [
        (
            "Name = 'x' OR Id IN (SELECT AccountId FROM Contact)",
            "Semi join sub-selects are not allowed with the 'OR' operator",
        ),
        (
            "NOT Id IN (SELECT AccountId FROM Contact)",
            "Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions",
        ),
        (
            "Id IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT ContactId FROM Case))",
            "Nesting of semi join sub-selects is not supported",
        ),
        ("Id IN (SELECT ParentId FROM Account)", "The inner and outer selects should not be on the same object type"),
        ("Id IN (SELECT AccountId FROM Task)", "Entity 'Task' is not supported for semi join inner selects"),
        (
            "Id IN (SELECT LastName FROM Contact)",
            "Semi join sub-selects can only query id fields, cannot use: 'LastName'",
        ),
        (
            "Name IN (SELECT AccountId FROM Contact)",
            "The left operand field in the where expression for outer query should be an id field, cannot use: 'Name'",
        ),
        ("Id IN (SELECT AccountId FROM Contact LIMIT 1)", "Semi join sub-selects do not support LIMIT"),
        (
            "OwnerId IN (SELECT AccountId FROM Contact)",
            "The selected field 'AccountId' in the subquery and the left operand field in the where expression in the outer query 'OwnerId' should point to the same object type",
        ),
    ] {
        let (code, message) = refusal(&format!("{outer} {condition}"));
        assert_eq!((code, message.lines().last()), ("MALFORMED_QUERY", Some(reason)));
    }
    let three = ["Contact", "Case", "Opportunity"]
        .map(|object| format!("Id IN (SELECT AccountId FROM {object})"))
        .join(" AND ");
    refused(&format!("{outer} {three}"), "MALFORMED_QUERY", None, "Maximum 2 semi join sub-selects are allowed");
}

#[test]
fn clauses_of_apex_and_filters_that_are_missing() {
    let reason = "SECURITY_ENFORCED not allowed in this context";
    refused("SELECT Id FROM Account WITH SECURITY_ENFORCED", "MALFORMED_QUERY", None, reason);
    let reason = "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or \
                  LinkedEntityId using the equals operator or multiple Id's using the IN operator.";
    refused("SELECT Id FROM ContentDocumentLink", "MALFORMED_QUERY", None, reason);
    refused("SELECT COUNT() FROM ContentDocumentLink", "MALFORMED_QUERY", None, reason);
    let filtered = "SELECT Id FROM ContentDocumentLink WHERE LinkedEntityId = '001000000000001'";
    assert_eq!(values(filtered).len(), 0);
}

#[test]
fn a_query_of_too_many_parents_is_too_complicated() {
    let people = ["CreatedBy", "LastModifiedBy", "Owner"];
    let managers = ["CreatedBy", "LastModifiedBy", "Manager"];
    let paths = ["Account.", ""].into_iter().flat_map(|start| people.map(|person| format!("{start}{person}")));
    let paths = paths.flat_map(|path| managers.map(|one| format!("{path}.{one}")));
    let paths: Vec<_> = paths.flat_map(|path| managers.map(|two| format!("{path}.{two}.Name"))).collect();
    let reason = "Query is either selecting too many fields or the filter conditions are too complicated.";
    refused(&format!("SELECT {} FROM Contact", paths.join(", ")), "QUERY_TOO_COMPLICATED", None, reason);
}
