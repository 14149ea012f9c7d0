# Two-factor authentication that is still owed
required-several = Several of your accounts require two-factor authentication. From the day named on, nothing else opens there until you turn it on.
required-line-since = { $account }, since { $day }
required-line-from = { $account }, from { $day }
accept-owing = You are signed in as { $email }, and { $account } has required two-factor authentication since { $day }. Turn it on first; then you come back here to answer.
settings-two-factor-active-have = Everybody has it who is not suspended.
settings-two-factor-suspended = { $count ->
    [one] { $number } suspended person does not have it.
   *[other] { $number } suspended people do not have it.
}
confirm-reset-two-factor-untold = For somebody who has lost their app and their recovery codes. They are signed out everywhere and sign in with their password alone until they turn it on again. Mail is not set up here, so nobody but you tells them. Make sure first that it is they who ask.
