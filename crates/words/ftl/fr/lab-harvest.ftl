# The Lab: plenary, votes, proposals.
