# One person: the page, editing, and what is asked before something is done
person-back-label = Where you are
person-back = All users
person-id = ID { $id }
person-facts = Details
person-joined = Joined
person-removed = Removed
person-access-lead = What they can do, project by project:
person-access-every = This also holds for projects that are yet to be made.
person-access-nothing = No access to any project.
person-invitation = Invitation
person-invited-by = Invited by
person-link-made = Newest link made
person-link-ends = Link ends
person-link-ended = Link ended
person-accepted = Accepted
person-revoked = Withdrawn
person-mail = Mail
person-mail-by-hand = None: handed over as a link by { $by }
person-mail-queued = Waits to be sent
person-mail-retrying = Put off, will be tried again
person-mail-refused = Refused by the mail server
person-mail-sent = Accepted by the mail server
person-tokens = API tokens
person-tokens-none = No active tokens.
person-token-id = ID { $id }
person-token-used = last used { $when }
person-token-unused = not used yet
person-token-forever = never expires
person-sessions = Sessions
person-sessions-none = Not signed in anywhere.
person-session-seen = last seen { $when }
person-session-since = signed in { $when }
person-browser = { $browser } on { $system }
person-browser-unknown = Unknown browser

# Why something cannot be done
impossible-not-accepted = Not accepted yet
impossible-suspended = Suspended already
impossible-not-suspended = Not suspended
impossible-oneself = Not for yourself: another administrator can
impossible-role = Your role does not allow it

# Edit
edit-heading = Edit { $name }
edit-submit = Save changes
edit-back = Back to the person
edit-name-hint = What this account calls the person.
edit-email-hint = Another address gets a new link by mail; the old link stops working.
edit-email-hint-by-hand = Another address makes a new link for you to hand over; the old link stops working.
edit-own-access = Your own role and scope
edit-own-access-why = You cannot change your own role and scope. Ask another administrator.

# Asked before it is done
confirm-back = Back to Users
confirm-resend-heading = Resend the invitation to { $name }?
confirm-resend-text = A new link is mailed to { $email }. Every older link stops working.
confirm-copy-link-heading = Make a new link for { $name }?
confirm-copy-link-text = You get a link for { $email } to hand over yourself. It is shown only once, and every older link stops working.
confirm-sign-out-heading = Sign { $name } out everywhere?
confirm-sign-out-text = Every session in this account ends at once. They can sign in again with their password. API tokens keep working.
confirm-suspend-heading = Suspend { $name }?
confirm-suspend-text = They are signed out of this account at once and cannot get in until somebody restores them. Role and access are kept for that day.
confirm-suspend-submit = Suspend { $name }
confirm-restore-heading = Restore { $name }?
confirm-restore-text = They can sign in again, with the same role and access as before.
confirm-restore-submit = Restore { $name }
confirm-revoke-heading = Revoke the invitation of { $name }?
confirm-revoke-text = The link for { $email } stops working at once. You can invite them again at any time.
confirm-delete-heading = Remove { $name }?
confirm-delete-text = They lose access to this account at once, and an open invitation stops working. What they did stays in the audit log.
confirm-delete-submit = Remove { $name }
confirm-delete-with-tokens = Delete these tokens and remove { $name }
confirm-plan-tokens = API tokens ({ $number })
confirm-plan-sessions = Sessions that end ({ $number })
confirm-plan-projects = Projects with no other project administrator
confirm-plan-nothing = No sessions, no API tokens, no open invitations sent.

# Said when it is done
notice-suspended = { $name } is suspended.
notice-restored = { $name } is restored.
notice-revoked = The invitation of { $name } is withdrawn.
notice-removed = { $name } is removed.
notice-edited = The changes to { $name } are saved.
notice-readdressed = The changes are saved. A new invitation to { $email } is queued; the old link no longer works.

# Several at once
bulk-selected = Selected
bulk-left-out = Left out: { $reason }
bulk-number = No. { $id }
bulk-nobody = Nobody is selected.
bulk-too-many = Select at most { $most } people at a time.
bulk-delete-text = They lose access to this account at once, and open invitations stop working. What they did stays in the audit log.
bulk-fact-project = The only project administrator of { $project }
bulk-role-submit = Change role
bulk-role-done = The role is changed.
bulk-delete-done = Removed.
bulk-result-heading = { $done } of { $all } done
bulk-result-back = Back to Users
notice-signed-out-everywhere = { $sessions ->
    [0] { $name } was not signed in anywhere.
    [one] { $name } is signed out: { $sessions } session ended.
   *[other] { $name } is signed out: { $sessions } sessions ended.
}
confirm-plan-invitations = { $count ->
    [one] { $count } invitation they sent is still open.
   *[other] { $count } invitations they sent are still open.
}
bulk-fact-sessions = { $count ->
    [one] { $count } session ends
   *[other] { $count } sessions end
}
bulk-delete-heading = { $count ->
    [one] Remove { $count } person?
   *[other] Remove { $count } people?
}
bulk-delete-submit = { $count ->
    [one] Remove { $count } person
   *[other] Remove { $count } people
}
bulk-role-heading = { $count ->
    [one] Change the role of { $count } person
   *[other] Change the role of { $count } people
}
person-invite-again = Invite again
person-activity = Activity
person-activity-link = See what was done to this person in the audit log
