//! The SELECT list and what it looks like in a record.

use super::*;

#[test]
fn attributes_come_first_and_names_in_their_own_spelling() {
    assert_eq!(
        text("select name, id from account limit 1"),
        r#"{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account","url":"/services/data/v67.0/sobjects/Account/001000000000001AAA"},"Name":"Meridian Holdings","Id":"001000000000001AAA"}]}"#
    );
}

#[test]
fn paths_through_one_parent_are_one_object_where_the_first_of_them_stands() {
    let record = &json("SELECT Owner.Name, Name, Owner.Profile.Name, Parent.Name FROM Account LIMIT 1")["records"][0];
    let keys: Vec<_> = record.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["attributes", "Owner", "Name", "Parent"]);
    assert_eq!(record["Owner"]["attributes"]["type"], "User");
    assert_eq!(record["Owner"]["Profile"]["attributes"]["type"], "Profile");
    assert_eq!(record["Parent"], Value::Null);
}
