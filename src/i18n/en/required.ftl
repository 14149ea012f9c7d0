# Accounts that require a second factor
required-since = { $account } has required two-factor authentication since { $day }. Until you turn it on, nothing else opens there.
required-from = { $account } requires two-factor authentication from { $day }. Turn it on before then: afterwards nothing else opens there.
required-stays = { $account } requires two-factor authentication, so it cannot be turned off.
fault-factor-required = { $account } requires two-factor authentication. It stays on.
fault-own-factor-first = Turn on your own two-factor authentication first, or choose a later day. You would lock yourself out.
fault-other-count = { $count ->
    [one] By now it is { $count } person. Look at the list again, then send the reminder.
   *[other] By now it is { $count } people. Look at the list again, then send the reminder.
}
fault-too-many-to-remind = More than { $max } people are not reminded at once.

settings-two-factor-not-required = It is up to each person.
settings-two-factor-since = Required since { $day }.
settings-two-factor-day = Required from { $day }.
settings-two-factor-from = Require two-factor authentication from
settings-two-factor-from-hint = From this day on (UTC), whoever has none can do nothing in this account but set it up. Today takes effect at once. Leave it empty to leave it to each person.
settings-two-factor-save = Save date
settings-two-factor-nobody = Everybody in this account has it.
settings-two-factor-lacking = { $count ->
    [one] { $number } person does not have it, and would be locked out today
   *[other] { $number } people do not have it, and would be locked out today
}
settings-two-factor-locked-out = { $count ->
    [one] { $number } person does not have it, and is locked out
   *[other] { $number } people do not have it, and are locked out
}
settings-two-factor-more = and { $number } more
settings-two-factor-remind = { $count ->
    [one] Send a reminder to { $number } person
   *[other] Send a reminder to { $number } people
}
settings-two-factor-remind-hint = One mail to each of them with the date, in their own language. At most once a day.
settings-two-factor-remind-next = The next reminder can be sent
settings-two-factor-reminded = { $who } sent the last reminder
notice-two-factor-required = Two-factor authentication is required from { $day }.
notice-two-factor-not-required = Two-factor authentication is no longer required.
notice-two-factor-reminded = { $count ->
    [one] A reminder to { $count } person is on its way.
   *[other] Reminders to { $count } people are on their way.
}

people-two-factor-due = Due
two-factor-due = Off, due { $day }
two-factor-locked-out = Off, locked out since { $day }

audit-two-factor-requirement-changed = Changed from when two-factor authentication is required
audit-two-factor-reminded = Reminded people of two-factor authentication

mail-kind-two-factor-due = Reminder of two-factor authentication
mail-due-subject = { $account } requires two-factor authentication
mail-due-body-from = { $account } is going to require two-factor authentication, from: { $at }. For { $address } it is not turned on yet. From then on you can do nothing there until you turn it on.
mail-due-body-since = { $account } requires two-factor authentication, since: { $at }. For { $address } it is not turned on yet, so you can do nothing there until you turn it on.
mail-due-button = Turn on two-factor authentication
mail-due-ask = You need an authenticator app on your phone or computer, and two minutes. If you have questions, ask an administrator of { $account }.
