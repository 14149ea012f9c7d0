# Zwei-Faktor-Authentifizierung, die noch aussteht
required-several = Mehrere Ihrer Konten verlangen Zwei-Faktor-Authentifizierung. Ab dem genannten Tag öffnet sich dort sonst nichts, bis Sie sie einschalten.
required-line-since = { $account }, seit dem { $day }
required-line-from = { $account }, ab dem { $day }
accept-owing = Sie sind als { $email } angemeldet, und { $account } verlangt seit dem { $day } Zwei-Faktor-Authentifizierung. Schalten Sie sie zuerst ein; danach kommen Sie hierher zurück und können antworten.
