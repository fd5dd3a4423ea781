//! Numbers as text, without the formatting machinery, which costs more than all the rest of a row.

/// Appends `number` with `width` digits at least.
pub fn digits(number: u64, width: usize, out: &mut String) {
    let mut rest = number;
    let mut buffer = [b'0'; 20];
    let mut at = buffer.len();
    while rest > 0 || buffer.len() - at < width.clamp(1, buffer.len()) {
        let [low, ..] = (rest % 10).to_le_bytes();
        at -= 1;
        buffer[at] = b'0' + low;
        rest /= 10;
    }
    out.push_str(str::from_utf8(&buffer[at..]).unwrap_or_default());
}

/// Appends numbers of two digits at least with `sign` between them.
pub fn parts(numbers: &[u64], sign: char, out: &mut String) {
    for (at, number) in numbers.iter().enumerate() {
        if at > 0 {
            out.push(sign);
        }
        digits(*number, 2, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_a_format() {
        for number in [0, 7, 10, 99, 100, 1_234_567_890, u64::MAX] {
            for width in [0, 1, 2, 7, 30] {
                let mut text = String::new();
                digits(number, width, &mut text);
                assert_eq!(text, format!("{number:0width$}", width = width.min(20)));
            }
        }
    }

    #[test]
    fn parts_have_a_sign_between_them() {
        let mut text = String::new();
        parts(&[2026, 1, 30], '-', &mut text);
        assert_eq!(text, "2026-01-30");
    }
}
