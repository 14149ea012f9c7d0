# The outbox, the history of an invitation's mail, and what became of its link
nav-mail = E-Mails
mail-page-heading = E-Mails
mail-page-lead = Alle E-Mails dieses Kontos und was aus ihnen wurde, mit den Worten des Mailservers.
mail-page-lead-installation = E-Mails zu persönlichen Zugängen, die zu keinem Konto gehören: neue Passwörter und Adressen. Adressen sind verkürzt.
mail-page-not-set-up = Auf diesem Server ist kein Mailversand eingerichtet. Links werden von Hand weitergegeben; was hier wartet, geht hinaus, sobald der Versand eingerichtet ist.
mail-page-paused = Zurzeit wird keine E-Mail verschickt
mail-page-paused-why = Der Mailserver weist diesen Server ab, nicht einen Empfänger. Nichts geht verloren: Jede E-Mail wartet. Seine Antwort:
mail-page-paused-since = seit { $when }
mail-page-paused-until = nächster Versuch { $when }
mail-page-paused-trying = gerade wird eine E-Mail versucht
mail-page-resume = Jetzt erneut versuchen
mail-page-state = Status
mail-page-state-any = Jeder Status
mail-page-whose = Wessen E-Mails
mail-page-of-account = Die dieses Kontos
mail-page-of-installation = Die keines Kontos
mail-state-queued = Wartet
mail-state-retrying = Neuer Versuch folgt
mail-state-sent = Verschickt
mail-state-refused = Abgelehnt
mail-state-dropped = Verworfen
mail-column-to = An
mail-column-what = Worum es geht
mail-column-queued = Eingereiht
mail-column-tries = Versuche
mail-retry = Jetzt versuchen
mail-retry-of = Jetzt versuchen: E-Mail an { $address }
mail-no-retry-due = Geht so bald wie möglich hinaus
mail-no-retry-later = Geht von selbst hinaus: { $when }
mail-no-retry-under-way = Wird gerade übergeben
mail-no-retry-no-link = Der Link darin wurde mit der Ablehnung gelöscht. Erzeugen Sie auf der Seite der Person einen neuen.
mail-no-retry-no-link-own = Der Link darin wurde mit der Ablehnung gelöscht. Die Person kann einen neuen anfordern.
mail-no-retry-dropped = Ihr Link war abgelaufen, ersetzt oder benutzt
mail-no-retry-over = Zu spät: Was sie meldet, ist vorbei
mail-nothing-heading = Keine solche E-Mail
mail-nothing-text = Keine E-Mail hat diesen Status.
mail-empty-heading = Noch keine E-Mail
mail-empty-text = Einladungen und Mitteilungen erscheinen hier, sobald sie eingereiht sind.
mail-kind-invitation = Einladung
mail-kind-password-reset = Link zu einem neuen Passwort
mail-kind-invitation-accepted = Mitteilung, dass jemand beigetreten ist
mail-kind-invitation-declined = Mitteilung, dass eine Einladung abgelehnt wurde
mail-kind-invitation-reminder = Erinnerung an die Einladung
mail-kind-access-ends = Mitteilung, dass ein Zugang bald endet
mail-kind-test-mail = Testmail
mail-kind-password-changed = Mitteilung über ein neues Passwort
mail-kind-address-change = Link zur Bestätigung einer Adresse
mail-kind-address-change-asked = Mitteilung, dass eine Adresse sich ändern soll
mail-kind-address-in-use = Mitteilung, dass jemand eine vergebene Adresse wollte
mail-kind-address-changed = Mitteilung über eine geänderte Adresse
mail-kind-unknown = Etwas, das diese Version nicht kennt
notice-mail-retried = Die E-Mail wird jetzt erneut versucht.
notice-mail-resumed = Eine E-Mail wird jetzt versucht. Nimmt der Mailserver sie an, folgen die anderen.
notice-mail-not-retried = Nichts zu wiederholen: Mit der E-Mail ging es inzwischen weiter.
audit-mail-retried = Ließ eine E-Mail erneut versuchen
audit-mail-resumed = Ließ ruhende E-Mails weitergehen
progress-by-hand = Von Hand kopiert
progress-handed-over = Übergeben
progress-opened = Geöffnet
timeline-heading = E-Mail und Link
timeline-until = nächster Versuch { $when }
timeline-saved = Einladung gespeichert und E-Mail eingereiht von { $name }
timeline-saved-again = Neuer Link gespeichert und E-Mail eingereiht von { $name }; der ältere Link endete
timeline-by-hand = Link weitergegeben von { $name }
timeline-by-hand-again = Neuer Link weitergegeben von { $name }; der ältere Link endete
timeline-handed-over = Dem Mailserver übergeben
timeline-of-mail = { $mail }: { $what }
timeline-deferred = { $count ->
    [one] Zurückgestellt
   *[other] { $count }-mal zurückgestellt
}
timeline-paused = { $count ->
    [one] Nicht verschickt: Der Mailserver weist diesen Server ab
   *[other] { $count }-mal nicht verschickt: Der Mailserver weist diesen Server ab
}
timeline-refused = Endgültig abgelehnt
timeline-dropped = E-Mail verworfen: Ihr Link war abgelaufen, ersetzt oder benutzt
timeline-retried = Sofortiger neuer Versuch verlangt
timeline-opened = Link geöffnet
timeline-scanned = { $count ->
    [one] Link geöffnet, vermutlich von einem Mail-Scanner
   *[other] Link { $count }-mal geöffnet, vermutlich von einem Mail-Scanner
}
timeline-scanned-by-hand = { $count ->
    [one] Link geöffnet, vermutlich von einem Programm
   *[other] Link { $count }-mal geöffnet, vermutlich von einem Programm
}
timeline-accepted = Angenommen
timeline-declined = Abgelehnt
timeline-revoked = Zurückgezogen
timeline-ended = Link unbenutzt abgelaufen
