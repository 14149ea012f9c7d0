# How long to wait at the forms of people who are not signed in
limits-wait-seconds = { $count ->
    [one] Too many tries. Please wait { $count } second, then try again.
   *[other] Too many tries. Please wait { $count } seconds, then try again.
}
limits-wait-minutes = { $count ->
    [one] Too many tries. Please wait { $count } minute, then try again.
   *[other] Too many tries. Please wait { $count } minutes, then try again.
}
limits-shut = There were too many wrong passwords for this address. Choose a new password through “Forgot password?”.
