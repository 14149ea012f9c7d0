# Was von einer Einladung und ihrer E-Mail wahr ist.

status-held-detail = wartet: Der Versand ruht
status-declined = Abgelehnt
status-withdrawn = Zurückgezogen
status-undone = Zurückgenommen

mail-paused-see = E-Mails öffnen
mail-no-retry-paused = Wartet: Zurzeit wird keine E-Mail verschickt
mail-no-retry-taken-back = Nie gesendet: Die Einladung wurde rechtzeitig zurückgenommen
mail-state-planned = Geplant
mail-state-taken-back = Zurückgenommen
person-mail-never-sent = Nie gesendet: Die Einladung endete vorher
person-mail-given-up = Wurde zurückgestellt und wird nicht mehr versucht

batch-done-heading = { $count ->
    [one] { $handed_over } von { $invited } Einladung übergeben
   *[other] { $handed_over } von { $invited } Einladungen übergeben
}
batch-done-nobody-heading = Niemand wurde eingeladen

timeline-undone = Zurückgenommen, bevor die E-Mail gesendet wurde
timeline-asked = Die eingeladene Person bat um einen neuen Link
timeline-renewed = Neuer Link von selbst gespeichert und E-Mail eingereiht, weil die Person darum bat; der ältere Link endete
timeline-approved = Zugestimmt von { $name }
timeline-opened-dead = { $count ->
    [one] Ein Link, der nicht mehr gilt, wurde geöffnet
   *[other] Ein Link, der nicht mehr gilt, wurde { $count }-mal geöffnet
}

audit-detail-browser = Browser
audit-detail-yes = ja
audit-detail-no = nein

fault-ended-before = Eine frühere Einladung an diese Adresse ist beendet, und was daraus wurde, bleibt bei ihr. Widerrufen Sie diese Einladung und laden Sie die andere Adresse ein.
batch-short-readdressed = Andere Adresse
list-why-readdressed = Die Einladung wurde später auf eine andere Adresse geändert.
timeline-turned = Auf eine andere Adresse geändert von { $name }; bis dahin war es { $address }
