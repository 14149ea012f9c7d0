# The outbox, the history of an invitation's mail, and what became of its link
nav-mail = Mail
mail-page-heading = Mail
mail-page-lead = Every mail of this account and what became of it, with the words of the mail server.
mail-page-lead-installation = Mails about people's own accounts, which belong to no account: new passwords and addresses. Addresses are masked.
mail-page-not-set-up = Mail is not set up on this server. Links are handed over by copying; what waits here is sent once mail is set up.
mail-page-paused = No mail is sent at the moment
mail-page-paused-why = The mail server refuses this server, not a recipient. Nothing is lost: every mail waits. It said:
mail-page-paused-since = since { $when }
mail-page-paused-until = next try { $when }
mail-page-paused-trying = one mail is being tried now
mail-page-resume = Try again now
mail-page-state = Status
mail-page-state-any = Every status
mail-page-whose = Whose mails
mail-page-of-account = This account's
mail-page-of-installation = Of no account
mail-state-queued = Queued
mail-state-retrying = Retrying
mail-state-sent = Sent
mail-state-refused = Refused
mail-state-dropped = Dropped
mail-column-to = To
mail-column-what = About
mail-column-queued = Queued
mail-column-tries = Tries
mail-retry = Retry now
mail-retry-of = Retry now: mail to { $address }
mail-no-retry-due = Goes out as soon as it can
mail-no-retry-later = Goes out by itself { $when }
mail-no-retry-under-way = Being handed over right now
mail-no-retry-no-link = The link in it was deleted when the mail was refused. Make a new one on the person's page.
mail-no-retry-no-link-own = The link in it was deleted when the mail was refused. The person can ask for a new one.
mail-no-retry-dropped = Its link had ended, was replaced or was used
mail-no-retry-over = Too late: what it tells is over
mail-nothing-heading = No such mail
mail-nothing-text = No mail has this status.
mail-empty-heading = No mail yet
mail-empty-text = Invitations and notices appear here as soon as they are queued.
mail-kind-invitation = Invitation
mail-kind-password-reset = Link to a new password
mail-kind-invitation-accepted = Notice that somebody joined
mail-kind-invitation-declined = Notice that an invitation was declined
mail-kind-invitation-reminder = Reminder of the invitation
mail-kind-access-ends = Notice that an access ends soon
mail-kind-test-mail = Test mail
mail-kind-password-changed = Notice of a new password
mail-kind-address-change = Link to confirm an address
mail-kind-address-change-asked = Notice that an address is to change
mail-kind-address-in-use = Notice that somebody asked for a taken address
mail-kind-address-changed = Notice of a changed address
mail-kind-unknown = Something this version does not know
notice-mail-retried = The mail is tried again now.
notice-mail-resumed = One mail is tried now. If the mail server takes it, the others follow.
notice-mail-not-retried = Nothing to try again: the mail has gone on meanwhile.
audit-mail-retried = Had a mail tried again
audit-mail-resumed = Let resting mails go on
progress-by-hand = Copied by hand
progress-handed-over = Handed over
progress-opened = Opened
timeline-heading = Mail and link
timeline-until = next try { $when }
timeline-saved = Invitation saved and mail queued by { $name }
timeline-saved-again = New link saved and mail queued by { $name }; the older link ended
timeline-by-hand = Link handed over by { $name }
timeline-by-hand-again = New link handed over by { $name }; the older link ended
timeline-handed-over = Handed over to the mail server
timeline-of-mail = { $mail }: { $what }
timeline-deferred = { $count ->
    [one] Deferred
   *[other] Deferred { $count } times
}
timeline-paused = { $count ->
    [one] Not sent: the mail server refuses this server
   *[other] Not sent, { $count } times: the mail server refuses this server
}
timeline-refused = Refused for good
timeline-dropped = Mail dropped: its link had ended, was replaced or was used
timeline-retried = Asked to be tried again at once
timeline-opened = Link opened
timeline-scanned = { $count ->
    [one] Link opened, probably by a mail scanner
   *[other] Link opened { $count } times, probably by a mail scanner
}
timeline-scanned-by-hand = { $count ->
    [one] Link opened, probably by a program
   *[other] Link opened { $count } times, probably by a program
}
timeline-accepted = Accepted
timeline-declined = Declined
timeline-revoked = Withdrawn
timeline-ended = Link ended unused
