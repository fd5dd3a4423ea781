//! How wide the columns of a terminal table are. Knows widths, not values.

/// Space between two columns.
pub const GAP: usize = 2;
/// Text up to this width is never cut to spare another column: an id or a point in time stays whole.
const WHOLE: usize = 28;
/// The first column is shown even where there is no room for it, but no narrower than this.
const LEAST: usize = 8;

/// A column as it would like to be shown, or as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub width: usize,
    /// Holds numbers, stands to the right and is never cut: half a number is a wrong number.
    pub number: bool,
}

/// The columns shown, from what they would like; those that do not fit are missing from the right.
pub fn fit(wishes: Vec<Slot>, room: Option<usize>) -> Vec<Slot> {
    let Some(room) = room.filter(|room| needed(&wishes) > *room) else { return wishes };
    let mut slots = wishes.clone();
    narrow(&mut slots, (room / 3).max(WHOLE));
    while needed(&slots) > room && slots.len() > 1 {
        slots.pop();
    }
    narrow(&mut slots, room.max(LEAST));
    hand_out(&mut slots, &wishes, room);
    slots
}

fn narrow(slots: &mut [Slot], most: usize) {
    for slot in slots.iter_mut().filter(|slot| !slot.number) {
        slot.width = slot.width.min(most);
    }
}

/// Gives what is left of the room to the columns that wanted more, the first first.
fn hand_out(slots: &mut [Slot], wishes: &[Slot], room: usize) {
    let mut left = room.saturating_sub(needed(slots));
    for (slot, wish) in slots.iter_mut().zip(wishes) {
        let more = left.min(wish.width - slot.width);
        slot.width += more;
        left -= more;
    }
}

fn needed(slots: &[Slot]) -> usize {
    slots.iter().map(|slot| slot.width).sum::<usize>() + GAP * slots.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(wishes: &[usize], room: Option<usize>) -> Vec<usize> {
        let wishes = wishes.iter().map(|width| Slot { width: *width, number: false }).collect();
        fit(wishes, room).iter().map(|slot| slot.width).collect()
    }

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(widths(&[500, 3], None), [500, 3]);
        assert_eq!(widths(&[18, 40, 18], Some(80)), [18, 40, 18]);
    }

    #[test]
    fn a_wide_column_gives_way_first() {
        assert_eq!(widths(&[18, 300, 10], Some(80)), [18, 48, 10]);
        assert_eq!(widths(&[300, 300], Some(80)), [50, 28]);
    }

    #[test]
    fn columns_go_whole_and_from_the_right_but_the_first_stays() {
        assert_eq!(widths(&[18, 18, 18, 18, 18], Some(60)), [18, 18, 18]);
        assert_eq!(widths(&[18, 18], Some(10)), [10]);
        assert_eq!(widths(&[18, 18], Some(4)), [8]);
    }

    #[test]
    fn numbers_keep_their_width() {
        let number = || Slot { width: 20, number: true };
        let text = || Slot { width: 20, number: false };
        assert_eq!(fit(vec![number(), text()], Some(30)), [number()]);
        assert_eq!(fit(vec![number()], Some(10)), [number()]);
        assert_eq!(fit(vec![text()], Some(10)), [Slot { width: 10, ..text() }]);
    }
}
