# Zwei-Faktor-Authentifizierung, die noch aussteht
required-several = Mehrere Ihrer Konten verlangen Zwei-Faktor-Authentifizierung. Ab dem genannten Tag öffnet sich dort sonst nichts, bis Sie sie einschalten.
required-line-since = { $account }, seit dem { $day }
required-line-from = { $account }, ab dem { $day }
accept-owing = Sie sind als { $email } angemeldet, und { $account } verlangt seit dem { $day } Zwei-Faktor-Authentifizierung. Schalten Sie sie zuerst ein; danach kommen Sie hierher zurück und können antworten.
settings-two-factor-active-have = Alle haben sie, die nicht gesperrt sind.
settings-two-factor-suspended = { $count ->
    [one] { $number } gesperrte Person hat sie nicht.
   *[other] { $number } gesperrte Personen haben sie nicht.
}
confirm-reset-two-factor-untold = Für jemanden, der App und Wiederherstellungscodes verloren hat. Die Person wird überall abgemeldet und meldet sich mit dem Passwort allein an, bis sie sie wieder einschaltet. E-Mail ist hier nicht eingerichtet, sie erfährt es also nur von Ihnen. Vergewissern Sie sich vorher, dass wirklich sie darum bittet.
