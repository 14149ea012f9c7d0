# Why somebody may enter a project
access-through-account-role = { $role } durch die Kontorolle
access-through-client-role = { $role } durch die Mandantenrolle
access-through-project-role = { $role } durch eine Rolle im Projekt
access-idle-account-role = { $role } durch die Kontorolle bleibt ohne Wirkung
access-idle-client-role = { $role } durch die Mandantenrolle bleibt ohne Wirkung
access-idle-project-role = { $role } im Projekt bleibt ohne Wirkung
access-and = { $first }; { $second }
access-line = { $project }: { $reasons }
access-line-none = { $project }: kein Zugriff

# Projects
nav-projects = Projekte
projects-heading = Projekte
projects-table = Projekte
projects-archived-table = Archivierte Projekte
projects-column-name = Name
projects-column-people = Personen
projects-column-access = Ihr Zugriff
projects-column-archived = Archiviert
projects-column-actions = Aktionen
projects-default = Standardprojekt
projects-default-stays = Das Standardprojekt kann nicht archiviert werden.
projects-people = { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
projects-people-of = { $people } in { $project }
projects-new = Neues Projekt
projects-create = Projekt erstellen
projects-rename = Umbenennen
projects-rename-of = { $project } umbenennen
projects-save = Änderungen speichern
projects-archive = Archivieren
projects-archive-of = { $project } archivieren
projects-archive-heading = { $project } archivieren?
projects-archive-closed = Niemand kann das Projekt mehr betreten, gleich mit welcher Rolle, und kein Formular bietet es mehr an.
projects-archive-kept = { $count ->
    [0] Niemand hat eine Rolle darin. Die Administration kann es jederzeit wiederherstellen.
    [one] Eine Person hat eine Rolle darin. Die Rolle bleibt erhalten und gilt wieder, sobald die Administration das Projekt wiederherstellt.
   *[other] { $count } Personen haben eine Rolle darin. Die Rollen bleiben erhalten und gelten wieder, sobald die Administration das Projekt wiederherstellt.
}
projects-archived = Archiviert ({ $count })
projects-archived-most = Nur die { $count } zuletzt archivierten Projekte werden gezeigt.
projects-restore = Wiederherstellen
projects-restore-of = { $project } wiederherstellen
projects-none-heading = Kein Projekt steht Ihnen offen
projects-none-text = Die Administration des Kontos kann Ihnen in einem Projekt eine Rolle geben.
notice-project-created = Projekt { $project } erstellt
notice-project-renamed = Das Projekt heißt jetzt { $project }
notice-project-archived = Projekt { $project } archiviert
notice-project-restored = Projekt { $project } wiederhergestellt
fault-name-taken = Ein anderes Projekt heißt schon so. Wählen Sie einen anderen Namen.
fault-too-many-projects = Ein Konto kann { $max } Projekte zugleich haben. Archivieren Sie zuerst eines.
fault-default-project = Das Standardprojekt kann nicht archiviert werden.

# Accounts
accounts-heading = Konten
accounts-link-switch = { $account } – Konto wechseln
accounts-link = { $account } – Konten
accounts-here = Hier sind Sie
accounts-switch = Wechseln
accounts-suspended-text = Die Administration dieses Kontos kann Sie wieder hereinlassen.
accounts-new = Neues Konto
accounts-new-hint = Sie werden dort Administrator.
accounts-create = Konto erstellen
notice-account-switched = Sie sind jetzt in { $account }
notice-account-created = Konto { $account } erstellt
fault-nobody-here = Niemand hier hat diese Adresse.
fault-no-password-yet = Diese Person hat noch kein Passwort festgelegt.

# In the audit log
audit-project-created = Projekt erstellt
audit-project-renamed = Projekt umbenannt
audit-project-archived = Projekt archiviert
audit-project-restored = Projekt wiederhergestellt
audit-account-created = Konto erstellt
audit-session-switched = In dieses Konto gewechselt
