//! Finite fields: addition and multiplication of q numbers in which every division works, for q a power of a prime.

use crate::grid::nth;

/// The largest power of a prime (not a prime itself) for which a field is built.
const MOST: usize = 256;

/// A field of q elements, numbered from 0.
#[derive(Debug)]
pub struct Field {
    size: usize,
    prime: usize,
    /// Powers of the generator, and for each element but 0 its exponent. Empty for a prime, which needs neither.
    powers: Vec<usize>,
    logarithms: Vec<usize>,
}

impl Field {
    /// The field of so many elements, where there is one.
    pub fn of(size: usize) -> Option<Self> {
        let prime = (2..=size).find(|p| size.is_multiple_of(*p))?;
        if prime == size {
            return Some(Self { size, prime, powers: Vec::new(), logarithms: Vec::new() });
        }
        let mut degree = 0;
        let mut rest = size;
        while rest.is_multiple_of(prime) {
            rest /= prime;
            degree += 1;
        }
        if rest != 1 || size > MOST {
            return None;
        }
        // A monic polynomial x^degree + tail is primitive when the powers of x run through every element but 0.
        (1..size).find_map(|tail| {
            let powers = powers_of_x(size, prime, degree, tail)?;
            let mut logarithms = vec![0; size];
            for (exponent, element) in powers.iter().enumerate() {
                if let Some(place) = logarithms.get_mut(*element) {
                    *place = exponent;
                }
            }
            Some(Self { size, prime, powers, logarithms })
        })
    }

    /// The sum of two elements.
    pub fn plus(&self, a: usize, b: usize) -> usize {
        if self.powers.is_empty() { (a + b) % self.size } else { add(a, b, self.prime) }
    }

    /// The product of two elements.
    pub fn times(&self, a: usize, b: usize) -> usize {
        if self.powers.is_empty() {
            return a * b % self.size;
        }
        if a == 0 || b == 0 {
            return 0;
        }
        nth(&self.powers, (nth(&self.logarithms, a) + nth(&self.logarithms, b)) % (self.size - 1))
    }
}

/// Digit by digit, without carrying.
fn add(mut a: usize, mut b: usize, prime: usize) -> usize {
    let (mut sum, mut place) = (0, 1);
    while a > 0 || b > 0 {
        sum += (a + b) % prime * place;
        (a, b, place) = (a / prime, b / prime, place * prime);
    }
    sum
}

/// `1, x, x², …` modulo `x^degree + tail`, when these are all elements but 0.
fn powers_of_x(size: usize, prime: usize, degree: u32, tail: usize) -> Option<Vec<usize>> {
    let top = prime.pow(degree - 1);
    let mut powers = vec![1];
    let mut element = 1;
    loop {
        let carried = element / top;
        element = element % top * prime;
        // x^degree = −tail
        for _ in 0..(prime - 1) * carried {
            element = add(element, tail, prime);
        }
        if element == 1 {
            break;
        }
        if element == 0 || powers.len() >= size - 1 {
            return None;
        }
        powers.push(element);
    }
    (powers.len() == size - 1).then_some(powers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_with_a_number_but_nought_is_a_different_one() {
        for size in [2, 3, 4, 5, 7, 8, 9, 13, 16, 25, 27, 49, 64, 121] {
            let field = Field::of(size).unwrap();
            for a in 1..size {
                let mut products: Vec<_> = (0..size).map(|b| field.times(a, b)).collect();
                products.sort_unstable();
                assert_eq!(products, (0..size).collect::<Vec<_>>(), "{size}: times {a}");
            }
        }
    }

    #[test]
    fn multiplication_distributes_over_addition() {
        for size in [4, 5, 8, 9, 25] {
            let field = Field::of(size).unwrap();
            for (a, b, c) in
                (0..size).flat_map(|a| (0..size).flat_map(move |b| (0..size).map(move |c| (a, b, c))))
            {
                let together = field.times(a, field.plus(b, c));
                assert_eq!(
                    together,
                    field.plus(field.times(a, b), field.times(a, c)),
                    "{size}: {a}({b}+{c})"
                );
            }
        }
    }

    #[test]
    fn there_is_no_field_of_six_or_ten() {
        assert!([0, 1, 6, 10, 12, 20, 1000].into_iter().all(|size| Field::of(size).is_none()));
    }
}
