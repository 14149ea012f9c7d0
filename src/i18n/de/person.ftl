# One person: the page, editing, and what is asked before something is done
person-back-label = Wo Sie sind
person-back = Alle Benutzer
person-id = ID { $id }
person-facts = Angaben
person-joined = Beigetreten
person-removed = Entfernt
person-access-lead = Rechte in jedem Projekt:
person-access-every = Das gilt auch für Projekte, die es noch nicht gibt.
person-access-nothing = Kein Zugriff auf ein Projekt.
person-invitation = Einladung
person-invited-by = Eingeladen von
person-link-made = Neuester Link erstellt
person-link-ends = Link endet
person-link-ended = Link abgelaufen
person-accepted = Angenommen
person-revoked = Zurückgezogen
person-mail = E-Mail
person-mail-by-hand = Keine: als Link weitergegeben von { $by }
person-mail-queued = Wartet auf den Versand
person-mail-retrying = Zurückgestellt, wird erneut versucht
person-mail-refused = Vom Mailserver abgelehnt
person-mail-sent = Vom Mailserver angenommen
person-tokens = API-Tokens
person-tokens-none = Keine aktiven Tokens.
person-token-id = ID { $id }
person-token-used = zuletzt benutzt { $when }
person-token-unused = noch nicht benutzt
person-token-forever = läuft nie ab
person-sessions = Sitzungen
person-sessions-none = Nirgends angemeldet.
person-session-seen = zuletzt aktiv { $when }
person-session-since = angemeldet { $when }
person-browser = { $browser } unter { $system }
person-browser-unknown = Unbekannter Browser

# Why something cannot be done
impossible-not-accepted = Noch nicht angenommen
impossible-suspended = Bereits gesperrt
impossible-not-suspended = Nicht gesperrt
impossible-oneself = Nicht für Sie selbst: nur eine andere Administration kann das
impossible-role = Ihre Rolle erlaubt das nicht

# Edit
edit-heading = { $name } bearbeiten
edit-submit = Änderungen speichern
edit-back = Zurück zur Person
edit-name-hint = So heißt die Person in diesem Konto.
edit-email-hint = An eine andere Adresse geht ein neuer Link; der alte wird ungültig.
edit-email-hint-by-hand = Bei einer anderen Adresse entsteht ein neuer Link zum Weitergeben; der alte wird ungültig.
edit-own-access = Ihre eigene Rolle und Ihr Geltungsbereich
edit-own-access-why = Ihre eigene Rolle und Ihren Geltungsbereich können Sie nicht ändern. Bitten Sie jemand anderen mit der Rolle Administrators.

# Asked before it is done
confirm-back = Zurück zu den Benutzern
confirm-resend-heading = Einladung an { $name } erneut senden?
confirm-resend-text = An { $email } geht ein neuer Link. Alle älteren Links werden ungültig.
confirm-copy-link-heading = Neuen Link für { $name } erstellen?
confirm-copy-link-text = Sie bekommen einen Link für { $email }, den Sie selbst weitergeben. Er wird nur einmal angezeigt, und alle älteren Links werden ungültig.
confirm-sign-out-heading = { $name } überall abmelden?
confirm-sign-out-text = Jede Sitzung in diesem Konto endet sofort. Eine neue Anmeldung mit dem Passwort bleibt möglich. API-Tokens funktionieren weiter.
confirm-suspend-heading = { $name } sperren?
confirm-suspend-text = Die Person wird sofort aus diesem Konto abgemeldet und kommt nicht mehr hinein, bis jemand sie entsperrt. Rolle und Zugang bleiben dafür erhalten.
confirm-suspend-submit = { $name } sperren
confirm-restore-heading = { $name } entsperren?
confirm-restore-text = Die Person kann sich wieder anmelden, mit derselben Rolle und demselben Zugang wie vorher.
confirm-restore-submit = { $name } entsperren
confirm-revoke-heading = Einladung von { $name } zurückziehen?
confirm-revoke-text = Der Link für { $email } wird sofort ungültig. Sie können die Person jederzeit wieder einladen.
confirm-delete-heading = { $name } entfernen?
confirm-delete-text = Der Zugang zu diesem Konto endet sofort, und eine offene Einladung wird ungültig. Was die Person getan hat, bleibt im Audit-Protokoll.
confirm-delete-submit = { $name } entfernen
confirm-delete-with-tokens = Diese Tokens löschen und { $name } entfernen
confirm-plan-tokens = API-Tokens ({ $number })
confirm-plan-sessions = Sitzungen, die enden ({ $number })
confirm-plan-projects = Projekte ohne weitere Projektadministration
confirm-plan-nothing = Keine Sitzungen, keine API-Tokens, keine offenen Einladungen.

# Said when it is done
notice-suspended = { $name } ist gesperrt.
notice-restored = { $name } ist entsperrt.
notice-revoked = Die Einladung von { $name } ist zurückgezogen.
notice-removed = { $name } ist entfernt.
notice-edited = Die Änderungen an { $name } sind gespeichert.
notice-readdressed = Die Änderungen sind gespeichert. Eine neue Einladung an { $email } ist eingereiht; der alte Link ist ungültig.

# Several at once
bulk-selected = Ausgewählt
bulk-left-out = Ausgelassen: { $reason }
bulk-number = Nr. { $id }
bulk-nobody = Es ist niemand ausgewählt.
bulk-too-many = Wählen Sie höchstens { $most } Personen auf einmal aus.
bulk-delete-text = Der Zugang zu diesem Konto endet sofort, und offene Einladungen werden ungültig. Was diese Personen getan haben, bleibt im Audit-Protokoll.
bulk-fact-project = Administriert { $project } als einzige Person
bulk-role-submit = Rolle ändern
bulk-role-done = Die Rolle ist geändert.
bulk-delete-done = Entfernt.
bulk-result-heading = { $done } von { $all } erledigt
bulk-result-back = Zurück zu den Benutzern
notice-signed-out-everywhere = { $sessions ->
    [0] { $name } war nirgends angemeldet.
    [one] { $name } ist abgemeldet: { $sessions } Sitzung beendet.
   *[other] { $name } ist abgemeldet: { $sessions } Sitzungen beendet.
}
confirm-plan-invitations = { $count ->
    [one] { $count } von dieser Person versandte Einladung ist noch offen.
   *[other] { $count } von dieser Person versandte Einladungen sind noch offen.
}
bulk-fact-sessions = { $count ->
    [one] { $count } Sitzung endet
   *[other] { $count } Sitzungen enden
}
bulk-delete-heading = { $count ->
    [one] { $count } Person entfernen?
   *[other] { $count } Personen entfernen?
}
bulk-delete-submit = { $count ->
    [one] { $count } Person entfernen
   *[other] { $count } Personen entfernen
}
bulk-role-heading = { $count ->
    [one] Rolle von { $count } Person ändern
   *[other] Rolle von { $count } Personen ändern
}
person-invite-again = Erneut einladen
person-activity = Aktivität
person-activity-link = Im Protokoll ansehen, was mit dieser Person geschehen ist
