# 邀请及其邮件的真实情况。

status-held-detail = 等待中：发送已暂停
status-declined = 已拒绝
status-withdrawn = 已撤回
status-undone = 已撤销

mail-paused-see = 打开邮件页
mail-no-retry-paused = 等待中：目前不发送任何邮件
mail-no-retry-taken-back = 从未发送：邀请已及时撤销
mail-state-planned = 已计划
mail-state-taken-back = 已撤销
person-mail-never-sent = 从未发送：邀请在此之前已结束
person-mail-given-up = 曾被推迟，不再尝试

batch-done-heading = { $count ->
   *[other] { $invited } 个邀请中已移交 { $handed_over } 个
}
batch-done-nobody-heading = 没有邀请任何人

timeline-undone = 在邮件发送前已撤销
timeline-asked = 受邀人请求了新链接
timeline-renewed = 应受邀人请求，新链接已自动保存，邮件已入队；旧链接已失效
timeline-approved = 由 { $name } 批准
timeline-opened-dead = 已失效的链接被打开 { $count } 次

audit-detail-browser = 浏览器
audit-detail-yes = 是
audit-detail-no = 否

fault-ended-before = 之前发给此地址的邀请已经结束，其结果保留在此地址上。请撤销此邀请，再邀请另一个地址。
batch-short-readdressed = 其他地址
list-why-readdressed = 该邀请后来改为发给另一个地址。
timeline-turned = { $name } 将邀请改到其他地址；此前为 { $address }
