nav-settings = Einstellungen
settings-heading = Einstellungen
settings-account = Konto
settings-installation = Installation
settings-name-heading = Name des Kontos
settings-name-hint = Steht in der Kopfzeile, in Einladungen und in Mails.
settings-name-save = Namen speichern
settings-invitations = Einladungen
settings-renewal = Wenn jemand um einen neuen Link bittet
settings-renewal-ask = Ein Administrator entscheidet
settings-renewal-ask-hint = Auf der Seite „Benutzer“ steht „Bittet um einen neuen Link“, bis jemand einen sendet.
settings-renewal-mail = Er wird sofort gemailt
settings-renewal-mail-hint = Immer an die eingeladene Adresse, wer auch immer darum bittet.
settings-reminders = An offene Einladungen erinnern
settings-reminders-hint = Eine Mail mit demselben Link, 20 Stunden nach der ersten, wenn er dann noch mindestens eine Stunde gilt.
settings-lifetime = Links neuer Einladungen gelten
settings-lifetime-hint = Wer einlädt, kann es anders wählen. Bereits versandte Links behalten ihre Frist.
settings-lifetime-default = Wie in der Installation eingestellt ({ $span })
settings-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
settings-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
settings-domains = Erlaubte Domains
settings-domains-hint = Nur Adressen dieser Domains können eingeladen werden, zum Beispiel example.org, example.com. Was unter einer Domain steht, ist eine andere. Leer bedeutet: alle.
settings-save = Änderungen speichern
notice-account-renamed = Das Konto heißt jetzt { $account }.
notice-settings-saved = Die Einstellungen sind gespeichert.

fault-not-a-domain = { $domain } ist kein Name einer Domain. Geben Sie Namen wie example.org ein.
fault-domain-not-allowed = Hier können nur Adressen dieser Domains eingeladen werden: { $domains }.
fault-changed-meanwhile = Jemand anderes hat dies geändert, seit Sie die Seite geöffnet haben. Ihre Eingaben stehen noch hier: Speichern Sie noch einmal, damit sie gelten, oder öffnen Sie die Seite neu, um zu sehen, was gilt.
fault-edited-meanwhile = Jemand anderes hat diese Person geändert, seit Sie die Seite geöffnet haben. Was Sie geändert haben, steht noch hier, alles andere zeigt den jetzigen Stand: Prüfen Sie es und speichern Sie noch einmal.

audit-account-renamed = Konto umbenannt
audit-account-settings-changed = Einstellungen des Kontos geändert
audit-installation-checked = Installation geprüft
audit-test-mail-asked = Testmail gesendet
audit-test-mail-arrived = Link einer Testmail gedrückt

