//! What is not as it must be in a form: a message at each field.

/// A field that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The field, as the form names it.
    pub field: &'static str,
    /// The key of the message.
    pub key: &'static str,
    /// The variables of the message.
    pub args: Vec<(&'static str, String)>,
}

/// The mistakes of a form, gathered while it is read.
#[derive(Debug, Default)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// Notes a mistake.
    pub fn note(&mut self, field: &'static str, key: &'static str) {
        self.0.push(Mistake { field, key, args: Vec::new() });
    }

    /// Notes a mistake whose message has a variable.
    pub fn note_with(&mut self, field: &'static str, key: &'static str, arg: (&'static str, String)) {
        self.0.push(Mistake { field, key, args: vec![arg] });
    }

    /// Takes what is fine, and notes what is not.
    pub fn take<T: Default>(&mut self, field: &'static str, found: Result<T, &'static str>) -> T {
        found.unwrap_or_else(|key| {
            self.note(field, key);
            T::default()
        })
    }

    /// What was made when nothing was noted.
    ///
    /// # Errors
    /// Everything that was noted.
    pub fn or<T>(self, made: T) -> Result<T, Vec<Mistake>> {
        if self.0.is_empty() { Ok(made) } else { Err(self.0) }
    }
}
