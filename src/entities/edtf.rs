//! Dates as EDTF (ISO 8601-2), the way the record writes them.

use super::calendar;
use jiff::civil::Date;

/// A day, a whole month, or an interval between two days; whole months in an interval are written as months.
#[must_use]
pub fn interval(start: Date, end: Date) -> String {
    if start == end {
        return start.to_string();
    }
    let whole = start.day() == 1 && end == end.last_of_month();
    if whole && (start.year(), start.month()) == (end.year(), end.month()) {
        return month(start.year(), start.month());
    }
    if whole {
        return format!("{}/{}", month(start.year(), start.month()), month(end.year(), end.month()));
    }
    format!("{start}/{end}")
}

/// "2024-03".
#[must_use]
pub fn month(year: i16, month: i8) -> String {
    format!("{year:04}-{month:02}")
}

/// A month or day whose year is not known.
#[must_use]
pub fn without_year(month: i8, day: Option<i8>) -> String {
    day.map_or_else(|| format!("XXXX-{month:02}"), |day| format!("XXXX-{month:02}-{day:02}"))
}

/// The quarter `quarter` (1 to 4) of a year: EDTF level 2 counts them from 33.
#[must_use]
pub fn quarter(year: i16, quarter: i8) -> String {
    format!("{year:04}-{:02}", 32 + quarter)
}

/// The half `half` (1 or 2) of a year: EDTF level 2 counts them from 40.
#[must_use]
pub fn half(year: i16, half: i8) -> String {
    format!("{year:04}-{:02}", 39 + half)
}

/// First and last day of the quarter or half that begins in month `first` and has `months` months.
#[must_use]
pub fn part_of_year(year: i16, first: i8, months: i8) -> Option<(Date, Date)> {
    Some((calendar::day(year, first, 1)?, calendar::month_bounds(year, first + months - 1)?.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_intervals() {
        let d = Date::constant;
        assert_eq!(interval(d(2023, 11, 13), d(2023, 11, 13)), "2023-11-13");
        assert_eq!(interval(d(2024, 2, 1), d(2024, 2, 29)), "2024-02");
        assert_eq!(interval(d(2009, 4, 1), d(2009, 6, 30)), "2009-04/2009-06");
        assert_eq!(interval(d(2005, 11, 28), d(2005, 12, 9)), "2005-11-28/2005-12-09");
        assert_eq!(quarter(2023, 4), "2023-36");
        assert_eq!(half(2024, 1), "2024-40");
    }
}
