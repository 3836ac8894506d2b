# The Lab: what follows, answers, minutes.
