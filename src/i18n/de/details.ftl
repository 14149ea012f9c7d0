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
