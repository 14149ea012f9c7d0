fault-missing-email = Enter an email address.
fault-missing-name = Enter a name.
fault-missing-password = Enter a password.
fault-missing-company = Enter the name of your company.
fault-missing-role = Choose a role.
fault-missing-scope = Choose a scope.
fault-missing-language = Choose a language.
fault-too-long = Use at most { $max ->
    [one] { $max } character
   *[other] { $max } characters
}.
fault-too-short = Use at least { $min ->
    [one] { $min } character
   *[other] { $min } characters
}.
fault-not-an-address = Enter an email address like name@example.org.
fault-unprintable = Remove line breaks and invisible characters.
fault-not-a-choice = Choose one of the options.
fault-guessable = This password is too easy to guess.
fault-already-here = This person is already here.
fault-already-invited = This person has already been invited.
fault-cannot-be-added = This person cannot be added.
fault-above-own-rank = You cannot give a role above your own.
fault-outlives = A token that is made by a token cannot end after it.
fault-no-project = Choose a role in at least one project.
fault-wrong-credentials = The email or password is not right.
fault-last-administrator = The account needs an administrator. Make somebody else one first.
fault-active-tokens = You can't remove the user as they have active tokens.
fault-token-above = The specified user has issued a token with a higher role. Try using another role.
fault-not-oneself = You cannot do this to yourself. Ask another administrator.
fault-not-a-member = Nobody with this address is an active member of the account.
fault-malformed = The form arrived incomplete. Please fill it in again.
