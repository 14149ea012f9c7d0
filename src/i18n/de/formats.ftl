moment-in-full = { $date } um { $time }
moment-now = gerade eben
moment-soon = in weniger als einer Minute
moment-minutes-ago = vor { $count } Min.
moment-in-minutes = in { $count } Min.
moment-hours-ago = vor { $count } Std.
moment-in-hours = in { $count } Std.
moment-days-ago = { $count ->
    [one] vor { $count } Tag
   *[other] vor { $count } Tagen
}
moment-in-days = { $count ->
    [one] in { $count } Tag
   *[other] in { $count } Tagen
}
moment-months-ago = { $count ->
    [one] vor { $count } Monat
   *[other] vor { $count } Monaten
}
moment-in-months = { $count ->
    [one] in { $count } Monat
   *[other] in { $count } Monaten
}
moment-years-ago = { $count ->
    [one] vor { $count } Jahr
   *[other] vor { $count } Jahren
}
moment-in-years = { $count ->
    [one] in { $count } Jahr
   *[other] in { $count } Jahren
}
span-seconds = { $count ->
    [one] { $count } Sekunde
   *[other] { $count } Sekunden
}
span-minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
span-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
span-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
