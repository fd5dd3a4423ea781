//! A list cut into parts of which each fits into one request.

use super::{Kind, List};
use crate::error::Failure;
use std::collections::HashMap;
use std::ops::Range;

/// The literals of a list, and which of them go together.
#[derive(Debug)]
pub struct Split {
    pub kind: Kind,
    literals: Vec<String>,
    /// By [`Kind::key`]: the place of the value in the list.
    ranks: HashMap<String, usize>,
    pub parts: Vec<Range<usize>>,
}

impl Split {
    /// Cuts a list so that no part takes more than `room`; `size` says what one literal with its comma takes. Values
    /// that the org takes for the same stay together, so that no row answers to two parts. The error is a value that is
    /// not of the field's kind, or too long by itself.
    pub fn new(list: &List, kind: Kind, room: usize, size: impl Fn(&str) -> usize) -> Result<Self, Failure> {
        let mut ranks = HashMap::with_capacity(list.values.len());
        let mut ranked: Vec<(usize, &String)> = Vec::with_capacity(list.values.len());
        for (place, value) in list.values.iter().enumerate() {
            ranked.push((*ranks.entry(kind.key(value)).or_insert(place), value));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        let (mut literals, mut parts) = (Vec::with_capacity(ranked.len()), Vec::new());
        let (mut start, mut used) = (0, 0);
        for same in ranked.chunk_by(|(a, _), (b, _)| a == b) {
            let written: Vec<String> = same.iter().map(|(_, value)| kind.literal(value)).collect::<Result<_, _>>()?;
            let taken: usize = written.iter().map(|literal| size(literal)).sum();
            if taken > room {
                let text = format!("`{}…` in the list `{}` is too long", head(same[0].1), list.name);
                return Err(Failure::usage(text));
            }
            if used + taken > room {
                parts.push(start..literals.len());
                (start, used) = (literals.len(), 0);
            }
            used += taken;
            literals.extend(written);
        }
        parts.push(start..literals.len());
        Ok(Self { kind, literals, ranks, parts })
    }

    /// The literals of one part.
    pub fn part(&self, index: usize) -> &[String] {
        &self.literals[self.parts[index].clone()]
    }

    /// The place in the list of a value that the org gave.
    pub fn rank(&self, value: &str) -> Option<usize> {
        self.ranks.get(&self.kind.key(value)).copied()
    }
}

fn head(value: &str) -> String {
    value.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(values: Vec<String>) -> List {
        List { name: "l".to_owned(), values }
    }

    #[test]
    fn values_that_are_the_same_to_the_org_stay_together() {
        let list = list(["a", "b", "c", "A", "C "].map(str::to_owned).to_vec());
        let split = Split::new(&list, Kind::Text, 9, |literal| literal.len() + 1).expect("all are text");
        assert_eq!(split.part(0), ["'a'", "'A'"]);
        assert_eq!(split.part(1), ["'b'"]);
        assert_eq!(split.part(2), ["'c'", "'C '"]);
        assert_eq!((split.rank("C"), split.rank("B"), split.rank("x")), (Some(2), Some(1), None));
        assert!(Split::new(&list, Kind::Text, 3, str::len).is_err());
    }

    proptest! {
        #[test]
        fn parts_cover_the_list_once_and_fit(
            values in prop::collection::hash_set("[a-cA-C ]{0,3}[a-z']{0,30}", 1..200), room in 200usize..900,
        ) {
            let list = list(values.into_iter().collect());
            let size = |literal: &str| literal.len() + 3;
            let split = Split::new(&list, Kind::Text, room, size).expect("all fit");
            let mut literals: Vec<_> = (0..split.parts.len()).flat_map(|index| split.part(index).to_vec()).collect();
            let mut wanted: Vec<_> = list.values.iter().map(|value| Kind::Text.literal(value).expect("text")).collect();
            literals.sort();
            wanted.sort();
            prop_assert_eq!(literals, wanted);
            let keys = |index: usize| split.part(index).iter().map(|literal| literal.trim_matches('\'').trim_end().to_lowercase()).collect::<Vec<_>>();
            for index in 0..split.parts.len() {
                prop_assert!(!split.part(index).is_empty());
                prop_assert!(split.part(index).iter().map(|literal| size(literal)).sum::<usize>() <= room);
                prop_assert!(index == 0 || keys(index).iter().all(|key| !keys(index - 1).contains(key)));
            }
        }
    }
}
