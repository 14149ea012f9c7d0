# Die zweite JSON-API
audit-token-renamed = API-Token umbenannt
