# Around every page
page-title = { $page } · Vestibule
skip-to-content = Zum Inhalt springen
nav-label = Hauptmenü
nav-users = Benutzer
sign-out = Abmelden
preferences-language = Anzeigesprache
preferences-theme = Farbschema
preferences-save = Übernehmen
theme-system = Wie im System
theme-light = Hell
theme-dark = Dunkel
cancel = Abbrechen

# Form fields
form-problem = Es gibt ein Problem
field-name = Name
field-email = E-Mail-Adresse
field-password = Passwort
field-company = Unternehmen
field-language = Sprache
password-hint = Mindestens { $min } Zeichen. Gut eignen sich mehrere Wörter, die nichts miteinander zu tun haben.
password-show = Passwort anzeigen
password-hide = Passwort verbergen
password-short = {"{"}count{"}"} von mindestens { $min } Zeichen
password-enough = Lang genug

# First run
setup-heading = Vestibule einrichten
setup-lead = Sie übernehmen als erste Person die Administration. Alle anderen können Sie danach einladen.
setup-company-hint = So heißt das Konto, zu dem andere eingeladen werden.
setup-submit = Administratorzugang anlegen
setup-closed-heading = Einrichtung nicht möglich
setup-closed-text = Diese Installation ist bereits eingerichtet oder der Einrichtungslink ist nicht der richtige. Der Betreiber findet den neuesten Link im Protokoll.

# Sign in
sign-in-heading = Anmelden
sign-in-submit = Anmelden
sign-in-forgot = Passwort vergessen?

# Forgotten password
forgot-heading = Passwort vergessen?
forgot-lead = Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen einen Link, über den Sie ein neues Passwort festlegen können.
forgot-submit = Link senden
forgot-back = Zurück zur Anmeldung
check-mail-heading = Sehen Sie in Ihr Postfach
check-mail-text = Wenn diese Adresse registriert ist, ist ein Link zum Festlegen eines neuen Passworts unterwegs.
check-mail-no-mail = Der E-Mail-Versand ist hier nicht eingerichtet, daher kann kein Link gesendet werden. Bitte wenden Sie sich an die Administration Ihres Kontos.
check-mail-hint = Nach einigen Minuten noch nichts angekommen? Sehen Sie im Spam-Ordner nach oder prüfen Sie die Adresse auf Tippfehler.
reset-heading = Neues Passwort festlegen
reset-lead = Für { $email }. Alle Ihre anderen Sitzungen werden abgemeldet.
reset-submit = Passwort speichern

# Users
users-heading = Benutzer
users-invite = Benutzer einladen
users-search = Benutzer suchen
users-search-placeholder = Name, E-Mail-Adresse oder ID
users-search-submit = Suchen
users-no-mail = Der E-Mail-Versand ist nicht eingerichtet: Einladungslinks müssen kopiert und selbst weitergegeben werden.
users-found = { $count ->
    [one] { $count } Person gefunden
   *[other] { $count } Personen gefunden
}
users-table = Benutzer
users-column-name = Name
users-column-access = Zugriff
users-column-language = Sprache
users-column-status = Status
users-column-two-factor = Zwei-Faktor-Authentifi{"\u00AD"}zierung
users-column-last-seen = Zuletzt aktiv
users-column-actions = Aktionen
users-you = Sie
users-actions-for = Aktionen für { $name }
users-resend = Einladung erneut senden
users-copy-link = Einladungslink kopieren
users-nothing-heading = Keine Treffer für „{ $search }“
users-nothing-text = Namen, E-Mail-Adressen und IDs werden jeweils ab dem Wortanfang durchsucht.
users-clear-search = Suche zurücksetzen
users-alone-heading = Hier ist sonst noch niemand
users-alone-text = Laden Sie die Personen ein, mit denen Sie zusammenarbeiten. Jede erscheint sofort hier, mit dem Stand ihrer Einladung.
paging-label = Seiten
paging-previous = Zurück
paging-next = Weiter
paging-size = Einträge pro Seite
paging-show = Anzeigen

# Access
access-all = alle Projekte
access-count = { $count ->
    [one] { $count } Projekt
   *[other] { $count } Projekte
}
access-account-only = keine Projekte
access-role = Rolle
access-projects = Projekte
access-all-administrator = Administration aller Projekte
access-account-only-long = Keine, nur was die Rolle erlaubt

# Status
status-active = Aktiv
status-queued = In Warteschlange
status-queued-detail = E-Mail wird gleich gesendet
status-retrying = Wird erneut versucht
status-retrying-next = nächster Versuch { $when }
status-not-delivered = Nicht zugestellt
status-invited = Eingeladen
status-expires = läuft { $when } ab
status-expired = Abgelaufen
status-suspended = Gesperrt
status-removed = Entfernt
two-factor-off = Aus
two-factor-not-yet = Einladung noch nicht angenommen
last-seen-never = Nie

