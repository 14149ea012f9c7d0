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

# What is too many or too large
fault-too-many-people = 一次最多邀请 { $max } 人，每行一人。请拆分列表。
fault-too-many-domains = 最多只能有 { $max } 个域名。
fault-too-many-tokens = 一个账户最多可以有 { $max } 个有效的 API 令牌。请先删除一个。
error-too-large-heading = 内容过大
error-too-large-text = 请返回，缩短输入内容后重新发送。
error-file-too-large-text = 文件最大为 { $mebibytes } MiB。请返回并选择更小的文件：拆分文件，或只保留地址、姓名和语言列。

# Passwords
fault-own-words = 去掉您的姓名、邮箱地址和账户名称后，该密码太容易被猜到。请加入您自己选择的词语。

# Projects
projects-nobody = 仅限管理员
projects-everywhere = 拥有 Administrators 角色或客户级管理员角色的人可进入所有项目。数字表示在项目本身有角色的人数。
batch-gone = 已不再使用
