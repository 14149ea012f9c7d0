# Der zweite Faktor
field-code = Bestätigungscode
field-recovery-code = Wiederherstellungscode
fault-missing-code = Geben Sie den Code ein, den Ihre App zeigt.
fault-missing-recovery-code = Geben Sie einen Ihrer Wiederherstellungscodes ein.
fault-wrong-code = Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten in Ihrer App.
fault-wrong-recovery-code = Das ist keiner Ihrer Wiederherstellungscodes, oder er wurde schon benutzt.
fault-codes-shut = Zu viele falsche Codes nacheinander. Verwenden Sie einen Ihrer Wiederherstellungscodes; haben Sie keinen, bitten Sie einen Administrator, die Zwei-Faktor-Authentifizierung zurückzusetzen.

second-step-heading = Zwei-Faktor-Authentifizierung
second-step-lead = Geben Sie den Code ein, den Ihre Authenticator-App für { $email } zeigt.
second-step-recovery-lead = Geben Sie einen der Wiederherstellungscodes ein, die Sie für { $email } aufbewahrt haben. Jeder gilt einmal.
second-step-recovery = Wiederherstellungscode verwenden
second-step-app = Authenticator-App verwenden
second-step-submit = Bestätigen
second-step-other = Als jemand anders anmelden

account-two-factor = Zwei-Faktor
two-factor-heading = Zwei-Faktor-Authentifizierung
two-factor-is-off = Sie ist aus: Es wird nur Ihr Passwort verlangt.
two-factor-about = Eingeschaltet verlangt die Anmeldung auch einen Code aus einer App auf Ihrem Telefon, etwa Aegis, FreeOTP, Google Authenticator oder einem Passwortmanager. Mit Ihrem Passwort allein kommt dann niemand hinein.
two-factor-password-hint = Ihr jetziges Passwort, damit sicher ist, dass Sie es sind.
two-factor-begin = Zwei-Faktor-Authentifizierung einschalten
two-factor-set-up = Authenticator-App einrichten
two-factor-scan = Scannen Sie dies mit Ihrer Authenticator-App, oder tippen Sie den Schlüssel dort ein. Geben Sie dann den Code ein, den sie zeigt.
two-factor-qr-code = QR-Code für Ihre Authenticator-App; der Schlüssel darunter sagt dasselbe
two-factor-key = Schlüssel
two-factor-code-hint = Sechs Ziffern, alle 30 Sekunden neu.
two-factor-effect = Hier bleiben Sie angemeldet, überall sonst werden Sie abgemeldet.
two-factor-confirm = Einschalten
two-factor-is-on = Sie ist ein: Die Anmeldung verlangt Ihr Passwort und einen Code aus Ihrer Authenticator-App.
two-factor-since = Eingeschaltet
two-factor-last-used = Zuletzt benutzt
two-factor-codes = Wiederherstellungscodes
two-factor-codes-left = { $count ->
    [one] noch { $count }
   *[other] noch { $count }
}
two-factor-few-codes = { $count ->
    [0] Sie haben keinen Wiederherstellungscode mehr. Ohne Ihre App kämen Sie nicht mehr hinein: Erstellen Sie neue.
    [one] Sie haben noch { $count } Wiederherstellungscode. Erstellen Sie neue, bevor er verbraucht ist.
   *[other] Sie haben noch { $count } Wiederherstellungscodes. Erstellen Sie neue, bevor sie verbraucht sind.
}
two-factor-codes-once = Bewahren Sie diese Codes jetzt auf: Sie werden nicht noch einmal gezeigt.
two-factor-codes-about = Sollten Sie verlieren, womit Sie sich ausweisen, öffnet jeder von ihnen einmal, nach Ihrem Passwort. Drucken Sie sie aus, oder bewahren Sie sie bei Ihren Passwörtern auf.
two-factor-codes-kept = Ich habe sie aufbewahrt
two-factor-new-codes = Neue Wiederherstellungscodes
two-factor-new-codes-effect = Die jetzigen Codes gelten dann nicht mehr. Hier bleiben Sie angemeldet, überall sonst werden Sie abgemeldet.
two-factor-new-codes-submit = Neue Wiederherstellungscodes erstellen
two-factor-either-hint = Aus Ihrer App, oder einer Ihrer Wiederherstellungscodes.
two-factor-turn-off = Zwei-Faktor-Authentifizierung ausschalten
two-factor-turn-off-effect = Dann wird nur noch Ihr Passwort verlangt, und Ihre Wiederherstellungscodes gelten nicht mehr. Hier bleiben Sie angemeldet, überall sonst werden Sie abgemeldet.
two-factor-turn-off-submit = Ausschalten
two-factor-on-app = Ein (App)

