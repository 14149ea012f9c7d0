# The Users page
users-found-more = 找到 { $shown } 人以上

# The review of many invitations
batch-row-language = 语言：{ $language }

# The invite form
people-address-open = 打开此人的页面
