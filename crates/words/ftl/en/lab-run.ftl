# The Lab: console, seats, paper.
