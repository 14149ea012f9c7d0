# 邀请及其邮件的真实情况。

timeline-undone = 在邮件发送前已撤销
timeline-asked = 受邀人请求了新链接
timeline-renewed = 应受邀人请求，新链接已自动保存，邮件已入队；旧链接已失效
timeline-approved = 由 { $name } 批准
timeline-opened-dead = 已失效的链接被打开 { $count } 次
