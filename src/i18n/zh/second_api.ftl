# 第二个 JSON API
audit-token-renamed = 重命名了 API 令牌
