# The Lab: the table.
