# 要求双因素身份验证的邀请，以及加入前的设置
door-invite = 要求双因素身份验证
door-invite-hint = 在加入之前设置。
door-invite-anyway = 此账户自 { $day } 起要求双因素身份验证，因此每个人都要在加入之前设置。
door-term = 双因素身份验证
door-term-required = 加入时必需
door-accept = 接下来您将设置双因素身份验证。需要手机或电脑上的身份验证器应用，约两分钟。
door-continue = 继续
door-lead = 加入 { $account } 需要双因素身份验证。今后登录需要您的密码和应用中的验证码。
door-effect = 您还有 { $minutes } 分钟。在您加入之前，这一切都不会生效。
door-back = 重新开始
door-again = 请重新开始：时间已过太久，或者设置是在其他浏览器或标签页中开始的。没有丢失任何内容，您的链接仍然有效。
door-notice = 欢迎！您已加入，双因素身份验证已启用。
door-factor-first = 加入 { $account } 需要双因素身份验证。请先设置，然后回到这里接受邀请。
door-set-up = 设置双因素身份验证
fault-factor-first = 尚未加入：加入 { $account } 需要双因素身份验证。请先设置。
door-mail = 加入时您将设置双因素身份验证。为此需要手机或电脑上的身份验证器应用。
door-mail-known = 加入需要双因素身份验证。如果您尚未使用，请先进行设置。
