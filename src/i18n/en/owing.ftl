# Two-factor authentication that is still owed
required-several = Several of your accounts require two-factor authentication. From the day named on, nothing else opens there until you turn it on.
required-line-since = { $account }, since { $day }
required-line-from = { $account }, from { $day }
accept-owing = You are signed in as { $email }, and { $account } has required two-factor authentication since { $day }. Turn it on first; then you come back here to answer.
