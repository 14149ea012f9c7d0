# What is true of an invitation and its mail.

status-held-detail = waits: sending is paused
status-declined = Declined
status-withdrawn = Withdrawn
status-undone = Taken back

mail-paused-see = Open the mails
mail-no-retry-paused = Waits: no mail is sent at the moment
mail-no-retry-taken-back = Never sent: the invitation was taken back in time
mail-state-planned = Planned
mail-state-taken-back = Taken back
person-mail-never-sent = Never sent: the invitation ended before
person-mail-given-up = Was put off, and is no longer tried

batch-done-heading = { $count ->
    [one] { $handed_over } of { $invited } invitation handed over
   *[other] { $handed_over } of { $invited } invitations handed over
}
batch-done-nobody-heading = Nobody was invited

timeline-undone = Taken back before its mail was sent
timeline-asked = The invited person asked for a new link
timeline-renewed = New link saved and mail queued by itself, because the person asked; the older link ended
timeline-approved = Approved by { $name }
timeline-opened-dead = { $count ->
    [one] A link that no longer works was opened
   *[other] A link that no longer works was opened { $count } times
}

audit-detail-browser = Browser
audit-detail-yes = yes
audit-detail-no = no

fault-ended-before = An earlier invitation to this address has ended, and what came of it stays with it. Revoke this invitation and invite the other address.
batch-short-readdressed = Other address
list-why-readdressed = The invitation was turned to another address later.
timeline-turned = Turned to another address by { $name }; until then it was { $address }
