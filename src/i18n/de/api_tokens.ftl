# API-Tokens
nav-tokens = API-Tokens
tokens-heading = API-Tokens
tokens-lead-everybody = Programme rufen die API mit Tokens auf. Dies sind die Tokens aller in diesem Konto.
tokens-lead-own = Programme rufen die API mit Tokens auf, in Ihrem Namen und ohne Ihr Passwort. Dies sind Ihre.
tokens-column-id = ID
tokens-column-name = Name des Tokens
tokens-column-issuer = Ausgestellt von
tokens-column-role = Rolle
tokens-column-status = Status
tokens-column-expires = Läuft ab
tokens-column-description = Beschreibung
tokens-column-start = Beginn
tokens-column-used = Zuletzt benutzt
tokens-status-active = Aktiv
tokens-status-expired = Abgelaufen
tokens-status-deleted = Gelöscht
tokens-status-all = Alle
tokens-issuer-anybody = Alle
tokens-issuer-number = Person { $id }
tokens-issuer-gone = Diese Person wurde gelöscht
tokens-never = Nie
tokens-ends-soon = Läuft bald ab
tokens-unused = Noch nicht benutzt
tokens-no-delete-expired = Er ist abgelaufen.
tokens-no-delete-deleted = Er ist schon gelöscht.
tokens-empty-heading = Keine aktiven API-Tokens
tokens-empty-text = Erstellen Sie einen Token für ein Programm, das die API aufrufen soll. Mit einem anderen Status sehen Sie abgelaufene und gelöschte.
tokens-nothing-heading = Keine passenden Tokens
tokens-nothing-text = Wählen Sie andere Filter, oder löschen Sie die Filter.

# Ein neuer Token
tokens-create = Token erstellen
tokens-create-lead = Wer den Token hat, handelt in Ihrem Namen: mit der Rolle des Tokens, und nie mit mehr Rechten als Ihren eigenen. Wählen Sie die niedrigste Rolle, die genügt.
tokens-name-hint = Was ihn benutzt, damit Sie ihn wiedererkennen.
tokens-expires-hint = Freiwillig: der letzte Tag, in UTC. Ohne ihn gilt der Token, bis ihn jemand löscht.
tokens-description-hint = Freiwillig.
tokens-new-heading = Ihr neuer API-Token
tokens-new-text = Kopieren Sie den Token jetzt. Er wird nur dieses eine Mal gezeigt; später kann ihn niemand nachsehen. Wer ihn hat, kann in Ihrem Namen handeln.
tokens-new-label = Token
tokens-new-try = Befehl zum Ausprobieren
tokens-copy-token = Token kopieren
tokens-copy-command = Befehl kopieren
tokens-new-done = Fertig

# Löschen
tokens-delete-heading = { $token } löschen?
tokens-delete-text = Was diesen API-Token benutzt, wird von da an abgewiesen. Das lässt sich nicht rückgängig machen.
tokens-delete-submit = { $token } löschen
notice-token-deleted = API-Token { $token } gelöscht
notice-token-over = Dieser API-Token ist schon abgelaufen oder gelöscht.

# Anderswo
person-tokens-all = Alle API-Tokens dieser Person
audit-token-expired = API-Token abgelaufen
mail-kind-token-ends = Mitteilung, dass ein API-Token bald abläuft
mail-token-subject = Der API-Token { $token } von { $account } läuft bald ab
mail-token-body-own = Ihr API-Token { $token } für { $account } läuft bald ab.
mail-token-body-other = Der API-Token { $token }, den { $issuer } für { $account } ausgestellt hat, läuft bald ab.
mail-token-id = ID
mail-token-ends = Läuft ab
mail-token-effect = Was ihn benutzt, wird von da an abgewiesen. Erstellen Sie rechtzeitig einen neuen Token und setzen Sie ihn an dessen Stelle.
mail-token-button = API-Tokens ansehen
