moment-in-full = { $date }, { $time }
moment-now = только что
moment-soon = меньше чем через минуту
moment-minutes-ago = { $count } мин. назад
moment-in-minutes = через { $count } мин.
moment-hours-ago = { $count } ч. назад
moment-in-hours = через { $count } ч.
moment-days-ago = { $count ->
    [one] { $count } день назад
    [few] { $count } дня назад
   *[many] { $count } дней назад
}
moment-in-days = { $count ->
    [one] через { $count } день
    [few] через { $count } дня
   *[many] через { $count } дней
}
moment-months-ago = { $count ->
    [one] { $count } месяц назад
    [few] { $count } месяца назад
   *[many] { $count } месяцев назад
}
moment-in-months = { $count ->
    [one] через { $count } месяц
    [few] через { $count } месяца
   *[many] через { $count } месяцев
}
moment-years-ago = { $count ->
    [one] { $count } год назад
    [few] { $count } года назад
   *[many] { $count } лет назад
}
moment-in-years = { $count ->
    [one] через { $count } год
    [few] через { $count } года
   *[many] через { $count } лет
}
span-seconds = { $count ->
    [one] { $count } секунда
    [few] { $count } секунды
    [many] { $count } секунд
   *[other] { $count } секунды
}
span-minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
    [many] { $count } минут
   *[other] { $count } минуты
}
span-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
    [many] { $count } часов
   *[other] { $count } часа
}
span-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
}
