mail-greeting = Hello { $name },
mail-greeting-unnamed = Hello,
mail-button-by-hand = If the button does not work, open this address in your browser:
mail-sent-to = This mail was sent to { $address }.

mail-invitation-subject = { $inviter } invites you to { $account }
mail-invitation-heading = Join { $account }
mail-invitation-body = { $inviter } ({ $address }) invites you to { $account }.
mail-invitation-role = Role
mail-invitation-access = Access
mail-invitation-button = Accept the invitation
mail-invitation-ends = The link works once, until { $until }.
mail-invitation-ignore = You do not know { $inviter }, or did not expect this? Then ignore this mail: without you, nothing happens.

mail-access-account = No role in any project, only what the account role allows
mail-access-all-projects = Administrator of all projects
mail-access-project = { $project } – { $role }
mail-project-role-administrator = Project administrator
mail-project-role-user = User
mail-project-role-observer = Observer
mail-project-role-internal-network = Internal networks only

mail-reset-subject = Set a new password
mail-reset-body = Somebody, most likely you, asked for a new password for { $address }.
mail-reset-button = Set a new password
mail-reset-ends = The link works once and for 30 minutes, until { $until }.
mail-reset-ignore = You did not ask for this? Then ignore this mail: your password stays as it is.

mail-accepted-subject = { $person } accepted your invitation to { $account }
mail-accepted-body = { $person } ({ $address }) accepted your invitation to { $account } on { $at }.

mail-changed-subject = Your password was changed
mail-changed-body = The password for { $address } was changed on { $at }.
mail-changed-effect = All your other sessions have been signed out, and links mailed to you earlier no longer work.
mail-changed-warning = Was this not you? Ask for a new password at once with “Forgot password?” on the sign-in page, and tell an administrator of your account.
