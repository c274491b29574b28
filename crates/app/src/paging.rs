//! Lists in pages, counted from 1.

/// How many rows a page is asked for, one more than it shows, and how many come before it.
pub(crate) fn window(page: u32, size: u32) -> (u32, u32) {
    let before = page.saturating_sub(1).saturating_mul(size);
    (size.saturating_add(1), before)
}

/// The rows a page shows of what was found, and whether there are more.
pub(crate) fn shown<T>(mut found: Vec<T>, size: u32) -> (Vec<T>, bool) {
    let size = size as usize;
    let more = found.len() > size;
    found.truncate(size);
    (found, more)
}
