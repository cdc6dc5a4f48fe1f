//! All of incremental building, and all of threads.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Diagnosed, Diagnostic, Fingerprint};

/// Sets the number of threads of this process, once, before anything is mapped.
pub fn use_threads(number: usize) {
    // It fails only where threads already run, and then with the number that was set first.
    let _ = rayon::ThreadPoolBuilder::new()
        .num_threads(number)
        .build_global();
}

/// Inputs that a thread takes at once, at most. What it has begun no other helps with, and pages differ:
/// the last runs of a list are short, so that all threads end together.
const RUN: usize = 8;

/// What was computed before, by the fingerprint of what it was computed from.
pub struct Memo<T> {
    known: HashMap<Fingerprint, Remembered<T>>,
    keep: Keep,
    /// The number of this run.
    run: u32,
}

/// How long something is remembered. What is not, needs no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keep {
    /// Until the next run has not asked for it.
    Next,
    /// Until so many runs have not asked for it.
    Runs(u32),
    /// Not at all.
    Never,
    /// Not at all, and the process ends after this run.
    Once,
}

struct Remembered<T> {
    value: Arc<T>,
    diagnostics: Arc<[Diagnostic]>,
    /// The last run that asked for it.
    run: u32,
}

impl<T> Clone for Remembered<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            diagnostics: self.diagnostics.clone(),
            run: self.run,
        }
    }
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
            keep: Keep::Next,
            run: 0,
        }
    }
}

impl<T> Memo<T> {
    /// For a single build: maps and remembers nothing.
    pub fn once() -> Self {
        Self::keeping(Keep::Once)
    }

    /// For one of many builds that have nothing in common here: maps and remembers nothing.
    pub fn never() -> Self {
        Self::keeping(Keep::Never)
    }

    /// For builds in a row that differ: remembers also what the last few did not ask for.
    pub fn runs(number: u32) -> Self {
        Self::keeping(Keep::Runs(number))
    }

    fn keeping(keep: Keep) -> Self {
        Self {
            keep,
            ..Self::default()
        }
    }
}

impl<T> Memo<T> {
    /// Whether nothing is remembered.
    pub fn is_forgetful(&self) -> bool {
        matches!(self.keep, Keep::Never | Keep::Once)
    }

    /// Lets go of what a build no longer needs. Giving a million small texts back one by one takes as long
    /// as a stage. After the only build the process ends, and the system takes all memory back at once;
    /// after one of many another thread gives it back, and nobody waits for it.
    pub fn release(&self, value: impl Send + 'static) {
        match self.keep {
            Keep::Once => std::mem::forget(value),
            _ => rayon::spawn(move || drop(value)),
        }
    }
}

impl<T: Send + Sync> Memo<T> {
    /// Maps `f` over `inputs` in parallel, reusing what the last build computed from an equal input
    /// and context. Values and findings come in the order of the inputs; what this build did not ask
    /// for is forgotten.
    ///
    /// `f` is a function pointer rather than a closure: it can see nothing that is not part of the key.
    pub fn par_map<I: Hash + Sync, C: Hash + Sync>(
        &mut self,
        inputs: &[impl Borrow<I> + Sync],
        context: &C,
        f: fn(&I, &C) -> Diagnosed<T>,
    ) -> Diagnosed<Vec<Arc<T>>> {
        if self.is_forgetful() {
            let fresh: Vec<Diagnosed<T>> = inputs
                .par_iter()
                .with_max_len(RUN)
                .map(|input| f(input.borrow(), context))
                .collect();
            let mut mapped = Diagnosed::new(Vec::with_capacity(fresh.len()), Vec::new());
            for one in fresh {
                mapped.value.push(Arc::new(one.value));
                mapped.diagnostics.extend(one.diagnostics);
            }
            return mapped;
        }
        let context_key = Fingerprint::of_value(context);
        self.run += 1;
        let run = self.run;
        let mut known = std::mem::take(&mut self.known);
        let results: Vec<(Fingerprint, Remembered<T>)> = inputs
            .par_iter()
            .with_max_len(RUN)
            .map(|input| {
                let input = input.borrow();
                let key = Fingerprint::of_value(&(context_key, input));
                let mut remembered = known.get(&key).cloned().unwrap_or_else(|| {
                    let fresh = f(input, context);
                    Remembered {
                        value: Arc::new(fresh.value),
                        diagnostics: fresh.diagnostics.into(),
                        run,
                    }
                });
                remembered.run = run;
                (key, remembered)
            })
            .collect();
        let mut mapped = Diagnosed::new(Vec::with_capacity(results.len()), Vec::new());
        if let Keep::Runs(runs) = self.keep {
            known.retain(|_, remembered| run - remembered.run < runs);
            self.known = known;
        }
        self.known.reserve(results.len());
        for (key, remembered) in results {
            mapped.value.push(remembered.value.clone());
            mapped
                .diagnostics
                .extend_from_slice(&remembered.diagnostics);
            self.known.insert(key, remembered);
        }
        mapped
    }

