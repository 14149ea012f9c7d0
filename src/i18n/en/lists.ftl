# Lists of people: how many there may be, and where the open ones are
fault-too-many-lists = { $max } lists are waiting for review already, the most an account may have. Send or discard one of them first. The page Invite people shows them.
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