notice-two-factor-on = Die Zwei-Faktor-Authentifizierung ist eingeschaltet. Überall sonst sind Sie abgemeldet.
notice-new-codes = Sie haben neue Wiederherstellungscodes. Die bisherigen gelten nicht mehr.
notice-two-factor-off = Die Zwei-Faktor-Authentifizierung ist ausgeschaltet. Überall sonst sind Sie abgemeldet.
notice-two-factor-reset = Die Zwei-Faktor-Authentifizierung von { $name } ist zurückgesetzt.

row-reset-two-factor = Zwei-Faktor zurücksetzen
confirm-reset-two-factor-heading = Zwei-Faktor-Authentifizierung von { $name } zurücksetzen?
confirm-reset-two-factor-text = Für jemanden, der alles verloren hat, womit er sich ausweist. App, Passkeys und Wiederherstellungscodes werden entfernt; die Person wird überall abgemeldet und meldet sich mit dem Passwort allein an, bis sie sie wieder einschaltet. Sie erfährt es per E-Mail. Vergewissern Sie sich vorher, dass wirklich sie darum bittet.
impossible-no-two-factor = Die Zwei-Faktor-Authentifizierung ist aus
impossible-guards-more = Sie schützt mehr als dieses Konto: nur wer diese Installation betreibt, kann das

audit-session-password-accepted = Hat das Passwort eingegeben, der zweite Faktor steht noch aus
audit-user-two-factor-on = Hat die Zwei-Faktor-Authentifizierung eingeschaltet
audit-user-two-factor-off = Hat die Zwei-Faktor-Authentifizierung ausgeschaltet
audit-user-recovery-codes-made = Hat neue Wiederherstellungscodes erstellt
audit-user-two-factor-refused = Hat fünf falsche Codes der Zwei-Faktor-Authentifizierung nacheinander eingegeben
audit-user-two-factor-reset = Hat die Zwei-Faktor-Authentifizierung zurückgesetzt

mail-kind-two-factor-changed = Mitteilung zur Zwei-Faktor-Authentifizierung
mail-factor-on-subject = Die Zwei-Faktor-Authentifizierung ist eingeschaltet
mail-factor-on-body = Die Zwei-Faktor-Authentifizierung für { $address } wurde eingeschaltet: { $at }.
mail-factor-on-effect = Ihr Passwort allein meldet Sie nicht an: Verlangt wird auch ein Code aus Ihrer Authenticator-App. Alle Ihre anderen Sitzungen wurden abgemeldet.
mail-factor-off-subject = Die Zwei-Faktor-Authentifizierung ist ausgeschaltet
mail-factor-off-body = Die Zwei-Faktor-Authentifizierung für { $address } wurde ausgeschaltet: { $at }.
mail-factor-off-effect = Jetzt wird nur noch Ihr Passwort verlangt, und Ihre Wiederherstellungscodes gelten nicht mehr. Alle Ihre anderen Sitzungen wurden abgemeldet.
mail-factor-codes-subject = Sie haben neue Wiederherstellungscodes
mail-factor-codes-body = Für { $address } wurden neue Wiederherstellungscodes erstellt: { $at }.
mail-factor-codes-effect = Die bisherigen Codes gelten nicht mehr. Alle Ihre anderen Sitzungen wurden abgemeldet.
mail-factor-used-subject = Ein Wiederherstellungscode wurde benutzt
mail-factor-used-body = Jemand, höchstwahrscheinlich Sie, hat einen Wiederherstellungscode von { $address } benutzt: { $at }.
mail-factor-used-effect = Dieser Code gilt nicht mehr. In Ihrem Konto sehen Sie, wie viele noch übrig sind, und können neue erstellen.
mail-factor-wrong-subject = Falsche Codes für Ihr Konto
mail-factor-wrong-body = Für { $address } wurden nacheinander fünf falsche Codes der Zwei-Faktor-Authentifizierung eingegeben: { $at }. Wer das war, kennt Ihr Passwort oder hat einen Browser, in dem Sie angemeldet sind.
mail-factor-wrong-effect = Niemand ist damit hineingekommen. Waren Sie es selbst, versuchen Sie es in einigen Minuten noch einmal.
mail-factor-reset-subject = Ihre Zwei-Faktor-Authentifizierung wurde zurückgesetzt
mail-factor-reset-body = Die Zwei-Faktor-Authentifizierung für { $address } wurde von jemandem zurückgesetzt, der Ihr Konto oder diese Installation betreut: { $at }.
mail-factor-reset-effect = App, Passkeys und Wiederherstellungscodes gelten nicht mehr. Sie wurden überall abgemeldet und melden sich mit dem Passwort allein an. Bitte schalten Sie die Zwei-Faktor-Authentifizierung in Ihrem Konto wieder ein.
mail-factor-warning = Das waren nicht Sie, oder Sie haben nicht darum gebeten? Fordern Sie sofort über „Passwort vergessen?“ auf der Anmeldeseite ein neues Passwort an und sagen Sie der Administration Ihres Kontos Bescheid.
