# The Users page
users-found-more = More than { $shown } people found

# The review of many invitations
batch-row-language = Language: { $language }

# The invite form
people-address-open = Open their page
