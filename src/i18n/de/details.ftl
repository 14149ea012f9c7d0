# The Users page
users-found-more = Mehr als { $shown } Personen gefunden

# The review of many invitations
batch-row-language = Sprache: { $language }

# The invite form
people-address-open = Zur Seite der Person
