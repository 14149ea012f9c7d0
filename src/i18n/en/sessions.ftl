# One's own sessions, proving who one is, and the mail about a new browser
step-up-heading = Confirm it is you
step-up-text = What you are about to do matters, and it has been a while since you proved that it is you. Nothing you filled in is lost.
step-up-submit = Confirm
problem-step-up = Please confirm that it is you.
audit-session-confirmed = Confirmed who they are
