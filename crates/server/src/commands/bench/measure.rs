//! Stopwatch, medians, memory.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

use super::figure::Figure;
use crate::trouble::Trouble;
use rustix::time::{ClockId, clock_gettime};
use std::path::Path;
use std::time::{Duration, Instant};

/// Most memory the process may hold, in MiB.
const MEMORY_MIB: f64 = 150.0;

/// How many things at once this machine does.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// The monotonic clock.
#[allow(clippy::disallowed_methods)] // A benchmark measures real time.
pub(super) fn now() -> Instant {
    Instant::now()
}

/// Processor time of this process so far, in seconds.
pub(super) fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    // Exact enough for years.
    #[allow(clippy::cast_precision_loss)]
    let (seconds, nanos) = (time.tv_sec as f64, time.tv_nsec as f64);
    seconds + nanos / 1_000_000_000.0
}

/// Says on standard error how far a long run is, so that nobody takes it for hanging.
pub(super) fn progress(what: &str) {
    eprintln!("bench: {what}");
}

/// Things done, as a rate for each second since `from`.
pub(super) fn rate(done: u64, from: Instant) -> f64 {
    let seconds = now().duration_since(from).as_secs_f64();
    // Exact up to 2^53 things.
    #[allow(clippy::cast_precision_loss)]
    let done = done as f64;
    done / seconds.max(f64::EPSILON)
}

/// The middle one.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// Runs two measurements in turns, so that a slow moment of the machine meets both, and returns
/// the median rate of each.
///
/// # Errors
/// Those of the measurements.
pub(super) fn in_turns(
    rounds: u32,
    budget: Duration,
    mut first: impl FnMut(Duration) -> Result<f64, Trouble>,
    mut second: impl FnMut(Duration) -> Result<f64, Trouble>,
) -> Result<(f64, f64), Trouble> {
    let each = budget / (rounds * 2);
    // A short turn warms caches and threads up and is not counted.
    first(each / 4)?;
    second(each / 4)?;
    let (mut firsts, mut seconds) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        firsts.push(first(each)?);
        seconds.push(second(each)?);
    }
    Ok((median(firsts), median(seconds)))
}

/// Runs `work` again and again on so many threads and returns the rate of all together.
///
/// # Errors
/// The first of the threads' errors.
pub(super) fn on_threads(
    threads: usize,
    during: Duration,
    work: &(impl Fn() -> Result<(), Trouble> + Sync),
) -> Result<f64, Trouble> {
    let started = now();
    let deadline = started + during;
    let done = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| -> Result<u64, Trouble> {
                    let mut done = 0;
                    // At least once: a thread may begin late on a busy machine.
                    loop {
                        work()?;
                        done += 1;
                        if now() >= deadline {
                            return Ok(done);
                        }
                    }
                })
            })
            .collect();
        let joined = handles.into_iter().map(|handle| {
            handle.join().unwrap_or_else(|_| {
                Err(Trouble::Runtime {
                    what: "a measuring thread",
                    reason: "it panicked".to_owned(),
                })
            })
        });
        joined.sum::<Result<u64, Trouble>>()
    })?;
    Ok(rate(done, started))
}

/// Memory of this process beside what it may hold.
///
/// # Errors
/// Those of [`memory_mib`].
pub(super) fn memory() -> Result<Figure, Trouble> {
    Ok(Figure::new(
        "memory.rss_mb",
        memory_mib()?,
        "MiB",
        MEMORY_MIB,
    ))
}

/// Memory of this process that is its own, in MiB: without the pages of mapped files, which the system
/// takes back whenever it wants.
///
/// # Errors
/// [`Trouble::File`] or [`Trouble::Runtime`] where the system does not say.
pub(super) fn memory_mib() -> Result<f64, Trouble> {
    let path = Path::new("/proc/self/status");
    let text = std::fs::read_to_string(path).map_err(|error| Trouble::file(path, error))?;
    let line = text.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kib = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<u32>().ok());
    let kib = kib.ok_or_else(|| Trouble::Runtime {
        what: "the memory figure",
        reason: "/proc/self/status has no RssAnon".to_owned(),
    })?;
    Ok(f64::from(kib) / 1024.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        assert!((median(vec![9.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!(median(Vec::new()).abs() < f64::EPSILON);
    }

    #[test]
    fn turns_alternate_after_a_warm_up() {
        let order = std::cell::RefCell::new(String::new());
        let turn = |name: char, value: f64| {
            order.borrow_mut().push(name);
            Ok(value)
        };
        let both = in_turns(
            2,
            Duration::from_secs(4),
            |_| turn('a', 1.0),
            |_| turn('b', 3.0),
        );
        assert_eq!(both.unwrap(), (1.0, 3.0));
        assert_eq!(*order.borrow(), "ababab");
    }

    #[test]
    fn threads_report_their_trouble() {
        let failing = || Err(Trouble::Usage("no".to_owned()));
        assert!(on_threads(2, Duration::from_millis(5), &failing).is_err());
        assert!(on_threads(2, Duration::from_millis(5), &|| Ok(())).unwrap() > 0.0);
    }
}