# Invite
invite-heading = Benutzer einladen
invite-name-hint = Optional: Die eingeladene Person kann ihn selbst eintragen.
invite-language-hint = Sprache der Einladung und der Oberfläche für diese Person.
invite-role = Rolle
invite-role-above = Steht über Ihrer eigenen Rolle, { $role }.
invite-scope = Geltungsbereich
invite-scope-client = Mandant
invite-scope-client-text = Eine Rolle für alle Projekte oder für keines.
invite-scope-project = Projekt
invite-scope-project-text = Nur die Projekte, die Sie auswählen.
invite-client-role = Mandantenrolle
invite-client-role-none = Kein Zugriff
invite-client-role-administrator = Administration
invite-projects = Projekte
invite-no-projects = Es gibt noch keine Projekte.
invite-role-in = Rolle in { $project }
invite-send = Einladung senden
invite-create-link = Link erstellen
role-administrators-text = Verwaltet Personen, Projekte und Einstellungen.
role-engineers-text = Arbeitet mit allen Ressourcen, verwaltet keine Personen.
role-purge-api-web-text = Löscht Inhalte aus dem Cache und lädt sie vorab, im Panel und über die API.
role-purge-api-text = Löscht Inhalte aus dem Cache und lädt sie vorab, nur über die API.
role-users-text = Sieht sich um, ändert nichts.
project-role-none = Keine Rolle
project-role-administrator = Projektadministration
project-role-user = Benutzer
project-role-observer = Beobachter
project-role-internal = Nur interne Netzwerke

# A link to hand over
hand-over-heading = Geben Sie diesen Link weiter
hand-over-text = Er wird nur dieses eine Mal gezeigt. Wer ihn hat, kann beitreten. Geben Sie ihn deshalb nur der eingeladenen Person. Frühere Links für diese Person gelten nicht mehr, auch verschickte nicht.
hand-over-link = Einladungslink
hand-over-copy = Link kopieren
hand-over-copied = Kopiert

# Accept
accept-heading = { $account } beitreten
accept-by = { $name } ({ $email }) lädt Sie zu { $account } ein.
accept-by-address = { $email } lädt Sie zu { $account } ein.
accept-by-nobody = Sie sind zu { $account } eingeladen.
accept-valid = Link
accept-until = läuft { $when } ab
accept-submit = Passwort festlegen und beitreten
accept-has-account = Sie haben bereits einen Zugang als { $email }. Melden Sie sich mit dessen Passwort an, um die Einladung anzunehmen.
accept-sign-in = Anmelden und annehmen
accept-signed-in = Sie sind als { $email } angemeldet.
accept-accept = Annehmen
accept-somebody-else = Sie sind als { $own } angemeldet, die Einladung ist aber für { $invited }.
accept-switch = Abmelden und als { $email } fortfahren

# Links that open nothing
link-expired-heading = Diese Einladung ist abgelaufen
link-used-heading = Diese Einladung wurde bereits verwendet
link-used-text = Melden Sie sich mit dem Passwort an, das Sie festgelegt haben.
link-replaced-heading = Es gibt eine neuere Einladung
link-replaced-text = Dieser Link gilt nicht mehr, weil ein neuerer erstellt wurde. Verwenden Sie den neuesten Link, oder fragen Sie die Person, die Sie eingeladen hat.
link-revoked-heading = Diese Einladung wurde zurückgezogen
link-revoked-ask = Wenn Sie das für einen Irrtum halten, fragen Sie { $name } ({ $email }).
link-revoked-text = Wenn Sie das für einen Irrtum halten, fragen Sie die Person, die Sie eingeladen hat.
link-unknown-heading = Dieser Link ist ungültig
link-unknown-text = Vielleicht ist er unvollständig. Öffnen Sie ihn noch einmal aus der E-Mail oder kopieren Sie ihn vollständig.
link-reset-over-heading = Dieser Link ist nicht mehr gültig
link-reset-over-text = Links zum Festlegen eines neuen Passworts gelten nur einmal und nur kurze Zeit. Sie können einen neuen anfordern.

# Welcome
welcome-heading = Willkommen bei { $account }
welcome-lead = Sie gehören zu diesem Konto. Hier sehen Sie, was Sie tun können.

# Errors
error-malformed-heading = Die Anfrage kam nicht vollständig an
error-malformed-text = Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
error-forbidden-heading = Das dürfen Sie nicht
error-forbidden-text = Ihre Rolle erlaubt es nicht. Die Administration des Kontos kann das ändern.
error-not-found-heading = Seite nicht gefunden
error-not-found-text = Unter dieser Adresse gibt es nichts oder Sie dürfen es nicht sehen.
error-method-heading = Das geht hier nicht
error-method-text = Diese Adresse gibt es, aber Anfragen dieser Art nimmt sie nicht an.
error-conflict-heading = Das geht hier nicht
error-conflict-text = So, wie es gerade steht, ist es nicht möglich, oder es hat sich inzwischen geändert. Gehen Sie zurück und laden Sie die Seite neu, um zu sehen, wie es steht.
error-busy-heading = Bitte versuchen Sie es gleich noch einmal
error-busy-text = Es gab zu viele Anfragen oder die Datenbank ist gerade nicht erreichbar. Es ist nichts verloren gegangen.
error-internal-heading = Etwas ist schiefgegangen
error-internal-text = Das liegt an uns, nicht an Ihnen, und wurde vermerkt. Passiert es wieder, nennen Sie dem Betreiber dieser Installation die Nummer unten.
error-request-id = Anfrage
error-home = Zur Startseite

# Said by islands
live-transport = Der Server war nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.

users-action-accepted = Bereits angenommen
users-action-removed = Nicht mehr in diesem Konto
users-action-no-mail = E-Mail-Versand nicht eingerichtet
users-action-cooling = Wieder in { $seconds } s
shortcuts = Tastenkürzel
shortcut-search = suchen
shortcut-invite = einladen
