# API tokens
nav-tokens = API tokens
tokens-heading = API tokens
tokens-lead-everybody = Programs call the API with tokens. These are the tokens of everybody in the account.
tokens-lead-own = Programs call the API with tokens, in your name and without your password. These are yours.
tokens-column-id = ID
tokens-column-name = Token name
tokens-column-issuer = Issued by
tokens-column-role = Role
tokens-column-status = Status
tokens-column-expires = Expires
tokens-column-description = Description
tokens-column-start = Start
tokens-column-used = Last usage
tokens-status-active = Active
tokens-status-expired = Expired
tokens-status-deleted = Deleted
tokens-status-all = All
tokens-issuer-anybody = Everybody
tokens-issuer-number = User { $id }
tokens-issuer-gone = The user has been deleted
tokens-never = Never
tokens-ends-soon = Expires soon
tokens-unused = Not used yet
tokens-no-delete-expired = It has expired.
tokens-no-delete-deleted = It is deleted already.
tokens-empty-heading = No active API tokens
tokens-empty-text = Create one for a program that is to call the API. With another status chosen, you see those that are expired or deleted.
tokens-nothing-heading = No tokens match
tokens-nothing-text = Choose another filter, or clear the filters.

# A new token
tokens-create = Create token
tokens-create-lead = Whoever has the token acts in your name: by its role, and never with more than you may do yourself. Choose the lowest role that is enough.
tokens-name-hint = What uses it, so that you know it again.
tokens-expires-hint = Optional: the last day, in UTC. Without one, the token works until somebody deletes it.
tokens-description-hint = Optional.
tokens-new-heading = Your new API token
tokens-new-text = Copy the token now. It is shown only this once; nobody can look it up later. Whoever has it can act in your name.
tokens-new-label = Token
tokens-new-try = Command to try it
tokens-copy-token = Copy token
tokens-copy-command = Copy command
tokens-new-done = Done

# Deleting one
tokens-delete-heading = Delete { $token }?
tokens-delete-text = Whatever uses this API token is refused from then on. It cannot be brought back.
tokens-delete-submit = Delete { $token }
notice-token-deleted = API token { $token } deleted
notice-token-over = This API token is expired or deleted already.

# Elsewhere
person-tokens-all = All API tokens of this user
audit-token-expired = An API token expired
mail-kind-token-ends = Notice that an API token expires soon
mail-token-subject = The API token { $token } of { $account } expires soon
mail-token-body-own = Your API token { $token } for { $account } expires soon.
mail-token-body-other = The API token { $token } that { $issuer } has issued for { $account } expires soon.
mail-token-id = ID
mail-token-ends = Expires
mail-token-effect = Whatever uses it is refused from then on. Create a new token in good time and put it in its place.
mail-token-button = See the API tokens
