# The Users page
users-found-more = Mehr als { $shown } Personen gefunden

# The review of many invitations
batch-row-language = Sprache: { $language }
