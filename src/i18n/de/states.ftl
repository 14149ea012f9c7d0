# Was von einer Einladung und ihrer E-Mail wahr ist.

timeline-undone = Zurückgenommen, bevor die E-Mail gesendet wurde
timeline-asked = Die eingeladene Person bat um einen neuen Link
timeline-renewed = Neuer Link von selbst gespeichert und E-Mail eingereiht, weil die Person darum bat; der ältere Link endete
timeline-approved = Zugestimmt von { $name }
timeline-opened-dead = { $count ->
    [one] Ein Link, der nicht mehr gilt, wurde geöffnet
   *[other] Ein Link, der nicht mehr gilt, wurde { $count }-mal geöffnet
}
