# The Users page
users-found-more = More than { $shown } people found
