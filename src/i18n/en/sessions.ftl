# One's own sessions, proving who one is, and the mail about a new browser
sessions-heading = Sessions
sessions-hint = The browsers that are signed in as you. Sign out any that you do not know, and change your password then.
sessions-alone = You are signed in nowhere else.
sessions-end-others = Sign out all others
sessions-this-browser = This browser
sessions-end = Sign out
sessions-end-name = Sign out: { $device }, { $ip }
notice-session-ended = The browser is signed out.
notice-session-gone = That browser is signed out already.
notice-sessions-ended = { $sessions ->
    [0] No other browser was signed in.
    [one] { $sessions } other browser is signed out.
   *[other] { $sessions } other browsers are signed out.
}
step-up-heading = Confirm it is you
step-up-text = What you are about to do matters, and it has been a while since you proved that it is you. Nothing you filled in is lost.
step-up-submit = Confirm
problem-step-up = Please confirm that it is you.
audit-session-confirmed = Confirmed who they are
audit-own-session-ended = Signed another browser of their own out
audit-other-sessions-ended = Signed all their other browsers out
mail-kind-new-browser = Notice of a sign-in with a new browser
mail-browser-subject = New sign-in to your account
mail-browser-body = Somebody signed in as { $address } with a browser that we do not know you by.
mail-browser-when = When
mail-browser-device = Browser
mail-browser-ip = IP address
mail-browser-fine = If it was you, there is nothing to do.
mail-browser-warning = Was this not you? Set a new password at once with “Forgot password?” on the sign-in page: that signs out every browser. Then tell an administrator of your account.
