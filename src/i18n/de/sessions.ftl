# One's own sessions, proving who one is, and the mail about a new browser
sessions-heading = Sitzungen
sessions-hint = Die Browser, in denen Sie angemeldet sind. Melden Sie ab, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.
sessions-alone = Sie sind sonst nirgends angemeldet.
sessions-end-others = Alle anderen abmelden
sessions-this-browser = Dieser Browser
sessions-end = Abmelden
sessions-end-name = Abmelden: { $device }, { $ip }
notice-session-ended = Der Browser ist abgemeldet.
notice-session-gone = Dieser Browser ist bereits abgemeldet.
notice-sessions-ended = { $sessions ->
    [0] Kein anderer Browser war angemeldet.
    [one] { $sessions } anderer Browser ist abgemeldet.
   *[other] { $sessions } andere Browser sind abgemeldet.
}
step-up-heading = Bestätigen Sie, dass Sie es sind
step-up-text = Was Sie vorhaben, hat Gewicht, und zuletzt haben Sie vor längerer Zeit nachgewiesen, dass Sie es sind. Von Ihren Eingaben geht nichts verloren.
step-up-submit = Bestätigen
problem-step-up = Bitte bestätigen Sie, dass Sie es sind.
audit-session-confirmed = Bestätigt, wer dort sitzt
audit-own-session-ended = Einen anderen eigenen Browser abgemeldet
audit-other-sessions-ended = Alle anderen eigenen Browser abgemeldet
mail-kind-new-browser = Mitteilung über eine Anmeldung mit neuem Browser
mail-browser-subject = Neue Anmeldung in Ihrem Konto
mail-browser-body = Jemand hat sich als { $address } mit einem Browser angemeldet, den wir von Ihnen nicht kennen.
mail-browser-when = Wann
mail-browser-device = Browser
mail-browser-ip = IP-Adresse
mail-browser-fine = Wenn Sie das waren, ist nichts zu tun.
mail-browser-warning = Das waren nicht Sie? Setzen Sie sofort über „Passwort vergessen?“ auf der Anmeldeseite ein neues Passwort: Das meldet jeden Browser ab. Sagen Sie dann der Administration Ihres Kontos Bescheid.
