//! Participants, invitations, codes, attendance.
