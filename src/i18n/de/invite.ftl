# Einladen: was eine Einladung sagen kann, sie zurücknehmen, und viele auf einmal
invite-email-hint = Mehrere auf einmal: durch Kommas, Leerzeichen oder Zeilenenden trennen.
invite-more = Weitere Angaben
invite-lifetime = Link gültig für
invite-lifetime-usual = { $span } (üblich)
invite-access-ends = Zugang endet am
invite-access-ends-hint = Freiwillig: der letzte Tag, in UTC. Nicht für die Rolle Administrators und nicht für Client-Administratoren, damit ein Konto sie nie durch den Kalender verliert.
invite-note = Persönliche Nachricht
invite-note-hint = Freiwillig: höchstens { $most } Zeichen. Steht in der E-Mail und auf der Seite hinter dem Link.
invite-note-from = Eine Nachricht an Sie
invite-by-hand = Link kopieren statt mailen
invite-by-hand-hint = Es geht keine E-Mail hinaus. Sie bekommen den Link einmal zu sehen und geben ihn selbst weiter.
invite-copy-instead = Stattdessen Link kopieren
invite-upload = CSV hochladen
invite-people = CSV-Datei
invite-people-hint = Eine Person je Zeile: E-Mail, Name, Sprache. Eine erste Zeile mit diesen Wörtern darf die Spalten benennen. Höchstens 2.000 Personen und 2 MiB.
invite-upload-submit = Personen der Datei prüfen
invite-preview-mail = E-Mail-Vorschau
invite-mail-heading = Die E-Mail, wie sie hinausgeht
invite-mail-hint = Der Link darin ist nicht der echte: Er führt nirgendwohin.
invite-mail-from = Von
invite-mail-to = An
invite-mail-subject = Betreff
invite-mail-text = Dasselbe als Text
invite-mail-wrong = Die E-Mail lässt sich zeigen, sobald dies stimmt:
invite-room-hour = { $count ->
    [one] Sie können in dieser Stunde noch { $count } Einladung erstellen.
   *[other] Sie können in dieser Stunde noch { $count } Einladungen erstellen.
}
invite-room-day = { $count ->
    [one] Heute ist in diesem Konto noch Platz für { $count } Einladung.
   *[other] Heute ist in diesem Konto noch Platz für { $count } Einladungen.
}
invite-room-open = { $count ->
    [one] In diesem Konto ist noch Platz für { $count } offene Einladung.
   *[other] In diesem Konto ist noch Platz für { $count } offene Einladungen.
}
invite-undo = Rückgängig
notice-invitation-undone = Die Einladung von { $name } ist zurückgenommen. Es wurde nichts gemailt.
notice-too-late-to-undo = Zu spät: Der Link für { $name } ist schon unterwegs oder übergeben. Sie können die Einladung widerrufen, dann öffnet der Link nichts mehr.
person-access-ends = Letzter Tag des Zugangs

fault-not-a-day = Geben Sie einen Tag an.
fault-day-over = Dieser Tag ist vorbei. Wählen Sie heute oder einen späteren.
fault-no-end-for-administrators = Der Zugang von Administratoren kann nicht von selbst enden. Wählen Sie eine andere Rolle oder lassen Sie den Tag leer.
fault-access-over = Der letzte Tag des Zugangs ist vorbei. Ändern Sie ihn zuerst.
fault-declined = Diese Adresse hat eine Einladung in das Konto abgelehnt, daher wird ihr nichts mehr gemailt. Sie können stattdessen einen Link erstellen und weitergeben: Weitere Angaben, „Link kopieren statt mailen“.
fault-too-many-open = { $max ->
    [one] Das Konto darf { $max } offene Einladung zugleich haben. Widerrufen Sie zuerst eine, oder warten Sie, bis sie abgelaufen ist.
   *[other] Das Konto darf { $max } offene Einladungen zugleich haben. Widerrufen Sie zuerst einige, oder warten Sie, bis sie abgelaufen sind.
}
fault-one-address-only = Das geht nur mit einer einzelnen Adresse.
fault-not-a-table = Die Datei ist ab Zeile { $line } nicht lesbar. Speichern Sie sie als CSV, mit einem Ende für jedes Anführungszeichen.
fault-no-address-column = Die erste Zeile der Datei nennt keine Spalte „E-Mail“.
fault-missing-people = In der Datei steht niemand. Wählen Sie eine CSV-Datei mit einer Person je Zeile.

batch-review-heading = Vor dem Senden prüfen
batch-sending-heading = Einladungen gehen hinaus
batch-cancelled-heading = Abgebrochen
batch-by = Von { $name }
batch-send = { $count ->
    [one] { $count } Einladung senden
   *[other] { $count } Einladungen senden
}
batch-discard = Verwerfen
batch-cancel = Den Rest abbrechen
batch-nobody = In dieser Liste ist niemand einzuladen.
batch-begins = Beginnt { $when }. Bis dahin nimmt ein Abbruch alles zurück.
batch-progress = { $done } von { $all } erledigt
batch-again = Diese Seite lädt sich alle 3 Sekunden neu.
batch-pause = Nicht mehr neu laden
batch-follow = Wieder selbst neu laden
batch-count-new = { $count ->
    [one] { $count } neu
   *[other] { $count } neu
}
batch-count-known = { $count ->
    [one] { $count } hat ein Konto und wird um Annahme gebeten
   *[other] { $count } haben ein Konto und werden um Annahme gebeten
}
batch-count-waiting = { $count ->
    [one] { $count } steht noch aus
   *[other] { $count } stehen noch aus
}
batch-count-cancelled = { $count ->
    [one] { $count } nicht gesendet
   *[other] { $count } nicht gesendet
}
batch-short-wrong-address = Falsche Adresse
batch-short-wrong-name = Falscher Name
batch-short-wrong-language = Unbekannte Sprache
batch-short-double = Doppelt
batch-short-here = Schon hier
batch-short-invited = Schon eingeladen
batch-short-declined = Abgelehnt
batch-short-other-domain = Andere Domain
batch-short-blocked = Nicht möglich
batch-short-over-limit = Über der Grenze
batch-short-not-allowed = Nicht erlaubt
batch-short-offer-gone = Nicht mehr möglich
batch-short-access-over = Zugang vorbei
batch-waits = Wartet, bis sie an der Reihe ist.
batch-not-sent = Nicht gesendet: vorher abgebrochen.
notice-batch-started = Die Einladungen sind unterwegs.
notice-batch-cancelled = Abgebrochen. Von dieser Liste wird nichts mehr gesendet.

mail-invitation-note = { $inviter } schreibt:
mail-invitation-last-day = Letzter Tag des Zugangs

audit-invitation-undone = Nahm eine frische Einladung zurück
audit-batch-prepared = Bereitete viele Einladungen vor
audit-batch-started = Sendete viele Einladungen
audit-batch-cancelled = Brach viele Einladungen ab
audit-batch-ended = Viele Einladungen wurden abgearbeitet
audit-access-ended = Zugang endete von selbst
