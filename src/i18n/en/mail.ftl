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

mail-declined-subject = { $person } declined your invitation to { $account }
mail-declined-body = { $person } ({ $address }) declined your invitation to { $account } on { $at }.
mail-declined-effect = The invitation has ended, its link no longer opens, and nobody got access by it. Was it a mistake? Then invite the person again.

mail-changed-subject = Your password was changed
mail-changed-body = The password for { $address } was changed on { $at }.
mail-changed-effect = All your other sessions have been signed out, and links mailed to you earlier no longer work.
mail-changed-warning = Was this not you? Ask for a new password at once with “Forgot password?” on the sign-in page, and tell an administrator of your account.

mail-address-subject = Confirm your new email
mail-address-body = Somebody, most likely you, wants to sign in with { $address } from now on instead of { $old }.
mail-address-button = Confirm new email
mail-address-ends = The link works once and for 30 minutes, until { $until }.
mail-address-ignore = You did not ask for this? Then simply ignore this mail: nothing happens without you.

mail-address-asked-subject = Your email is about to change
mail-address-asked-body = Somebody, most likely you, asked to change the email of your account from { $address } to { $new }: { $at }.
mail-address-asked-effect = Nothing changes until the new address is confirmed through the link that was mailed there.
mail-address-asked-warning = This was not you? Then somebody knows your password. Choose a new one at once through “Forgot password?” on the sign-in page: that also cancels the change and signs you out everywhere. Then tell an administrator of your account.

mail-address-in-use-subject = Somebody tried to use your address
mail-address-in-use-body = Somebody asked to use { $address } as the email of another account: { $at }. The address is yours and stays yours; nothing has changed.
mail-address-in-use-note = You need not do anything. Was it you? One address can belong to one person only.

mail-address-changed-subject = Your email was changed
mail-address-changed-body = The email of your account was changed from { $old } to { $new }: { $at }.
mail-address-changed-effect = You sign in with the new address now. You are signed out everywhere else, and links in earlier mails no longer work.
mail-address-changed-warning = This was not you? Tell an administrator of your account at once.
