# The second JSON API
audit-token-renamed = Renamed an API token
