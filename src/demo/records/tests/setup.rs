//! Users, permission sets and who has them, as an administrator's program makes them.

use super::*;

const USER: &str = r#""LastName":"Bot","Email":"ops@example.com","Alias":"bot","ProfileId":"00e000000000003AAA","TimeZoneSidKey":"GMT","LocaleSidKey":"en_GB","EmailEncodingKey":"UTF-8","LanguageLocaleKey":"en_US""#;

fn user(name: &str) -> String {
    format!(r#"User {{"Username":"{name}",{USER}}}"#)
}

#[test]
fn a_user_comes_with_what_the_profile_permits() {
    let trial = Trial::new();
    let id = trial.made(&user("bot@demo.example"));
    assert_eq!(trial.field("User", &id, "CommunityNickname"), "bot");
    assert_eq!(trial.field("User", &id, "UserType"), "Standard");
    assert_eq!(trial.field("User", &id, "IsActive"), true);
    let refused = trial.refused(&format!(
        r#"POST PermissionSetAssignment {{"AssigneeId":"{id}","PermissionSetId":"0PS000000000007GAA"}}"#
    ));
    assert!(refused.starts_with("400 DUPLICATE_VALUE duplicate value found: PermissionSetId"), "{refused}");
}

#[test]
fn a_user_name_is_an_address_that_nobody_else_has() {
    let trial = Trial::new();
    let taken = trial.refused(&format!("POST {}", user("TEST@example.com")));
    assert!(taken.starts_with("400 DUPLICATE_USERNAME Duplicate Username.<br>"), "{taken}");
    assert!(taken.ends_with(r#"["Username"]"#), "{taken}");
    let other = trial.refused("PATCH User/005000000000002AAA {\"Username\":\"test@example.com\"}");
    assert!(other.starts_with("400 DUPLICATE_USERNAME "), "{other}");
    assert_eq!(trial.send("PATCH User/005000000000001AAA {\"Username\":\"Test@example.com\"}").status, 204);
    let word = trial.refused(&format!("POST {}", user("bot")));
    assert!(word.starts_with("400 INVALID_EMAIL_ADDRESS Username must be in the form of an email"), "{word}");
    let missing = trial.refused(r#"POST User {"Username":"bot@demo.example","LastName":"Bot"}"#);
    assert_eq!(
        missing,
        "400 REQUIRED_FIELD_MISSING Required fields are missing: [Email, Alias, TimeZoneSidKey, LocaleSidKey, \
         EmailEncodingKey, ProfileId, LanguageLocaleKey] [\"Email\",\"Alias\",\"TimeZoneSidKey\",\"LocaleSidKey\",\
         \"EmailEncodingKey\",\"ProfileId\",\"LanguageLocaleKey\"]"
    );
}

#[test]
fn a_licence_is_good_for_so_many_users() {
    let trial = Trial::new();
    let used = || trial.field("UserLicense", "100000000000002AAA", "UsedLicenses");
    assert_eq!(used(), 1);
    let ids: Vec<_> = (2..=5).map(|number| trial.made(&user(&format!("bot{number}@demo.example")))).collect();
    assert_eq!(used(), 5);
    let more = trial.refused(&format!("POST {}", user("bot6@demo.example")));
    assert_eq!(more, "400 LICENSE_LIMIT_EXCEEDED License Limit Exceeded []");
    assert_eq!(trial.send(&format!(r#"PATCH User/{} {{"IsActive":false}}"#, ids[0])).status, 204);
    assert_eq!(used(), 4);
    trial.made(&user("bot6@demo.example"));
    let again = trial.refused(&format!(r#"PATCH User/{} {{"IsActive":true}}"#, ids[0]));
    assert!(again.starts_with("400 LICENSE_LIMIT_EXCEEDED "), "{again}");
    assert_eq!(used(), 5);
}

#[test]
fn a_permission_set_has_a_name_of_its_own() {
    let trial = Trial::new();
    let id = trial.made(r#"PermissionSet {"Name":"bot_users","Label":"Bot users","PermissionsApiEnabled":true}"#);
    assert_eq!(trial.field("PermissionSet", &id, "IsCustom"), true);
    assert_eq!(trial.field("PermissionSet", &id, "Type"), "Regular");
    let twin = trial.refused(r#"POST PermissionSet {"Name":"bot_users","Label":"Another"}"#);
    assert!(twin.starts_with("400 DUPLICATE_DEVELOPER_NAME "), "{twin}");
    let words = trial.refused(r#"POST PermissionSet {"Name":"bot users","Label":"Another"}"#);
    assert!(words.starts_with("400 FIELD_INTEGRITY_EXCEPTION The Permission Set API Name"), "{words}");
}

#[test]
fn access_to_an_app_is_given_once_and_its_type_follows() {
    let trial = Trial::new();
    let body = r#"{"ParentId":"0PS000000000002GAA","SetupEntityId":"0xI000000000001EAA"}"#;
    let id = trial.made(&format!("SetupEntityAccess {body}"));
    assert_eq!(trial.field("SetupEntityAccess", &id, "SetupEntityType"), "ExternalClientApplication");
    let twin = trial.refused(&format!("POST SetupEntityAccess {body}"));
    assert!(twin.starts_with("400 DUPLICATE_VALUE duplicate value found: SetupEntityId duplicates"), "{twin}");
    let typed = body.replace('}', r#","SetupEntityType":"ExternalClientApplication"}"#);
    let typed = trial.refused(&format!("POST SetupEntityAccess {typed}"));
    assert!(typed.starts_with("400 INVALID_FIELD_FOR_INSERT_UPDATE Unable to create/update fields: Setup"), "{typed}");
}

#[test]
fn only_administrators_write_setup() {
    let trial = Trial::new();
    let as_seller = |text: &str| {
        let reply = trial.answer(&Call { user: "005000000000003AAA".to_owned(), ..call(text) });
        (reply.status, json(&reply)[0]["errorCode"].as_str().unwrap_or_default().to_owned())
    };
    let refused = (400, "INSUFFICIENT_ACCESS_OR_READONLY".to_owned());
    assert_eq!(as_seller(&format!("POST {}", user("bot@demo.example"))), refused);
    assert_eq!(as_seller(r#"POST PermissionSet {"Name":"a","Label":"A"}"#), refused);
    assert_eq!(as_seller(r#"PATCH User/005000000000002AAA {"Title":"x"}"#), refused);
    let own = trial.answer(&Call {
        user: "005000000000003AAA".to_owned(),
        ..call(r#"PATCH User/005000000000003AAA {"Title":"x"}"#)
    });
    assert_eq!(own.status, 204);
}
