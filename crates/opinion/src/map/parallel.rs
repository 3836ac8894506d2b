//! Work in parts, on as many threads as the machine has. The parts depend on the data alone and their results come
//! back in order: the sums, and with them every bit of the map, are the same on one core and on sixty-four.

use std::{
    ops::Range,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

const MOST_PARTS: usize = 32;
const CELLS_A_PART: usize = 32_768;

/// Cuts rows into parts of about as many cells each. `starts` has one entry more than there are rows.
pub fn bounds(starts: &[usize]) -> Vec<Range<usize>> {
    let rows = starts.len().saturating_sub(1);
    let cells = starts.last().copied().unwrap_or(0);
    let parts = (cells / CELLS_A_PART).clamp(1, MOST_PARTS);
    let mut bounds = Vec::with_capacity(parts);
    let mut begin = 0;
    for part in 1..=parts {
        let end = if part == parts {
            rows
        } else {
            starts.partition_point(|start| *start < cells * part / parts).min(rows)
        };
        bounds.push(begin..end.max(begin));
        begin = end.max(begin);
    }
    bounds
}

/// Cuts so many things into parts.
pub fn slices(count: usize) -> Vec<Range<usize>> {
    let parts = (count / 4_096).clamp(1, MOST_PARTS);
    (0..parts).map(|part| count * part / parts..count * (part + 1) / parts).collect()
}

/// Does something with each part; the results in the order of the parts.
pub fn each<T: Send>(parts: &[Range<usize>], work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    consume(parts.to_vec(), work)
}

/// Does something with each item; the results in the order of the items.
pub fn consume<I: Send, T: Send>(items: Vec<I>, work: impl Fn(I) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(items.len());
    if threads < 2 {
        return items.into_iter().map(work).collect();
    }
    let (next, count) = (AtomicUsize::new(0), items.len());
    let items: Vec<Mutex<Option<I>>> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let take =
        |index: usize| items.get(index).and_then(|slot| slot.lock().ok().and_then(|mut item| item.take()));
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let worker = || {
            let mut mine = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= count {
                    return mine;
                }
                if let Some(item) = take(index) {
                    mine.push((index, work(item)));
                }
            }
        };
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        let mut all = worker();
        for other in others {
            match other.join() {
                Ok(some) => all.extend(some),
                Err(failure) => std::panic::resume_unwind(failure),
            }
        }
        all
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_every_row_once_and_in_order() {
        for rows in [0_usize, 1, 5, 4_000, 100_000] {
            let starts: Vec<usize> = (0..=rows).map(|row| row * 37).collect();
            let bounds = bounds(&starts);
            assert_eq!(bounds.iter().cloned().flatten().collect::<Vec<_>>(), (0..rows).collect::<Vec<_>>());
            assert_eq!(slices(rows).into_iter().flatten().count(), rows);
        }
    }

    #[test]
    fn one_heavy_row_among_many_empty_ones_is_cut_off_well() {
        let mut starts = vec![0_usize; 1_000];
        starts.extend(vec![1_000_000; 1_000]);
        assert_eq!(bounds(&starts).into_iter().flatten().count(), 1_999);
    }

    #[test]
    fn results_come_back_in_order() {
        assert_eq!(consume((0..100).collect(), |n: i32| n * n), (0..100).map(|n| n * n).collect::<Vec<_>>());
    }
}
