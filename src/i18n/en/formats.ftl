moment-in-full = { $date } at { $time }
moment-now = just now
moment-soon = in less than a minute
moment-minutes-ago = { $count } min ago
moment-in-minutes = in { $count } min
moment-hours-ago = { $count } h ago
moment-in-hours = in { $count } h
moment-days-ago = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
moment-in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
moment-months-ago = { $count ->
    [one] { $count } month ago
   *[other] { $count } months ago
}
moment-in-months = { $count ->
    [one] in { $count } month
   *[other] in { $count } months
}
moment-years-ago = { $count ->
    [one] { $count } year ago
   *[other] { $count } years ago
}
moment-in-years = { $count ->
    [one] in { $count } year
   *[other] in { $count } years
}
span-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