# Die Installation
settings-checks = Prüfungen
settings-checks-lead = Was stimmen muss, damit Einladungen ankommen. Dasselbe sagt vestibule doctor. Es wird keine Mail gesendet.
settings-checks-never = Es wurde noch nichts geprüft.
settings-checks-at = Geprüft { $when }.
settings-checks-stale = Die Mail-Einstellungen haben sich seitdem geändert. Prüfen Sie noch einmal.
settings-checks-run = Jetzt prüfen
settings-checks-table = Prüfungen der Installation
settings-checks-column = Prüfung
settings-checks-column-verdict = Ergebnis
settings-checks-column-found = Was gefunden wurde
check-ok = In Ordnung
check-warn = Achtung
check-fail = Fehler
settings-test = Testmail
settings-test-lead = Dass Mails ankommen, beweist nur eine Mail, die angekommen ist. Wir senden einen Link an { $email }; öffnen Sie ihn und drücken Sie dort den Knopf.
settings-test-none = Mail ist nicht eingerichtet, es gibt also nichts zu testen. Setzen Sie VESTIBULE_SMTP_URL und starten Sie Vestibule neu.
settings-test-send = Testmail senden
settings-test-again = Noch eine Testmail senden
settings-test-queued = Die Testmail wartet und geht gleich hinaus.
settings-test-retrying = Der Mailserver hat die Testmail zurückgestellt. Der nächste Versuch ist { $when }.
settings-test-refused = Der Mailserver hat die Testmail endgültig abgelehnt.
settings-test-dropped = Die letzte Testmail wird nicht mehr gesendet: Ihr Link wurde ersetzt oder ist abgelaufen.
settings-test-sent = Der Mailserver hat die Testmail { $when } angenommen. Öffnen Sie sie und drücken Sie den Link.
settings-test-ended = Der Link der letzten Testmail ist ungenutzt abgelaufen.
settings-test-look = Erneut nachsehen
settings-test-proven = Eine Testmail ist { $when } angekommen. Mail funktioniert mit den jetzigen Einstellungen.
settings-test-proven-invitation = Jemand ist { $when } über einen gemailten Link beigetreten. Mail funktioniert mit den jetzigen Einstellungen.
notice-checked = { $failed ->
    [0] Die Installation wurde geprüft. Nichts ist fehlgeschlagen.
    [one] Die Installation wurde geprüft. { $failed } Prüfung ist fehlgeschlagen.
   *[other] Die Installation wurde geprüft. { $failed } Prüfungen sind fehlgeschlagen.
}
notice-test-asked = Eine Testmail an { $email } ist unterwegs. Öffnen Sie sie und drücken Sie den Link.
notice-test-arrived = Mail funktioniert: Die Testmail ist angekommen.
fault-no-mail-server = Mail ist nicht eingerichtet, es kann also keine Testmail gesendet werden.
mail-check-heading = Die Testmail ist angekommen
mail-check-lead = Sie wurde an { $email } gesendet, um zu sehen, ob Mail funktioniert. Drücken Sie den Knopf, um zu bestätigen, dass Sie sie bekommen haben.
mail-check-submit = Bestätigen
mail-check-over-heading = Dieser Link gilt nicht mehr
mail-check-over-text = Links von Testmails funktionieren einmal und eine Stunde lang, und nur der neueste. Senden Sie auf der Seite „Einstellungen“ eine weitere.
mail-check-changed-heading = Die Mail-Einstellungen haben sich geändert
mail-check-changed-text = Diese Testmail wurde mit anderen Einstellungen gesendet als den jetzigen und beweist für diese nichts. Senden Sie auf der Seite „Einstellungen“ eine weitere.
mail-check-to-settings = Zu den Einstellungen

invite-mail-unproven = Noch nichts hat bewiesen, dass Mails von hier ankommen. Einladungen werden trotzdem gesendet; sehen Sie danach auf ihren Status.
invite-mail-unproven-way = In den Einstellungen prüfen
invite-mail-none = Mail ist nicht eingerichtet: Sie erhalten einen Link, den Sie selbst weitergeben.

