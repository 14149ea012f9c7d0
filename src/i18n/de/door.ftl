# Einladungen, die einen zweiten Faktor verlangen, und das Einrichten vor dem Beitritt
door-invite = Verlangt Zwei-Faktor-Authentifizierung
door-invite-hint = Wird vor dem Beitritt eingerichtet.
door-invite-anyway = Dieses Konto verlangt seit dem { $day } Zwei-Faktor-Authentifizierung, deshalb richten alle sie vor dem Beitritt ein.
door-term = Zwei-Faktor-Authentifizierung
door-term-required = Für den Beitritt nötig
door-accept = Als Nächstes richten Sie die Zwei-Faktor-Authentifizierung ein. Sie brauchen dafür eine Authenticator-App auf Telefon oder Rechner und zwei Minuten.
door-continue = Weiter
door-lead = Für den Beitritt zu { $account } ist Zwei-Faktor-Authentifizierung nötig. Von nun an melden Sie sich mit Ihrem Passwort und einem Code aus einer App an.
door-effect = { $minutes ->
    [one] Sie haben { $minutes } Minute.
   *[other] Sie haben { $minutes } Minuten.
} Bis Sie beigetreten sind, gilt nichts davon.
door-back = Von vorn beginnen
door-again = Bitte beginnen Sie von vorn: Es ist zu viel Zeit vergangen, oder dies wurde in einem anderen Browser oder Tab begonnen. Nichts ist verloren, Ihr Link gilt noch.
door-notice = Willkommen! Sie sind dabei, und die Zwei-Faktor-Authentifizierung ist eingeschaltet.
door-factor-first = Für den Beitritt zu { $account } ist Zwei-Faktor-Authentifizierung nötig. Richten Sie sie ein, kommen Sie dann hierher zurück und nehmen Sie an.
door-set-up = Zwei-Faktor-Authentifizierung einrichten
fault-factor-first = Noch nicht beigetreten: Dafür ist bei { $account } Zwei-Faktor-Authentifizierung nötig. Richten Sie sie zuerst ein.
door-mail = Beim Beitritt richten Sie Zwei-Faktor-Authentifizierung ein. Sie brauchen dafür eine Authenticator-App auf Telefon oder Rechner.
door-mail-known = Für den Beitritt ist Zwei-Faktor-Authentifizierung nötig. Wenn Sie sie noch nicht nutzen, richten Sie sie zuerst ein.
