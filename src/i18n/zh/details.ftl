# The Users page
users-found-more = 找到 { $shown } 人以上
