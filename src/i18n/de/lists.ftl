# Listen von Personen: wie viele es geben darf und wo die offenen stehen
fault-too-many-lists = { $max } Listen warten schon auf Prüfung, mehr darf ein Konto nicht haben. Senden oder verwerfen Sie zuerst eine davon. Die Seite zum Einladen zeigt sie.
lists-heading = Offene Listen
lists-hint = Eine Liste, die niemand sendet, wird nach 7 Tagen gelöscht.
lists-review = { $count ->
    [one] { $count } Person prüfen
   *[other] { $count } Personen prüfen
}
lists-sending = { $count ->
    [one] Wird an { $count } Person gesendet
   *[other] Wird an { $count } Personen gesendet
}
