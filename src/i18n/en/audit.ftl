nav-audit = Audit log
audit-heading = Audit log
audit-actions = Actions
audit-actions-every = every one
audit-actions-some = { $count ->
    [one] { $count } chosen
   *[other] { $count } chosen
}
audit-person = Person
audit-person-hint = Email address or number of whoever did it
audit-from = From day (UTC)
audit-to = To day (UTC)
audit-filter = Filter
audit-clear = Clear filters
audit-only-on = Only what was done to { $name }.
audit-unfit-link = This link asks for an action or a person that does not exist.
audit-unfit-person = Nobody in this account has this address or number.
audit-unfit-day = Enter a day, such as 2026-11-20.
audit-unfit-order = The last day is before the first.
audit-verify = Each entry carries a hash over itself and the entry before it. To prove that nothing in a JSON lines export was changed, run
audit-export-csv = Export CSV
audit-export-json-lines = Export JSON lines
audit-column-when = When
audit-column-who = Who
audit-column-what = What
audit-column-on-whom = On whom
audit-column-from-where = From where
audit-column-details = Details
audit-system = System
audit-newer = Newer
audit-older = Older
audit-nothing-heading = Nothing was found
audit-nothing-text = No entry fits all of the filters.
audit-empty-heading = Nothing has happened yet
audit-empty-text = Everything that is done in this account appears here.

# What was done
audit-installation-set-up = Set up the installation
audit-session-created = Signed in
audit-session-ended = Signed out
audit-password-reset-asked = A link to reset the password was asked for
audit-password-reset = Chose a new password through a link
audit-user-language-chosen = Chose another language
audit-invitation-created = Invited somebody
audit-invitation-reissued = Made a new invitation link
audit-invitation-accepted = Accepted the invitation
audit-audit-exported = Exported the audit log
audit-invitation-revoked = Took an invitation back
audit-invitation-readdressed = Turned an invitation to another address
audit-member-edited = Edited name or language
audit-member-access-changed = Changed role or scope
audit-member-suspended = Suspended a person
audit-member-restored = Restored a person
audit-member-signed-out = Signed a person out everywhere
audit-member-removed = Removed a person
audit-members-exported = Exported the list of people
audit-token-created = Created an API token
audit-token-deleted = Deleted an API token
