# Listen von Personen: wie viele es geben darf und wo die offenen stehen
fault-too-many-lists = { $max } Listen warten schon auf Prüfung, mehr darf ein Konto nicht haben. Senden oder verwerfen Sie zuerst eine davon. Die Seite zum Einladen zeigt sie.
lists-heading = Offene Listen
lists-hint = Eine Liste, die niemand sendet, wird nach 7 Tagen gelöscht.
lists-review = { $count ->
    [one] { $count } Person prüfen
   *[other] { $count } Personen prüfen
}
lists-sending = { $count ->
    [one] Wird an { $count } Person gesendet
   *[other] Wird an { $count } Personen gesendet
}
fault-list-access-over = Der letzte Tag des Zugangs ist vorbei, daher kann niemand aus dieser Liste eingeladen werden. Verwerfen Sie sie und erstellen Sie eine neue mit einem späteren Tag.
list-why-wrong-address = Das ist keine E-Mail-Adresse. Berichtigen Sie sie und laden Sie diese Person erneut ein.
list-why-wrong-name = Der Name ist zu lang oder enthält unsichtbare Zeichen. Berichtigen Sie ihn und laden Sie diese Person erneut ein.
list-why-wrong-language = Die Sprache muss en, de, ru, zh oder az sein. Berichtigen Sie sie und laden Sie diese Person erneut ein.
list-why-double = Steht weiter oben schon. Es ist nichts zu tun.
list-why-here = Gehört bereits zu diesem Konto. Es ist nichts zu tun; was diese Person darf, wird auf ihrer Seite geändert.
list-why-invited = Von { $name } am { $date } schon eingeladen. Öffnen Sie die Person, um jene Einladung erneut zu senden.
list-why-invited-before = Schon eingeladen. Öffnen Sie die Person, um den Stand zu sehen oder einen neuen Link zu senden.
list-why-declined = Hat eine Einladung in dieses Konto abgelehnt, daher wird dieser Adresse nichts gemailt. Sie können sie einzeln einladen, mit einem Link zum Weitergeben.
list-why-other-domain = Adressen dieser Domain dürfen in das Konto nicht eingeladen werden. Sobald die Einstellungen die Domain erlauben, laden Sie diese Person erneut ein.
list-why-blocked = Diese Person kann nicht hinzugefügt werden. Hier ist nichts zu tun.
list-why-over-limit = Innerhalb der Grenzen war kein Platz mehr. Laden Sie diese Person später erneut ein.
list-why-not-allowed = Wer die Liste gesendet hat, darf nicht mehr einladen. Wer es darf, kann diese Person erneut einladen.
list-why-offer-gone = Ein gewähltes Projekt ist nicht mehr in Gebrauch. Laden Sie diese Person mit einer anderen Auswahl erneut ein.
list-why-access-over = Der letzte Tag des Zugangs ist vorbei. Laden Sie diese Person mit einem späteren Tag erneut ein.
