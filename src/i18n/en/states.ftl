# What is true of an invitation and its mail.

timeline-undone = Taken back before its mail was sent
timeline-asked = The invited person asked for a new link
timeline-renewed = New link saved and mail queued by itself, because the person asked; the older link ended
timeline-approved = Approved by { $name }
timeline-opened-dead = { $count ->
    [one] A link that no longer works was opened
   *[other] A link that no longer works was opened { $count } times
}
