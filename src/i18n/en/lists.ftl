# Lists of people: how many there may be, and where the open ones are
fault-too-many-lists = { $max } lists are waiting for review already, the most an account may have. Send or discard one of them first. The page for inviting shows them.
lists-heading = Open lists
lists-hint = A list that nobody sends is deleted after 7 days.
lists-review = Review { $count ->
    [one] { $count } person
   *[other] { $count } people
}
lists-sending = Sending to { $count ->
    [one] { $count } person
   *[other] { $count } people
}
fault-list-access-over = The last day of access is over, so nobody of this list can be invited. Discard it and make a new one with a later day.
list-why-wrong-address = This is no email address. Correct it and invite this person again.
list-why-wrong-name = The name is too long or holds invisible characters. Correct it and invite this person again.
list-why-wrong-language = The language must be en, de, ru, zh or az. Correct it and invite this person again.
list-why-double = Stands further up already. There is nothing to do.
list-why-here = Is in this account already. There is nothing to do; what this person may do is changed on their page.
list-why-invited = Invited by { $name } on { $date } already. Open the person to resend that invitation.
list-why-invited-before = Invited already. Open the person to see how it stands or to send a new link.
list-why-declined = Declined an invitation to this account, so nothing is mailed to this address. You can invite it alone, with a link to hand over.
list-why-other-domain = Addresses of this domain may not be invited to the account. Once Settings allow the domain, invite this person again.
list-why-blocked = This person cannot be added. There is nothing to do here.
list-why-over-limit = There was no room left within the limits. Invite this person again later.
list-why-not-allowed = Whoever sent the list may no longer invite. Somebody who may can invite this person again.
list-why-offer-gone = A chosen project is no longer in use. Invite this person again with another choice.
list-why-access-over = The last day of access is over. Invite this person again with a later day.
