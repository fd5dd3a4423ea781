//! How a record changes.

use super::{
    Refusal, Writer, blob, check, copy, draft, duplicate, history, place, setup, stage,
    writer::{Deed, allowed},
};
use crate::demo::{schema::Object, store::row};
use serde_json::{Map, Value};

impl Writer<'_> {
    pub fn update(&self, object: &Object, id: &str, body: &Map<String, Value>) -> Result<(), Refusal> {
        place::present(self.records, object, id)?;
        allowed(object, object.updateable, "updated")?;
        let deed = Deed::Update(id);
        setup::permit(self, object, deed)?;
        let mut changes = draft::read(self, object, body, deed)?;
        blob::measure(object, &mut changes)?;
        check::record(self, object, &changes, deed)?;
        duplicate::check(self, object, &changes, deed)?;
        setup::check(self, object, &changes, deed)?;
        stage::enter(self, object, &mut changes, deed)?;
        copy::fill(self, object, &mut changes)?;
        self.stamp(object, &mut changes);
        history::note(self, object, id, &changes)?;
        row::update(self.records, object, id, &changes)?;
        setup::follow(self, object, id, deed)
    }
}
