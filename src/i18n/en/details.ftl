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

# What is too many or too large
fault-too-many-people = At most { $max } people can be invited at once, one in each row. Split the list.
fault-too-many-domains = There may be at most { $max } domains.
fault-too-many-tokens = An account can have { $max } working API tokens. Delete one first.
error-too-large-heading = That is too large
error-too-large-text = Go back, shorten what you typed and send it once more.
error-file-too-large-text = The file may be at most { $mebibytes } MiB large. Go back and choose a smaller one: split it, or leave out columns other than address, name and language.

# Passwords
fault-own-words = Without your name, your address and the name of the account, this password is too easy to guess. Add words of your own choice.

# Projects
projects-nobody = Administrators only
projects-everywhere = People with the role Administrators or the client role Administrator enter every project. The number is of people with a role in the project itself.
batch-gone = No longer in use
