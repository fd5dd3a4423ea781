//! `sfo describe --permissions`: who may do what.

use crate::support::{Outcome, Sandbox};

fn permissions(args: &[&str]) -> Outcome {
    Sandbox::shared().run(&[&["-o", "demo", "describe", "--permissions", "--csv"], args].concat())
}

#[test]
fn of_an_object_profiles_come_first() {
    assert_eq!(
        permissions(&["account"]).show(),
        "exit 0\n--- stdout ---\nholder,kind,users,read,create,edit,delete,viewAllRecords,modifyAllRecords\n\
         Standard User,profile,3,true,true,true,true,false,false\n\
         System Administrator,profile,1,true,true,true,true,true,true\n\
         Data Loader,permission set,1,true,true,true,true,true,false\n\
         Sales Operations,permission set,2,true,false,true,false,false,false\n"
    );
    let month_end = permissions(&["Invoice__c"]).stdout;
    assert!(
        month_end.contains("\nMonth End,\"permission set, session\",0,true,false,true,false,true,false\n"),
        "{month_end}"
    );
}

#[test]
fn of_fields_only_those_that_have_some() {
    assert_eq!(
        permissions(&["Account.discount__c"]).show(),
        "exit 0\n--- stdout ---\nfield,holder,kind,users,read,edit\n\
         Discount__c,System Administrator,profile,1,true,true\n\
         Discount__c,Data Loader,permission set,1,true,true\n\
         Discount__c,Sales Operations,permission set,2,true,true\n"
    );
    let several = permissions(&["Account", "--match", "*rating*"]).stdout;
    assert!(
        several.lines().skip(1).all(|line| line.starts_with("Rating,")) && several.lines().count() > 2,
        "{several}"
    );
    let out = permissions(&["Account.Name"]);
    assert_eq!(out.stdout, "field,holder,kind,users,read,edit\n");
    assert_eq!(out.stderr, "without permissions of their own, as open as Account: Name\n");
    let out = permissions(&["Account.Discont__c"]);
    assert!(out.code == 5 && out.stderr.contains("did you mean `Discount__c`?"), "{}", out.show());
}
