# Inviting: what an invitation may say, taking it back, and many at once
invite-email-hint = Several at once: put commas, blanks or line ends between them.
invite-more = More options
invite-lifetime = Link valid for
invite-lifetime-usual = { $span } (as usual)
invite-access-ends = Access ends on
invite-access-ends-hint = Optional: the last day, in UTC. Not for the role Administrators or client administrators, so that an account never loses them by the calendar.
invite-note = Personal note
invite-note-hint = Optional: at most { $most } characters. Stands in the mail and on the page behind the link.
invite-note-from = Their note to you
invite-by-hand = Copy link instead of mailing
invite-by-hand-hint = Nothing is mailed. You get the link, once, and hand it over yourself.
invite-copy-instead = Copy link instead
invite-upload = Upload CSV
invite-people = CSV file
invite-people-hint = One person per line: email, name, language. A first line with these words may tell the columns. At most 2,000 people and 2 MiB.
invite-upload-submit = Review people in the file
invite-preview-mail = Preview email
invite-mail-heading = The mail as it will be sent
invite-mail-hint = The link in it is not the real one: it leads nowhere.
invite-mail-from = From
invite-mail-to = To
invite-mail-subject = Subject
invite-mail-text = The same as text
invite-mail-wrong = The mail can be shown once this is right:
invite-room-hour = { $count ->
    [one] You can make { $count } more invitation within this hour.
   *[other] You can make { $count } more invitations within this hour.
}
invite-room-day = { $count ->
    [one] There is room for { $count } more invitation of this account today.
   *[other] There is room for { $count } more invitations of this account today.
}
invite-room-open = { $count ->
    [one] There is room for { $count } more open invitation in this account.
   *[other] There is room for { $count } more open invitations in this account.
}
invite-undo = Undo
notice-invitation-undone = The invitation of { $name } is taken back. Nothing was mailed.
notice-too-late-to-undo = Too late to undo: the link for { $name } is out already. You can revoke the invitation, and the link will not open.
person-access-ends = Last day of access

fault-not-a-day = Enter a day.
fault-day-over = This day is over. Choose today or a later one.
fault-no-end-for-administrators = The access of administrators cannot end by itself. Choose another role, or leave the day empty.
fault-access-over = The last day of access is over. Edit it first.
fault-declined = This address declined an invitation to the account, so nothing is mailed to it. You can create a link instead and hand it over: More options, “Copy link instead of mailing”.
fault-too-many-open = { $max ->
    [one] The account may have { $max } open invitation at once. Revoke one first, or wait until it has expired.
   *[other] The account may have { $max } open invitations at once. Revoke some first, or wait until they have expired.
}
fault-one-address-only = This works with a single address only.
fault-not-a-table = The file cannot be read from line { $line } on. Save it as CSV, with every opening quote closed.
fault-no-address-column = The first line of the file names no column “email”.
fault-missing-people = The file holds nobody. Choose a CSV file with one person per line.

batch-review-heading = Review before sending
batch-sending-heading = Sending invitations
batch-cancelled-heading = Cancelled
batch-by = By { $name }
batch-send = { $count ->
    [one] Send { $count } invitation
   *[other] Send { $count } invitations
}
batch-discard = Discard
batch-cancel = Cancel what is left
batch-nobody = There is nobody to invite in this list.
batch-begins = Begins { $when }. Until then, cancelling takes back all of it.
batch-progress = { $done } of { $all } done
batch-again = This page reloads itself every 3 seconds.
batch-pause = Stop reloading
batch-follow = Reload by itself again
batch-count-new = { $count ->
    [one] { $count } new
   *[other] { $count } new
}
batch-count-known = { $count ->
    [one] { $count } has an account, will be asked to accept
   *[other] { $count } have an account, will be asked to accept
}
batch-count-waiting = { $count ->
    [one] { $count } still to come
   *[other] { $count } still to come
}
batch-count-cancelled = { $count ->
    [one] { $count } not sent
   *[other] { $count } not sent
}
batch-short-wrong-address = Wrong address
batch-short-wrong-name = Wrong name
batch-short-wrong-language = Unknown language
batch-short-double = Double
batch-short-here = Here already
batch-short-invited = Invited already
batch-short-declined = Declined
batch-short-other-domain = Other domain
batch-short-blocked = Cannot be added
batch-short-over-limit = Over the limit
batch-short-not-allowed = Not allowed
batch-short-offer-gone = No longer possible
batch-short-access-over = Access over
batch-waits = Waits for its turn.
batch-not-sent = Not sent: cancelled before its turn.
notice-batch-started = The invitations are on their way.
notice-batch-cancelled = Cancelled. Nothing more of this list is sent.

mail-invitation-note = { $inviter } writes:
mail-invitation-last-day = Last day of access

audit-invitation-undone = Took a fresh invitation back
audit-batch-prepared = Prepared many invitations
audit-batch-started = Sent many invitations
audit-batch-cancelled = Cancelled many invitations
audit-batch-ended = Many invitations were handled
audit-access-ended = Access ended by itself
