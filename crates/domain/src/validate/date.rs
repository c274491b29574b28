//! Calendar dates as people write them.

use super::{Problem, text};
use jiff::civil::Date;

/// Reads a date: `2017-04-12`, `2017/4/12`, `2017.4.12` or `2017年4月12日`, full-width as well.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `date-format`, `date-not-real` (30 February).
pub fn date(input: &str) -> Result<Date, Problem> {
    let text = text::present(input)?
        .replace('－', "-")
        .replace('／', "/")
        .replace(' ', "");
    let (year, month, day) = parts(&text).ok_or(Problem::new("date-format"))?;
    Date::new(year, month, day).map_err(|_| Problem::new("date-not-real"))
}

fn parts(text: &str) -> Option<(i16, i8, i8)> {
    let (year, month, day) = if let Some(chinese) = text.strip_suffix(['日', '号', '號']) {
        let (year, rest) = chinese.split_once('年')?;
        let (month, day) = rest.split_once('月')?;
        (year, month, day)
    } else {
        let separator = ['-', '/', '.'].into_iter().find(|s| text.contains(*s))?;
        let (year, rest) = text.split_once(separator)?;
        let (month, day) = rest.split_once(separator)?;
        (year, month, day)
    };
    let year = (year.len() == 4).then(|| number(year))??;
    Some((
        year,
        number(month)?.try_into().ok()?,
        number(day)?.try_into().ok()?,
    ))
}

/// One to four digits, nothing else: no sign, no space.
fn number(digits: &str) -> Option<i16> {
    let plain = matches!(digits.len(), 1..=4) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn the_usual_spellings_mean_the_same_day() {
        for typed in [
            "2017-04-12",
            "2017/4/12",
            "2017.4.12",
            "2017年4月12日",
            "２０１７年０４月１２日",
            " 2017 年 4 月 12 日 ",
            "2017－04－12",
            "2017年4月12号",
        ] {
            assert_eq!(date(typed).unwrap(), day(2017, 4, 12), "{typed}");
        }
        assert_eq!(date("2024-02-29").unwrap(), day(2024, 2, 29));
    }

    #[test]
    fn impossible_and_unclear_dates_are_refused() {
        for bad in [
            "12/04/2017",
            "17-4-12",
            "2017-4",
            "20170412",
            "2017-04-12T00:00",
            "-2017-4-12",
            "2017-+4-1",
            "今天",
        ] {
            assert_eq!(date(bad).unwrap_err().code, "date-format", "{bad}");
        }
        for bad in ["2023-02-29", "2017-13-01", "2017-00-10", "2017-04-31"] {
            assert_eq!(date(bad).unwrap_err().code, "date-not-real", "{bad}");
        }
        assert_eq!(date("").unwrap_err().code, "required");
    }
}
