# The Users page
users-found-more = More than { $shown } people found

# The review of many invitations
batch-row-language = Language: { $language }

# The invite form
people-address-open = Open their page

# The invite form, several addresses
people-address-more = { $count ->
    [one] … and { $count } more
   *[other] … and { $count } more
}
people-address-review = You see a list of them before anything is sent.
invite-review = { $count ->
    [one] Review { $count } address
   *[other] Review { $count } addresses
}
