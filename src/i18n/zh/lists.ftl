# 人员名单：最多可有多少，未完成的在哪里
fault-too-many-lists = 已有 { $max } 份名单待检查，这是一个账户的上限。请先发送或放弃其中一份。邀请页面会列出它们。
lists-heading = 未完成的名单
lists-hint = 无人发送的名单会在 7 天后删除。
lists-review = 检查 { $count } 人
lists-sending = 正在发送给 { $count } 人
