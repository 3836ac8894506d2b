# The Lab: people and invitations.
