# Wie lange zu warten ist, an den Formularen derer, die nicht angemeldet sind
limits-wait-seconds = { $count ->
    [one] Zu viele Versuche. Bitte warten Sie { $count } Sekunde und versuchen Sie es dann wieder.
   *[other] Zu viele Versuche. Bitte warten Sie { $count } Sekunden und versuchen Sie es dann wieder.
}
limits-wait-minutes = { $count ->
    [one] Zu viele Versuche. Bitte warten Sie { $count } Minute und versuchen Sie es dann wieder.
   *[other] Zu viele Versuche. Bitte warten Sie { $count } Minuten und versuchen Sie es dann wieder.
}
limits-shut = Für diese Adresse gab es zu viele falsche Passwörter. Wählen Sie ein neues Passwort über „Passwort vergessen?“.
