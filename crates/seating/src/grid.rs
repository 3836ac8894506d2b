//! Rows and columns of small values, kept in one piece of memory.

/// A rectangle of values. What lies outside reads as the default and ignores writes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid<T> {
    width: usize,
    cells: Vec<T>,
}

impl<T: Copy + Default> Grid<T> {
    /// A rectangle filled with one value.
    pub fn filled(height: usize, width: usize, value: T) -> Self {
        Self { width, cells: vec![value; height.saturating_mul(width)] }
    }

    /// How many rows.
    pub fn height(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// How many columns.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The value in a row and column.
    #[inline]
    pub fn at(&self, row: usize, column: usize) -> T {
        if column < self.width { nth(&self.cells, row * self.width + column) } else { T::default() }
    }

    /// Puts a value.
    #[inline]
    pub fn put(&mut self, row: usize, column: usize, value: T) {
        if let Some(cell) = self.row_mut(row).get_mut(column) {
            *cell = value;
        }
    }

    /// A whole row.
    #[inline]
    pub fn row(&self, row: usize) -> &[T] {
        self.cells.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }

    /// A whole row, to write.
    #[inline]
    pub fn row_mut(&mut self, row: usize) -> &mut [T] {
        self.cells.get_mut(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }
}

/// The value at a place of a list; the default beyond its end.
#[inline]
pub fn nth<T: Copy + Default>(list: &[T], place: usize) -> T {
    list.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_kept_where_they_are_put() {
        let mut grid = Grid::filled(2, 3, 0_u8);
        grid.put(1, 2, 9);
        assert_eq!((grid.height(), grid.width(), grid.at(1, 2), grid.row(1)), (2, 3, 9, &[0, 0, 9][..]));
        grid.row_mut(0)[1] = 4;
        assert_eq!(grid.at(0, 1), 4);
    }

    #[test]
    fn beyond_the_edge_there_is_nothing() {
        let mut grid = Grid::filled(1, 1, 5_u8);
        grid.put(8, 8, 1);
        assert_eq!(
            (grid.at(8, 8), grid.at(0, 1), grid.row(8).len(), Grid::<u8>::default().height()),
            (0, 0, 0, 0)
        );
    }
}
