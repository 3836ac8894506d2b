# The Lab: programme, problems, sessions.
