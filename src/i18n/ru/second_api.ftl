# Второй JSON API
audit-token-renamed = API-токен переименован
