nav-audit = Audit-Protokoll
audit-heading = Audit-Protokoll
audit-actions = Aktionen
audit-actions-every = alle
audit-actions-some = { $count ->
    [one] { $count } ausgewählt
   *[other] { $count } ausgewählt
}
audit-person = Person
audit-person-hint = E-Mail-Adresse oder Nummer der handelnden Person
audit-from = Vom (UTC)
audit-to = Bis zum (UTC)
audit-filter = Filtern
audit-clear = Filter zurücksetzen
audit-only-on = Nur was { $name } betrifft.
audit-unfit-link = Dieser Link fragt nach einer Aktion oder Person, die es nicht gibt.
audit-unfit-person = Niemand in diesem Konto hat diese Adresse oder Nummer.
audit-unfit-day = Geben Sie einen Tag ein, zum Beispiel 2026-11-20.
audit-unfit-order = Der letzte Tag liegt vor dem ersten.
audit-verify = Jeder Eintrag trägt eine Prüfsumme über sich selbst und den Eintrag davor. Dass in einem Export als JSON-Zeilen nichts verändert wurde, beweist der Befehl
audit-export-csv = Als CSV exportieren
audit-export-json-lines = Als JSON-Zeilen exportieren
audit-column-when = Wann
audit-column-who = Wer
audit-column-what = Was
audit-column-on-whom = An wem
audit-column-from-where = Von wo
audit-column-details = Details
audit-system = System
audit-newer = Neuere
audit-older = Ältere
audit-nothing-heading = Nichts gefunden
audit-nothing-text = Kein Eintrag passt zu allen Filtern.
audit-empty-heading = Noch ist nichts geschehen
audit-empty-text = Hier erscheint alles, was in diesem Konto getan wird.

# What was done
audit-installation-set-up = Hat die Installation eingerichtet
audit-session-created = Hat sich angemeldet
audit-session-ended = Hat sich abgemeldet
audit-password-reset-asked = Ein Link zum Zurücksetzen des Passworts wurde angefordert
audit-password-reset = Hat über einen Link ein neues Passwort festgelegt
audit-user-language-chosen = Hat eine andere Sprache gewählt
audit-invitation-created = Hat jemanden eingeladen
audit-invitation-reissued = Hat einen neuen Einladungslink erstellt
audit-invitation-accepted = Hat die Einladung angenommen
audit-audit-exported = Hat das Audit-Protokoll exportiert
audit-invitation-revoked = Einladung zurückgezogen
audit-invitation-readdressed = Einladung an eine andere Adresse gerichtet
audit-member-edited = Name oder Sprache bearbeitet
audit-member-access-changed = Rolle oder Geltungsbereich geändert
audit-member-suspended = Person gesperrt
audit-member-restored = Sperre aufgehoben
audit-member-signed-out = Person überall abgemeldet
audit-member-removed = Person entfernt
audit-members-exported = Liste der Personen exportiert
audit-token-created = API-Token erstellt
audit-token-deleted = API-Token gelöscht
