# Konten, die einen zweiten Faktor verlangen
required-since = { $account } verlangt seit dem { $day } Zwei-Faktor-Authentifizierung. Bis Sie sie einschalten, öffnet sich dort sonst nichts.
required-from = { $account } verlangt ab dem { $day } Zwei-Faktor-Authentifizierung. Schalten Sie sie vorher ein: Danach öffnet sich dort sonst nichts mehr.
required-stays = { $account } verlangt Zwei-Faktor-Authentifizierung, deshalb lässt sie sich nicht ausschalten.
fault-factor-required = { $account } verlangt Zwei-Faktor-Authentifizierung. Sie bleibt eingeschaltet.
fault-own-factor-first = Schalten Sie zuerst Ihre eigene Zwei-Faktor-Authentifizierung ein, oder wählen Sie einen späteren Tag. Sie würden sich selbst aussperren.
fault-other-count = { $count ->
    [one] Inzwischen ist es { $count } Person. Sehen Sie sich die Liste noch einmal an und senden Sie dann die Erinnerung.
   *[other] Inzwischen sind es { $count } Personen. Sehen Sie sich die Liste noch einmal an und senden Sie dann die Erinnerung.
}
fault-too-many-to-remind = Mehr als { $max } Personen werden nicht auf einmal erinnert.

settings-two-factor-not-required = Jede Person entscheidet selbst.
settings-two-factor-since = Verlangt seit dem { $day }.
settings-two-factor-day = Verlangt ab dem { $day }.
settings-two-factor-from = Zwei-Faktor-Authentifizierung verlangen ab
settings-two-factor-from-hint = Ab diesem Tag (UTC) kann, wer keine hat, in diesem Konto nichts tun, als sie einzurichten. Heute wirkt sofort. Leer lassen, um es jeder Person zu überlassen.
settings-two-factor-save = Datum speichern
settings-two-factor-nobody = Alle in diesem Konto haben sie.
settings-two-factor-lacking = { $count ->
    [one] { $number } Person hat sie nicht und wäre heute ausgesperrt
   *[other] { $number } Personen haben sie nicht und wären heute ausgesperrt
}
settings-two-factor-locked-out = { $count ->
    [one] { $number } Person hat sie nicht und ist ausgesperrt
   *[other] { $number } Personen haben sie nicht und sind ausgesperrt
}
settings-two-factor-more = und { $number } weitere
settings-two-factor-remind = { $count ->
    [one] Erinnerung an { $number } Person senden
   *[other] Erinnerung an { $number } Personen senden
}
settings-two-factor-remind-hint = Je eine Mail mit dem Datum, in der Sprache der Person. Höchstens einmal am Tag.
settings-two-factor-remind-next = Die nächste Erinnerung ist möglich
settings-two-factor-reminded = Die letzte Erinnerung kam von { $who }
notice-two-factor-required = Zwei-Faktor-Authentifizierung wird ab dem { $day } verlangt.
notice-two-factor-not-required = Zwei-Faktor-Authentifizierung wird nicht mehr verlangt.
notice-two-factor-reminded = { $count ->
    [one] Eine Erinnerung an { $count } Person ist unterwegs.
   *[other] Erinnerungen an { $count } Personen sind unterwegs.
}

people-two-factor-due = Fällig
two-factor-due = Aus, fällig am { $day }
two-factor-locked-out = Aus, ausgesperrt seit { $day }

audit-two-factor-requirement-changed = Hat geändert, ab wann Zwei-Faktor-Authentifizierung verlangt wird
audit-two-factor-reminded = Hat an die Zwei-Faktor-Authentifizierung erinnert

mail-kind-two-factor-due = Erinnerung an die Zwei-Faktor-Authentifizierung
mail-due-subject = { $account } verlangt Zwei-Faktor-Authentifizierung
mail-due-body-from = { $account } wird Zwei-Faktor-Authentifizierung verlangen, und zwar ab: { $at }. Für { $address } ist sie noch nicht eingeschaltet. Von da an können Sie dort nichts tun, bis Sie sie einschalten.
mail-due-body-since = { $account } verlangt Zwei-Faktor-Authentifizierung, und zwar seit: { $at }. Für { $address } ist sie noch nicht eingeschaltet, deshalb können Sie dort nichts tun, bis Sie sie einschalten.
mail-due-button = Zwei-Faktor-Authentifizierung einschalten
mail-due-ask = Sie brauchen eine Authenticator-App auf dem Telefon oder Rechner und zwei Minuten. Bei Fragen hilft eine Administratorin oder ein Administrator von { $account }.
