//! One binary for all tests, so that the program is linked once.
//!
//! - `tidy`: the order of the rooms, and the house's own rules.
//! - `cases`: the fixtures against the reading that each must give.
//! - `gold`: floors on the scores over real minutes, where a corpus is at hand.
//! - `laws`: what must hold for any input.

mod cases;
mod gold;
mod laws;
mod tidy;
