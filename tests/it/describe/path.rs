//! `sfo describe A.B.C`: where a path leads.

use crate::support::Sandbox;

#[test]
fn a_path_is_explained_step_by_step() {
    let run = |path: &str| Sandbox::shared().run(&["-o", "demo", "describe", path, "--csv"]);
    assert_eq!(
        run("contact.account.owner.name").show(),
        "exit 0\n--- stdout ---\nobject,relationship,field,label,type,target\n\
         Contact,Account,AccountId,Account ID,reference(18),Account\n\
         Account,Owner,OwnerId,Owner ID,reference(18),User\n\
         User,,Name,Full Name,string(121),\n"
    );
    assert_eq!(run("Case.Owner.Name").code, 0);
    for (path, part) in [
        ("Contact.Acount.Name", "did you mean `Account`?"),
        ("Contact.Account.Industri", "did you mean `Industry`?"),
        ("Contact.AccountId.Name", "its relationship is `Account`"),
        ("Contcat.Name", "did you mean `Contact`"),
    ] {
        let out = run(path);
        assert!(out.code == 5 && out.stderr.contains(part), "{}", out.show());
    }
}

#[test]
fn a_path_through_several_objects_looks_at_each() {
    let run = |path: &str| Sandbox::shared().run(&["-o", "demo", "describe", path, "--csv", "--color", "never"]);
    assert_eq!(
        run("Case.Owner.Name").show(),
        "exit 0\n--- stdout ---\nobject,relationship,field,label,type,target\n\
         Case,Owner,OwnerId,Owner ID,reference(18),\"Group, User\"\n\
         Group,,Name,Group Name,string(40),\nUser,,Name,Full Name,string(121),\n"
    );
    let out = run("Case.Owner.Title");
    assert!(out.code == 0 && out.stdout.ends_with("\nUser,,Title,Title,string(80),\n"), "{}", out.show());
    assert_eq!(out.stderr, "`Title` is of User, not of Group; in SOQL: TYPEOF Owner WHEN User THEN Title END\n");
    // A case goes by its number, and SOQL calls that its name where it may be something else as well.
    let out = run("Task.What.Name");
    assert!(out.stderr.is_empty() && out.stdout.contains("\nCase,,CaseNumber,"), "{}", out.show());
    let out = run("Task.What:account.Owner.Name");
    assert!(out.stderr.is_empty() && out.stdout.contains("\nAccount,Owner,OwnerId,"), "{}", out.show());
    for (path, part) in [
        ("Task.What:Contact.Name", "`What` leads to no `Contact`, but to "),
        ("Case.Owner.Nam", "Group and User have no field or relationship `Nam`; did you mean `Name`"),
    ] {
        let out = run(path);
        assert!(out.code == 5 && out.stderr.contains(part), "{}", out.show());
    }
}
