mail-greeting = Guten Tag { $name },
mail-greeting-unnamed = Guten Tag,
mail-button-by-hand = Falls die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse im Browser:
mail-sent-to = Diese E-Mail ging an { $address }.

mail-invitation-subject = { $inviter } lädt Sie zu { $account } ein
mail-invitation-heading = { $account } beitreten
mail-invitation-body = { $inviter } ({ $address }) lädt Sie zu { $account } ein.
mail-invitation-role = Rolle
mail-invitation-access = Zugriff
mail-invitation-button = Einladung annehmen
mail-invitation-ends = Der Link gilt einmal. Er läuft ab: { $until }.
mail-invitation-ignore = Sie kennen { $inviter } nicht oder haben damit nicht gerechnet? Dann beachten Sie diese E-Mail nicht weiter: Ohne Sie geschieht nichts.

mail-access-account = Keine Rolle in Projekten, nur was die Rolle im Konto erlaubt
mail-access-all-projects = Administration aller Projekte
mail-access-project = { $project } – { $role }
mail-project-role-administrator = Projektadministration
mail-project-role-user = Benutzer
mail-project-role-observer = Beobachter
mail-project-role-internal-network = Nur interne Netzwerke

mail-reset-subject = Neues Passwort festlegen
mail-reset-body = Jemand, wahrscheinlich Sie selbst, hat ein neues Passwort für { $address } angefordert.
mail-reset-button = Neues Passwort festlegen
mail-reset-ends = Der Link gilt einmal und 30 Minuten lang. Er läuft ab: { $until }.
mail-reset-ignore = Sie haben das nicht angefordert? Dann beachten Sie diese E-Mail nicht weiter: Ihr Passwort bleibt, wie es ist.

mail-accepted-subject = { $person } hat Ihre Einladung zu { $account } angenommen
mail-accepted-body = { $person } ({ $address }) hat Ihre Einladung zu { $account } angenommen: { $at }.

mail-declined-subject = { $person } hat Ihre Einladung zu { $account } abgelehnt
mail-declined-body = { $person } ({ $address }) hat Ihre Einladung zu { $account } abgelehnt: { $at }.
mail-declined-effect = Die Einladung ist beendet, der Link darin öffnet nichts mehr, und niemand hat dadurch Zugang erhalten. War es ein Versehen? Dann laden Sie die Person noch einmal ein.

mail-changed-subject = Ihr Passwort wurde geändert
mail-changed-body = Das Passwort für { $address } wurde geändert: { $at }.
mail-changed-effect = Alle Ihre anderen Sitzungen wurden abgemeldet, und Links aus früheren E-Mails gelten nicht mehr.
mail-changed-warning = Das waren nicht Sie? Fordern Sie sofort über „Passwort vergessen?“ auf der Anmeldeseite ein neues Passwort an und sagen Sie der Administration Ihres Kontos Bescheid.

mail-address-subject = Bestätigen Sie Ihre neue E-Mail-Adresse
mail-address-body = Jemand, wahrscheinlich Sie, möchte sich künftig mit { $address } statt mit { $old } anmelden.
mail-address-button = Neue Adresse bestätigen
mail-address-ends = Der Link gilt einmal und 30 Minuten lang, bis { $until }.
mail-address-ignore = Sie haben das nicht angefordert? Dann ignorieren Sie diese E-Mail einfach: Ohne Sie geschieht nichts.

mail-address-asked-subject = Ihre E-Mail-Adresse soll geändert werden
mail-address-asked-body = Jemand, wahrscheinlich Sie, möchte die E-Mail-Adresse Ihres Kontos von { $address } in { $new } ändern: { $at }.
mail-address-asked-effect = Nichts ändert sich, bis die neue Adresse über den Link bestätigt wird, der dorthin ging.
mail-address-asked-warning = Das waren nicht Sie? Dann kennt jemand Ihr Passwort. Fordern Sie sofort über „Passwort vergessen?“ auf der Anmeldeseite ein neues an: Damit wird auch die Änderung abgebrochen, und Sie werden überall abgemeldet. Sagen Sie danach der Administration Ihres Kontos Bescheid.

mail-address-in-use-subject = Jemand wollte Ihre Adresse verwenden
mail-address-in-use-body = Jemand wollte { $address } als E-Mail-Adresse eines anderen Kontos verwenden: { $at }. Die Adresse gehört Ihnen und bleibt Ihre; nichts hat sich geändert.
mail-address-in-use-note = Sie müssen nichts tun. Waren Sie es selbst? Eine Adresse kann nur einer Person gehören.

mail-address-changed-subject = Ihre E-Mail-Adresse wurde geändert
mail-address-changed-body = Die E-Mail-Adresse Ihres Kontos wurde von { $old } in { $new } geändert: { $at }.
mail-address-changed-effect = Sie melden sich jetzt mit der neuen Adresse an. Überall sonst sind Sie abgemeldet, und Links aus früheren E-Mails gelten nicht mehr.
mail-address-changed-warning = Das waren nicht Sie? Sagen Sie sofort der Administration Ihres Kontos Bescheid.