# Prüfungen
check-base-address = Basisadresse
check-database = Datenbank
check-clock = Uhr
check-key = Geheimer Schlüssel
check-mail-server = Mailserver
check-encryption = Verschlüsselung
check-sign-in = Anmeldung
check-sender = Absender
check-arrival = Ankunft
found-address-same = Sie sehen { $address }, und Links beginnen damit.
found-address-set = Links beginnen mit { $address }.
found-address-local = Links beginnen mit { $address }; das kann nur dieser Rechner öffnen.
found-address-other = Links beginnen mit { $address }, Sie sehen aber { $seen }.
found-address-unsaid = Links beginnen mit { $address }. Ihr Browser hat nicht gesagt, unter welcher Adresse er diese Seite sieht.
advice-address-local = Bevor Sie Leute anderswo einladen, setzen Sie VESTIBULE_PUBLIC_URL auf das, was sie öffnen.
advice-address-other = Setzen Sie VESTIBULE_PUBLIC_URL auf das, was die Leute öffnen, oder öffnen Sie stattdessen { $address }.
advice-address-unsaid = Vergleichen Sie mit der Adresszeile.
found-database-ready = { $kind } antwortet, nimmt Änderungen an und hat alle Tabellen.
found-database-away = Die Datenbank ist nicht nutzbar: { $reason }
found-database-read-only = Die Datenbank antwortet, nimmt aber keine Änderungen an: { $reason }
found-database-absent = { $path } gibt es noch nicht.
found-database-old = Es fehlen Tabellen: { $missing }
advice-database-away = Sehen Sie nach DATABASE_URL und ob die Datenbank läuft und von hier erreichbar ist.
advice-database-read-only = Sehen Sie nach den Rechten an der Datenbank oder ihrer Datei und nach dem freien Platz.
advice-database-absent = Der erste Start legt sie an. War diese Installation schon in Gebrauch, nennt DATABASE_URL die falsche Datei.
advice-database-old = Führen Sie vestibule migrate aus, oder starten Sie vestibule serve.
found-clock-own = SQLite richtet sich nach der Uhr dieses Rechners, und nichts darin stammt aus der Zukunft.
found-clock-agrees = Dieser Rechner und die Datenbank stimmen auf { $millis } ms überein.
found-clock-apart = Die Uhren dieses Rechners und der Datenbank weichen um { $seconds } s voneinander ab.
found-clock-behind = Der letzte Eintrag des Audit-Protokolls liegt { $seconds } s vor der Uhr dieses Rechners.
found-clock-unknown = Nicht geprüft, da die Datenbank nicht gefragt werden kann.
advice-clock = Lassen Sie beide Rechner ihre Uhren über NTP stellen: Links, Sitzungen und wartende Mails richten sich danach.
advice-clock-behind = Lassen Sie diesen Rechner seine Uhr über NTP stellen. Bis dahin gelten Links länger oder kürzer, als sie sagen.
found-key-good = { $path } ist da, nur für seinen Eigentümer.
found-key-absent = { $path } gibt es noch nicht.
found-key-gone = { $path } ist verschwunden.
found-key-bad = Die Schlüsseldatei ist nicht nutzbar: { $reason }
found-key-other = { $path } enthält einen anderen Schlüssel als den, mit dem wartende Mails versiegelt wurden.
advice-key-absent = Der erste Start legt sie an.
advice-key-gone = Holen Sie sie aus der Sicherung zurück. Mit einem neuen Schlüssel können wartende Mails nicht gesendet werden.
advice-key-bad = Bringen Sie die Datei in Ordnung; sie gehört dem Benutzer, der Vestibule ausführt, mit Modus 0600.
advice-key-other = Holen Sie die richtige Datei zurück, oder senden Sie die wartenden Einladungen erneut.
found-mail-none = Mail ist nicht eingerichtet. Einladungslinks werden durch Kopieren weitergegeben.
found-mail-folder = Mails werden in { $path } geschrieben. Niemand erhält sie.
found-mail-folder-bad = Mails können nicht geschrieben werden: { $reason }
found-mail-unusable = Die Mail-Einstellungen sind nicht nutzbar: { $reason }
advice-mail-none = Setzen Sie VESTIBULE_SMTP_URL auf Ihren Mailserver.
advice-mail-folder = Das ist zum Ausprobieren. Setzen Sie VESTIBULE_SMTP_URL statt VESTIBULE_MAIL_DIR, damit sie gesendet werden.
advice-mail-folder-bad = Sehen Sie nach VESTIBULE_MAIL_DIR und den Rechten an diesem Ordner.
advice-mail-unusable = Sehen Sie nach VESTIBULE_SMTP_URL und VESTIBULE_MAIL_FROM.
found-server-reached = { $server } antwortet als { $name }.
found-server-away = { $server } antwortet nicht als Mailserver: { $reason }
advice-server-away = Sehen Sie nach Rechner und Port in VESTIBULE_SMTP_URL, nach der Firewall und ob der Server läuft. Port 465 braucht smtps://.
found-tls-wrapped = Von Anfang an verschlüsselt, mit einem beglaubigten Zertifikat.
found-tls-started = Durch STARTTLS verschlüsselt, mit einem beglaubigten Zertifikat.
found-clear-here = Nicht verschlüsselt; der Mailserver ist auf diesem Rechner.
found-clear-across = Nicht verschlüsselt. Mails, Links und ein etwaiges Passwort gehen im Klartext über das Netz.
found-tls-refused = Keine verschlüsselte Verbindung: { $reason }
advice-clear-across = Verwenden Sie smtps:// oder ?tls=required in VESTIBULE_SMTP_URL.
advice-tls-refused = Der Name in VESTIBULE_SMTP_URL muss der im Zertifikat des Servers sein, und eine öffentliche Stelle muss ihn beglaubigen. Hat der Server kein TLS, kann er nicht sicher verwendet werden.
found-signed-in = Der Mailserver hat Benutzer und Passwort angenommen.
found-sign-in-none = Die Einstellungen enthalten weder Benutzer noch Passwort.
found-sign-in-refused = Der Mailserver hat Benutzer und Passwort abgelehnt: { $reason }
advice-sign-in-refused = Sehen Sie nach Benutzer und Passwort in VESTIBULE_SMTP_URL; Sonderzeichen werden prozentkodiert. Manche Anbieter verlangen ein eigenes Passwort für Programme.
found-sender-taken = Der Mailserver nimmt Mails von { $sender } an.
found-sender-later = Der Mailserver nimmt gerade keine Mails von { $sender } an: { $reason }
found-sender-refused = Der Mailserver nimmt keine Mails von { $sender } an: { $reason }
advice-sender-refused = Setzen Sie VESTIBULE_MAIL_FROM auf eine Adresse, für die dieser Server senden darf, oder geben Sie Benutzer und Passwort an.
advice-sender-later = Prüfen Sie in einigen Minuten noch einmal.
found-not-reached = Nicht geprüft, da ein Schritt davor fehlgeschlagen ist.
found-arrived-test = Eine Testmail ist angekommen: { $at }.
found-arrived-invitation = Jemand ist über einen gemailten Link beigetreten: { $at }.
found-arrival-unproven = Noch nichts hat bewiesen, dass Mails ankommen.
found-arrival-no-mail = Es gibt keine Mails, die ankommen könnten.
advice-arrival = Auf der Seite „Einstellungen“, „Installation“: Senden Sie eine Testmail und drücken Sie ihren Link.

# Mails
mail-reminder-subject = Erinnerung: { $inviter } lädt Sie zu { $account } ein
mail-reminder-body = { $inviter } ({ $address }) hat Sie zu { $account } eingeladen, und Sie haben noch nicht geantwortet. Der Link hier ist derselbe wie in der ersten Mail; was Sie erhalten würden, steht dahinter.
mail-end-subject = Ihr Zugang zu { $account } endet bald
mail-end-body = Ihr Zugang zu { $account } endet: { $until }. Danach können Sie es mit { $address } nicht mehr öffnen.
mail-end-ask = Brauchen Sie ihn länger? Fragen Sie einen Administrator von { $account }.
mail-test-subject = Testmail von Vestibule
mail-test-body = Wenn Sie dies lesen, kommen Mails von Vestibule bei { $address } an. Drücken Sie den Link, um es zu bestätigen, damit es bekannt ist.
mail-test-button = Bestätigen, dass dies ankam
mail-test-ends = Der Link funktioniert einmal und eine Stunde lang, bis { $until }.
mail-test-ignore = Sie haben nicht darum gebeten? Dann übergehen Sie diese Mail: Nichts hängt davon ab als eine Zeile auf der Seite „Einstellungen“.
