# The Users page
users-found-more = Mehr als { $shown } Personen gefunden

# The review of many invitations
batch-row-language = Sprache: { $language }

# The invite form
people-address-open = Zur Seite der Person

# The invite form, several addresses
people-address-more = { $count ->
    [one] … und { $count } weitere
   *[other] … und { $count } weitere
}
people-address-review = Bevor etwas versandt wird, sehen Sie eine Liste aller Adressen.
invite-review = { $count ->
    [one] { $count } Adresse prüfen
   *[other] { $count } Adressen prüfen
}

# What is too many or too large
fault-too-many-people = Auf einmal lassen sich höchstens { $max } Personen einladen, eine je Zeile. Teilen Sie die Liste auf.
fault-too-many-domains = Es darf höchstens { $max } Domains geben.
fault-too-many-tokens = Ein Konto kann { $max } aktive API-Tokens haben. Löschen Sie zuerst einen.
error-too-large-heading = Das ist zu groß
error-too-large-text = Gehen Sie zurück, kürzen Sie die Eingabe und senden Sie sie noch einmal.
error-file-too-large-text = Die Datei darf höchstens { $mebibytes } MiB groß sein. Gehen Sie zurück und wählen Sie eine kleinere: Teilen Sie sie auf, oder lassen Sie andere Spalten als Adresse, Name und Sprache weg.

# Passwords
fault-own-words = Ohne Ihren Namen, Ihre Adresse und den Namen des Kontos ist dieses Passwort zu leicht zu erraten. Nehmen Sie frei gewählte Wörter hinzu.

# Projects
projects-nobody = Nur Administratoren
projects-everywhere = Wer die Rolle Administrators oder die Mandantenrolle Administration hat, kommt in jedes Projekt. Die Zahl nennt Personen mit einer Rolle im Projekt selbst.
batch-gone = Nicht mehr in Gebrauch