    /// The same for one input.
    pub fn one<I: Hash + ?Sized, C: Hash + ?Sized>(
        &mut self,
        input: &I,
        context: &C,
        f: fn(&I, &C) -> Diagnosed<T>,
    ) -> Diagnosed<Arc<T>> {
        let compute = || {
            let fresh = f(input, context);
            Remembered {
                value: Arc::new(fresh.value),
                diagnostics: fresh.diagnostics.into(),
                run: 0,
            }
        };
        let remembered = if self.is_forgetful() {
            compute()
        } else {
            let key = Fingerprint::of_value(&(context, input));
            let remembered = self.known.remove(&key).unwrap_or_else(compute);
            self.known.clear();
            self.known.insert(key, remembered.clone());
            remembered
        };
        Diagnosed::new(remembered.value, remembered.diagnostics.to_vec())
    }
}

/// Runs two things at once, each of which may map in parallel.
pub fn both<A: Send, B: Send>(
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    rayon::join(first, second)
}

/// `f` of every number below `count`, in parallel and in order: for work that is too small to remember.
pub fn map<T: Send>(count: usize, f: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
    let numbers = (0..count).into_par_iter();
    numbers.with_max_len(RUN).map(f).collect()
}

/// `f` of every item, in parallel and in order; each item goes as soon as it was mapped.
pub fn consume<T: Send, U: Send>(items: Vec<T>, f: impl Fn(T) -> U + Send + Sync) -> Vec<U> {
    items.into_par_iter().with_max_len(RUN).map(f).collect()
}

/// `f` on every item, in parallel.
pub fn each<T: Send>(items: &mut [T], f: impl Fn(&mut T) + Send + Sync) {
    items.par_iter_mut().for_each(f);
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::model::{RelPath, Span};

    static CALLS: AtomicUsize = AtomicUsize::new(0);

    fn double(input: &u32, by: &u32) -> Diagnosed<u32> {
        CALLS.fetch_add(1, Ordering::Relaxed);
        let note = Diagnostic::note("T", &RelPath::default(), Span::default(), input.to_string());
        Diagnosed::new(input * by, vec![note])
    }

    #[test]
    fn equal_inputs_are_computed_once_and_repeat_their_findings() {
        let mut memo = Memo::default();
        let mut run = |inputs: &[u32], by: u32| {
            let before = CALLS.load(Ordering::Relaxed);
            let result = memo.par_map::<u32, u32>(inputs, &by, double);
            let values: Vec<u32> = result.value.iter().map(|value| **value).collect();
            let calls = CALLS.load(Ordering::Relaxed) - before;
            (values, result.diagnostics.len(), calls)
        };
        assert_eq!(run(&[1, 2, 3], 2), (vec![2, 4, 6], 3, 3));
        assert_eq!(run(&[1, 2, 4], 2), (vec![2, 4, 8], 3, 1));
        // 3 was forgotten; another context is another key.
        assert_eq!(run(&[3], 2), (vec![6], 1, 1));
        assert_eq!(run(&[3], 5), (vec![15], 1, 1));
    }

    #[test]
    fn builds_in_a_row_find_what_the_last_few_asked_for() {
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        fn count(input: &u32, (): &()) -> Diagnosed<u32> {
            CALLS.fetch_add(1, Ordering::Relaxed);
            Diagnosed::new(*input, Vec::new())
        }
        let check = |mut memo: Memo<u32>, expected: [usize; 5]| {
            let calls = [&[1, 2][..], &[1], &[1, 2], &[1], &[1, 2]].map(|inputs: &[u32]| {
                let before = CALLS.load(Ordering::Relaxed);
                let mapped = memo.par_map::<u32, ()>(inputs, &(), count).value;
                assert!(
                    mapped
                        .iter()
                        .map(|value| **value)
                        .eq(inputs.iter().copied())
                );
                CALLS.load(Ordering::Relaxed) - before
            });
            assert_eq!(calls, expected);
        };
        check(Memo::default(), [2, 0, 1, 0, 1]);
        check(Memo::runs(1), [2, 0, 1, 0, 1]);
        check(Memo::runs(2), [2, 0, 0, 0, 0]);
        check(Memo::never(), [2, 1, 2, 1, 2]);
    }
}
