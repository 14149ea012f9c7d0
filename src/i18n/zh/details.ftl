# The Users page
users-found-more = 找到 { $shown } 人以上

# The review of many invitations
batch-row-language = 语言：{ $language }

# The invite form
people-address-open = 打开此人的页面

# The invite form, several addresses
people-address-more = ……以及另外 { $count } 个
people-address-review = 发送之前，您会看到所有地址的列表。
invite-review = 检查 { $count } 个地址
