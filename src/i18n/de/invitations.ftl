# Der Link in der E-Mail, in allen Zuständen
accept-heading-sign-in = Anmelden und { $account } beitreten
accept-heading-somebody-else = Diese Einladung ist für jemand anderen
accept-not-me = Das ist nicht für mich
accept-decline = Ablehnen
access-archived = Archivierte Projekte
access-archived-text = Archivierte Projekte betritt niemand. Ihre Rolle dort gilt wieder, sobald das Projekt wiederhergestellt ist.
decline-heading = Einladung zu { $account } ablehnen?
decline-text = Der Link wird ungültig, { $inviter } erfährt davon, und { $email } bekommt zu { $account } keine E-Mails mehr.
decline-submit = Einladung ablehnen
link-expired-mail = Der Link galt nur begrenzte Zeit. Bitten Sie um einen neuen: Er geht an die Adresse, die zu { $account } eingeladen wurde.
link-expired-administrator = Der Link galt nur begrenzte Zeit. Bitten Sie um einen neuen: Die Administration von { $account } sieht dann, dass Sie darauf warten.
link-expired-button = Um einen neuen Link bitten
link-expired-or-ask = Sie können auch selbst { $name } ({ $email }) fragen.
link-asked-heading = Sie haben um einen neuen Link gebeten
link-asked-mail = Wenn die Einladung zu { $account } noch gilt, ist ein neuer Link an die eingeladene Adresse unterwegs. Sonst sieht die Administration, dass Sie warten. Mehr müssen Sie nicht tun.
link-asked-administrator = Die Administration von { $account } sieht, dass Sie warten. Sobald jemand von ihr zustimmt, bekommen Sie einen neuen Link. Mehr müssen Sie nicht tun.
link-needs-approval-heading = Die Administration muss erst zustimmen
link-needs-approval-text = Wer Sie zu { $account } eingeladen hat, darf das nicht mehr allein. Die Administration sieht das und muss die Einladung bestätigen. Behalten Sie diesen Link: Danach gilt er wieder.
link-declined-heading = Diese Einladung wurde abgelehnt
link-declined-text = { $name } ({ $email }) weiß davon, und diese Adresse bekommt zu { $account } keine E-Mails mehr. War das ein Versehen? Dann bitten Sie um eine neue Einladung.
link-tries-heading = Zu viele Versuche
link-tries-text = Von hier wurden zu viele Links versucht, die es nicht gibt. Warten Sie bitte { $seconds } s, und öffnen Sie Ihren Link dann noch einmal. Er ist nicht verbraucht.

# Einladungen nach dem Anmelden
offers-heading = Einladungen
offers-lead = Diese Konten haben { $email } eingeladen.
offers-none = Für { $email } gibt es keine offene Einladung.
offers-valid = Einladung
offers-needs-approval = Die Administration von { $account } muss diese Einladung erst bestätigen, bevor Sie sie annehmen können.
offers-on = Weiter
offers-later = Später entscheiden
accounts-offers = { $count ->
    [one] { $count } Konto hat Sie eingeladen.
   *[other] { $count } Konten haben Sie eingeladen.
}
accounts-offers-link = Einladungen ansehen
notice-declined = Die Einladung ist abgelehnt.

# Was die Administration davon sieht
status-asks-for-link = Bittet um einen neuen Link
status-needs-approval = Braucht Zustimmung
standing-waiting = Wartet auf Zustimmung
row-approve = Zustimmen
confirm-approve-heading = Der Einladung von { $name } zustimmen?
confirm-approve-text = Sie stehen ab jetzt für die Einladung von { $email } ein. Ist der Link abgelaufen, wird ein neuer erstellt.
impossible-not-waiting = Darauf wartet niemand
notice-approved = Der Einladung von { $email } ist zugestimmt. Der vorhandene Link gilt wieder.
person-declined = Abgelehnt

audit-invitation-asked = Um einen neuen Einladungslink wurde gebeten
audit-invitation-approved = Einer Einladung zugestimmt
audit-invitation-declined = Eine Einladung wurde abgelehnt

# Die E-Mail an jemanden mit Passwort
mail-invitation-has-account = Sie haben bereits einen Zugang als { $address }. Melden Sie sich mit dessen Passwort an, und nehmen Sie dann an oder lehnen Sie ab.
mail-invitation-sign-in = Anmelden und annehmen
mail-invitation-decline = Sie möchten das nicht oder kennen { $inviter } nicht? Dann lehnen Sie nach dem Anmelden ab, oder beachten Sie diese E-Mail nicht weiter: Ohne Sie geschieht nichts.
