# Passkeys
field-passkey-name = Name of the passkey
fault-missing-passkey-name = Give the passkey a name.
fault-passkey-refused = The passkey was not accepted. Try again, or use another way.
fault-passkey-known = This device already holds a passkey for your account.
fault-too-many-passkeys = You have { $max } passkeys, which is as many as there may be. Remove one first.

sign-in-passkey = Sign in with a passkey
second-step-passkey = Use a passkey
second-step-passkey-lead = Use one of your passkeys to go on as { $email }.

account-passkeys = Passkeys
passkeys-about = With a passkey you sign in by the screen lock of your phone or computer, or by a security key: no address, no password, no code. Nobody can lure it from you. It also counts as the second factor behind your password.
passkeys-none = You have no passkeys yet.
passkeys-no-domain = Passkeys need a panel with a name, and this one is opened at an address of numbers. Ask whoever runs it.
passkeys-add = Add a passkey
passkeys-name-hint = So that you know it again, such as “Phone” or “Blue key”.
passkeys-created = Added
passkeys-never-used = Not used yet
passkeys-backed-up = Synchronised between devices
passkeys-on-device = On one device only
passkeys-rename = Rename
passkeys-rename-of = Rename { $passkey }
passkeys-save = Save changes
passkeys-remove = Remove
passkeys-remove-of = Remove { $passkey }
passkeys-remove-effect = It will no longer sign you in. Is it your last second factor, your password alone will be asked for, and your recovery codes stop working. You stay signed in here and are signed out everywhere else. Delete it on your device too.
passkeys-remove-submit = Remove passkey
passkeys-cancelled = Nothing came from your passkey: it was cancelled, or took too long. Try again.
passkeys-failed = Your browser could not use a passkey here.
passkeys-unable = This browser cannot use passkeys. Use a newer one.
passkeys-need-scripts = Passkeys need JavaScript. Switch it on to use them.

two-factor-by-passkeys = It is on: signing in takes your password and one of your passkeys, or a passkey alone. You can add an authenticator app.
two-factor-add-app = Add an authenticator app
two-factor-is-on-both = It is on: signing in takes your password and a code from your authenticator app or one of your passkeys, or a passkey alone.
two-factor-remove-app = Remove the authenticator app
two-factor-remove-app-effect = Codes of your app are no longer asked for; your passkeys still are. You stay signed in here and are signed out everywhere else.
two-factor-remove-app-submit = Remove app
two-factor-on-passkey = On (passkey)
two-factor-on-both = On (app, passkey)

notice-passkey-added = The passkey has been added. You are signed out everywhere else.
notice-passkey-renamed = The passkey has a new name.
notice-passkey-removed = The passkey has been removed. You are signed out everywhere else.
notice-app-removed = Your authenticator app is no longer asked for; your passkeys are. You are signed out everywhere else.

audit-user-app-removed = Turned off the authenticator app
audit-user-passkey-added = Added a passkey
audit-user-passkey-renamed = Renamed a passkey
audit-user-passkey-removed = Removed a passkey
audit-user-passkey-copied = Refused a passkey that may have been copied

mail-factor-app-removed-subject = Your authenticator app was removed
mail-factor-app-removed-body = The authenticator app for { $address } was removed: { $at }.
mail-factor-app-removed-effect = Your passkeys are still asked for. All your other sessions have been signed out.
mail-passkey-added-subject = A passkey was added
mail-passkey-added-body = A passkey was added for { $address }: { $at }.
mail-passkey-added-effect = It signs you in without your password. All your other sessions have been signed out. Was it not you, remove it in your account: a new password does not stop it.
mail-passkey-renamed-subject = A passkey was renamed
mail-passkey-renamed-body = A passkey of { $address } has a new name: { $at }.
mail-passkey-renamed-effect = It still signs you in.
mail-passkey-removed-subject = A passkey was removed
mail-passkey-removed-body = A passkey of { $address } was removed: { $at }.
mail-passkey-removed-effect = It no longer signs you in. All your other sessions have been signed out.
mail-passkey-copied-subject = One of your passkeys may have been copied
mail-passkey-copied-body = Somebody used a passkey of { $address } whose counter had gone back: { $at }. This happens when there is a copy of it.
mail-passkey-copied-effect = This try was refused. If it was yours, somebody else may have got in with a copy before: look at your sessions, remove this passkey and add a new one.
