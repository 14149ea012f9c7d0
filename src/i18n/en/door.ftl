# Invitations that require a second factor, and setting it up at the door
door-invite = Requires two-factor authentication
door-invite-hint = Set up before joining.
door-invite-anyway = This account has required two-factor authentication since { $day }, so everybody sets it up before joining.
door-term = Two-factor authentication
door-term-required = Required to join
door-accept = Next you set up two-factor authentication. You need an authenticator app on your phone or computer, and two minutes.
door-continue = Continue
door-lead = Joining { $account } takes two-factor authentication. From now on signing in takes your password and a code from an app.
door-effect = { $minutes ->
    [one] You have { $minutes } minute.
   *[other] You have { $minutes } minutes.
} Nothing takes effect before you have joined.
door-back = Start again
door-again = Please start again: too much time has passed, or this was begun in another browser or tab. Nothing is lost, your link still works.
door-notice = Welcome! You have joined, and two-factor authentication is on.
door-factor-first = Joining { $account } takes two-factor authentication. Set it up, then come back here and accept.
door-set-up = Set up two-factor authentication
fault-factor-first = Not joined yet: joining { $account } takes two-factor authentication. Set it up first.
door-mail = You will set up two-factor authentication when you join. You need an authenticator app for it, on your phone or computer.
door-mail-known = Joining requires two-factor authentication. If you do not use it yet, you will set it up first.
