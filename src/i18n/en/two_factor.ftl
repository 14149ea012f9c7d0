# The second factor
field-code = Authentication code
field-recovery-code = Recovery code
fault-missing-code = Enter the code that your app shows.
fault-missing-recovery-code = Enter one of your recovery codes.
fault-wrong-code = This code is not right, or has been used. Wait for the next one in your app.
fault-wrong-recovery-code = This is none of your recovery codes, or it has been used.
fault-codes-shut = Too many wrong codes in a row. Use one of your recovery codes; without one, ask an administrator to reset two-factor authentication.

second-step-heading = Two-factor authentication
second-step-lead = Enter the code that your authenticator app shows for { $email }.
second-step-recovery-lead = Enter one of the recovery codes that you kept for { $email }. Each works once.
second-step-recovery = Use a recovery code
second-step-app = Use your authenticator app
second-step-submit = Verify
second-step-other = Sign in as somebody else

account-two-factor = Two-factor
two-factor-heading = Two-factor authentication
two-factor-is-off = It is off: your password is all that is asked for.
two-factor-about = Turned on, signing in also takes a code from an app on your phone, such as Aegis, FreeOTP, Google Authenticator or a password manager. Nobody gets in with your password alone.
two-factor-password-hint = Your current password, to be sure it is you.
two-factor-begin = Turn on two-factor authentication
two-factor-set-up = Set up your authenticator app
two-factor-scan = Scan this with your authenticator app, or type the key into it. Then enter the code that it shows.
two-factor-qr-code = QR code for your authenticator app; the key below says the same
two-factor-key = Key
two-factor-code-hint = Six digits, new every 30 seconds.
two-factor-effect = You stay signed in here and are signed out everywhere else.
two-factor-confirm = Turn on
two-factor-is-on = It is on: signing in takes your password and a code from your authenticator app.
two-factor-since = On since
two-factor-last-used = Last used
two-factor-codes = Recovery codes
two-factor-codes-left = { $count ->
    [one] { $count } left
   *[other] { $count } left
}
two-factor-few-codes = { $count ->
    [0] You have no recovery codes left. Without your app you could not get in any more: make new ones.
    [one] You have { $count } recovery code left. Make new ones before it is used.
   *[other] You have { $count } recovery codes left. Make new ones before they are used.
}
two-factor-codes-once = Keep these codes now: they are not shown again.
two-factor-codes-about = Should you lose what you prove yourself by, each of them lets you in once, after your password. Print them, or keep them where you keep your passwords.
two-factor-codes-kept = I have kept them
two-factor-new-codes = New recovery codes
two-factor-new-codes-effect = The codes you have now stop working. You stay signed in here and are signed out everywhere else.
two-factor-new-codes-submit = Make new recovery codes
two-factor-either-hint = From your app, or one of your recovery codes.
two-factor-turn-off = Turn off two-factor authentication
two-factor-turn-off-effect = Your password will be all that is asked for, and your recovery codes stop working. You stay signed in here and are signed out everywhere else.
two-factor-turn-off-submit = Turn off
two-factor-on-app = On (app)

notice-two-factor-on = Two-factor authentication is on. You are signed out everywhere else.
notice-new-codes = You have new recovery codes. The ones before no longer work.
notice-two-factor-off = Two-factor authentication is off. You are signed out everywhere else.
notice-two-factor-reset = Two-factor authentication of { $name } has been reset.

row-reset-two-factor = Reset two-factor
confirm-reset-two-factor-heading = Reset two-factor authentication of { $name }?
confirm-reset-two-factor-text = For somebody who has lost what they prove themselves by. App, passkeys and recovery codes are taken away; they are signed out everywhere and sign in with their password alone until they turn it on again. They are told by mail. Make sure first that it is they who ask.
impossible-no-two-factor = Two-factor authentication is off
impossible-guards-more = It protects more than this account: an operator of this installation can

audit-session-password-accepted = Entered the password, second factor not yet given
audit-user-two-factor-on = Turned on two-factor authentication
audit-user-two-factor-off = Turned off two-factor authentication
audit-user-recovery-codes-made = Made new recovery codes
audit-user-two-factor-refused = Gave five wrong two-factor codes in a row
audit-user-two-factor-reset = Reset two-factor authentication

mail-kind-two-factor-changed = Notice about two-factor authentication
mail-factor-on-subject = Two-factor authentication is on
mail-factor-on-body = Two-factor authentication was turned on for { $address }: { $at }.
mail-factor-on-effect = Your password alone does not sign you in: it takes a code from your authenticator app as well. All your other sessions have been signed out.
mail-factor-off-subject = Two-factor authentication is off
mail-factor-off-body = Two-factor authentication was turned off for { $address }: { $at }.
mail-factor-off-effect = Your password is all that is asked for now, and your recovery codes no longer work. All your other sessions have been signed out.
mail-factor-codes-subject = You have new recovery codes
mail-factor-codes-body = New recovery codes were made for { $address }: { $at }.
mail-factor-codes-effect = The codes before no longer work. All your other sessions have been signed out.
mail-factor-used-subject = A recovery code was used
mail-factor-used-body = Somebody, most likely you, used a recovery code of { $address }: { $at }.
mail-factor-used-effect = That code no longer works. Your account tells you how many are left, and lets you make new ones.
mail-factor-wrong-subject = Wrong codes for your account
mail-factor-wrong-body = Five wrong two-factor codes were given in a row for { $address }: { $at }. Whoever gave them knows your password, or has a browser in which you are signed in.
mail-factor-wrong-effect = Nobody got in with them. If it was you, try again in a few minutes.
mail-factor-reset-subject = Your two-factor authentication was reset
mail-factor-reset-body = Two-factor authentication for { $address } was reset by somebody who looks after your account or this installation: { $at }.
mail-factor-reset-effect = Your app, passkeys and recovery codes no longer count. You have been signed out everywhere and sign in with your password alone. Please turn two-factor authentication on again in your account.
mail-factor-warning = Was this not you, or not what you asked for? Set a new password at once with “Forgot password?” on the sign-in page, and tell an administrator of your account.
