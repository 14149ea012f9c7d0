# İkinci JSON API
audit-token-renamed = API tokeninin adı dəyişdirildi
