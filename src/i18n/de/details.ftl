# The Users page
users-found-more = Mehr als { $shown } Personen gefunden
