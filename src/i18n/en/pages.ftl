# Around every page
page-title = { $page } · Vestibule
skip-to-content = Skip to content
nav-label = Main
nav-users = Users
sign-out = Sign out
preferences-language = Display language
preferences-theme = Colours
preferences-save = Apply
theme-system = As the system
theme-light = Light
theme-dark = Dark
cancel = Cancel

# Form fields
form-problem = There is a problem
field-name = Name
field-email = Email
field-password = Password
field-company = Company
field-language = Language
password-hint = At least { $min } characters. A few unrelated words work well.
password-show = Show password
password-hide = Hide password
password-short = {"{"}count{"}"} of at least { $min } characters
password-enough = Long enough

# First run
setup-heading = Set up Vestibule
setup-lead = You will be the first administrator. You can invite everybody else afterwards.
setup-company-hint = The name of the account that people are invited to.
setup-submit = Create administrator
setup-closed-heading = Set-up is not open
setup-closed-text = This installation is set up already, or the set-up link is not the right one. Whoever runs it can look for the newest link in the log.

# Sign in
sign-in-heading = Sign in
sign-in-submit = Sign in
sign-in-forgot = Forgot password?

# Forgotten password
forgot-heading = Forgot your password?
forgot-lead = Enter your address and we mail you a link to choose a new one.
forgot-submit = Send link
forgot-back = Back to sign-in
check-mail-heading = Check your mail
check-mail-text = If there is an account for this address, a link to choose a new password is on its way.
check-mail-no-mail = Mail is not set up here, so no link can be sent. Please ask an administrator of your account for help.
check-mail-hint = Nothing after a few minutes? Look into the spam folder, or check the address for typing errors.
reset-heading = Choose a new password
reset-lead = For { $email }. You will be signed out everywhere else.
reset-submit = Save password

# Users
users-heading = Users
users-invite = Invite user
users-search = Search users
users-search-placeholder = Name, address or ID
users-search-submit = Search
users-no-mail = Mail is not set up: invitation links are handed over by hand, by copying them.
users-found = { $count ->
    [one] { $count } person found
   *[other] { $count } people found
}
users-table = Users
users-column-name = Name
users-column-access = Access
users-column-language = Language
users-column-status = Status
users-column-two-factor = Two-factor authentication
users-column-last-seen = Last seen
users-column-actions = Actions
users-you = You
users-actions-for = Actions for { $name }
users-resend = Resend invite
users-copy-link = Copy invite link
users-nothing-heading = Nothing matches “{ $search }”
users-nothing-text = Names, addresses and IDs are searched from the beginning of each word.
users-clear-search = Clear search
users-alone-heading = Nobody else is here yet
users-alone-text = Invite the people you work with. Each of them appears here at once, with the state of their invitation.
paging-label = Pages
paging-previous = Previous
paging-next = Next
paging-size = Entries per page
paging-show = Show

# Access
access-all = all projects
access-count = { $count ->
    [one] { $count } project
   *[other] { $count } projects
}
access-account-only = no projects
access-role = Role
access-projects = Projects
access-all-administrator = Administrator of all projects
access-account-only-long = None beyond the role

# Status
status-active = Active
status-queued = Queued
status-queued-detail = mail goes out in a moment
status-retrying = Retrying
status-retrying-next = next try { $when }
status-not-delivered = Not delivered
status-invited = Invited
status-expires = expires { $when }
status-expired = Expired
status-suspended = Suspended
status-removed = Removed
two-factor-off = Off
two-factor-not-yet = Not accepted yet
last-seen-never = Never

# Invite
invite-heading = Invite user
invite-name-hint = Optional: they can fill it in themselves.
invite-language-hint = Used for the invitation and for their panel.
invite-role = Role
invite-role-above = Above your own role, { $role }.
invite-scope = Scope
invite-scope-client = Client
invite-scope-client-text = One role for all projects, or for none.
invite-scope-project = Project
invite-scope-project-text = Only the projects you choose.
invite-client-role = Client role
invite-client-role-none = No access
invite-client-role-administrator = Administrator
invite-projects = Projects
invite-no-projects = There are no projects yet.
invite-role-in = Role in { $project }
invite-send = Send invitation
invite-create-link = Create link
role-administrators-text = Manages people, projects and settings.
role-engineers-text = Works on every resource, manages nobody.
role-purge-api-web-text = Purges and prefetches content, in the panel and over the API.
role-purge-api-text = Purges and prefetches content over the API only.
role-users-text = Looks around, changes nothing.
project-role-none = No role
project-role-administrator = Project administrator
project-role-user = User
project-role-observer = Observer
project-role-internal = Internal network only

# A link to hand over
hand-over-heading = Hand over this link
hand-over-text = It is shown only this once. Whoever has it can join, so give it to nobody but the person invited. Any link made or mailed earlier for this person no longer works.
hand-over-link = Invitation link
hand-over-copy = Copy link
hand-over-copied = Copied

# Accept
accept-heading = Join { $account }
accept-by = { $name } ({ $email }) invites you to { $account }.
accept-by-address = { $email } invites you to { $account }.
accept-by-nobody = You are invited to { $account }.
accept-valid = Link
accept-until = expires { $when }
accept-submit = Set password and join
accept-has-account = You already have an account as { $email }. Sign in with its password to accept the invitation.
accept-sign-in = Sign in to accept
accept-signed-in = You are signed in as { $email }.
accept-accept = Accept
accept-somebody-else = You are signed in as { $own }, but the invitation is for { $invited }.
accept-switch = Sign out and continue as { $email }

# Links that open nothing
link-expired-heading = This invitation has expired
link-used-heading = This invitation has already been used
link-used-text = Sign in with the password you chose.
link-replaced-heading = A newer invitation was sent
link-replaced-text = This link no longer works, because a newer one was made. Use the newest link you were given, or ask whoever invited you.
link-revoked-heading = This invitation was withdrawn
link-revoked-ask = If you think that is a mistake, ask { $name } ({ $email }).
link-revoked-text = If you think that is a mistake, ask whoever invited you.
link-unknown-heading = This link is not valid
link-unknown-text = It may be incomplete. Open it from the mail again, or copy all of it.
link-reset-over-heading = This link is no longer valid
link-reset-over-text = Links to choose a new password work once and for a short time. You can ask for another one.

# Welcome
welcome-heading = Welcome to { $account }
welcome-lead = You are a member of this account. This is what you can do here.

# Errors
error-malformed-heading = That did not arrive in one piece
error-malformed-text = Go back, reload the page and try once more.
error-forbidden-heading = You may not do that
error-forbidden-text = Your role does not allow it. An administrator of the account can change that.
error-not-found-heading = Page not found
error-not-found-text = There is nothing at this address, or it is not yours to see.
error-method-heading = That cannot be done here
error-method-text = This address exists, but does not take that kind of request.
error-conflict-heading = This cannot be done here
error-conflict-text = It is not possible in the state things are in, or it has changed meanwhile. Go back and reload the page to see how it stands.
error-busy-heading = Please try again in a moment
error-busy-text = There were too many requests, or the database is not reachable just now. Nothing is lost.
error-internal-heading = Something went wrong
error-internal-text = It is our fault, not yours, and it has been noted. If it happens again, tell whoever runs this installation the number below.
error-request-id = Request
error-home = Go to the start page

# Said by islands
live-transport = The server could not be reached. Check the connection and try again.

users-action-accepted = Already accepted
users-action-removed = No longer in this account
users-action-no-mail = Mail is not set up
users-action-cooling = Again in { $seconds } s
shortcuts = Keyboard shortcuts
shortcut-search = search
shortcut-invite = invite
