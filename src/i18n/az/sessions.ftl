# One's own sessions, proving who one is, and the mail about a new browser
step-up-heading = Siz olduğunuzu təsdiqləyin
step-up-text = Bu, mühüm əməliyyatdır və siz olduğunuzu təsdiqləməyinizdən xeyli vaxt keçib. Doldurduğunuz heç nə itmir.
step-up-submit = Təsdiqlə
problem-step-up = Siz olduğunuzu təsdiqləyin.
audit-session-confirmed = Kim olduğunu təsdiqlədi
